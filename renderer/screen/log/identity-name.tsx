import Box from '@mui/material/Box';
import type { LogRow } from '../../../app/contract/log.ts';
import { ForeignText } from '../../component/foreign-text.tsx';
import { NameLink } from '../../component/name-link.tsx';
import { PrincipalSign } from '../../component/principal-sign.tsx';

/** What of a record says who asked. */
type Asker = Pick<LogRow, 'identity' | 'identityId' | 'door'>;

/** Whether an application asked: through the second door nobody else comes, and who did not prove who they are has no id. */
export const isApplication = ({ identityId, door }: Pick<Asker, 'identityId' | 'door'>): boolean => door === 'rest' && identityId !== '';

/** Who asked, by the name of then; an application with its sign. */
export function IdentityName({ row }: { row: Asker }) {
  if (!isApplication(row)) return <ForeignText>{row.identity}</ForeignText>;
  return (
    <Box
      component="span"
      sx={{ display: 'inline-flex', alignItems: 'center', gap: 1.5, minWidth: 0, maxWidth: '100%', verticalAlign: 'bottom' }}
    >
      <PrincipalSign kind="application" />
      <Box component="span" sx={{ minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis' }}>
        <ForeignText>{row.identity}</ForeignText>
      </Box>
    </Box>
  );
}

/** The same, leading to the application. */
export function IdentityLink({ row }: { row: Asker }) {
  if (!isApplication(row)) return <IdentityName row={row} />;
  return (
    <NameLink to="/applications/$application" params={{ application: row.identityId }}>
      <IdentityName row={row} />
    </NameLink>
  );
}
