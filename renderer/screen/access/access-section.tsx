import Box from '@mui/material/Box';
import { useMay } from '../../api/access-context.ts';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { ForeignText } from '../../component/foreign-text.tsx';
import { Late } from '../../component/late.tsx';
import { LinkButton } from '../../component/link-button.tsx';
import { RowSkeleton } from '../../component/row-skeleton.tsx';
import { Section } from '../../component/section.tsx';
import { useVaultList } from '../vault/use-vault-list.ts';
import { Principal } from './assignment-column.tsx';
import { assignmentKey, wayText } from './assignment-text.ts';
import { RoleName } from './role-name.tsx';
import { objectScope } from './scope.ts';
import { useAssignments } from './use-assignment.ts';

/** Lines that the section shows; the page of access has all. */
const mostLines = 8;

/** Moving through a list must not ask about everything that is passed. */
const restMs = 400;

interface AccessSectionProps {
  vault: string;
  /** A secret or key in it; without one it is about the vault. */
  name?: string;
  kind?: 'secrets' | 'keys';
}

/** Who may do what with a vault, a secret or a key, person by person, and by which way. There for who may know it. */
export function AccessSection({ vault, name, kind = 'secrets' }: AccessSectionProps) {
  const may = useMay({ operation: 'RoleAssignmentList', vault, ...(name === undefined ? {} : { name }) });
  const { vaults } = useVaultList();
  const of = vaults?.find((it) => it.name.toLowerCase() === vault.toLowerCase());
  if (may.state !== 'yes' || !of) return null;
  const scope = name === undefined ? of.resourceId : objectScope(of, kind, name);
  return (
    <Section
      title="Access"
      action={
        <LinkButton to="/access" search={{ scope, people: true }}>
          All access
        </LinkButton>
      }
    >
      <Late key={scope} afterMs={restMs}>
        <Holders scope={scope} />
      </Late>
    </Section>
  );
}

function Holders({ scope }: { scope: string }) {
  const { items, total = 0, error } = useAssignments({ scope, reach: 'here', state: ['in force'], members: true });
  if (!items) return error ? <FailureBanner error={error} /> : <RowSkeleton rows={2} />;
  return (
    <>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {items.slice(0, mostLines).map((it) => (
          <Box
            component="li"
            key={assignmentKey(it)}
            sx={{
              display: 'grid',
              gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1.2fr) minmax(0, 1.2fr)',
              columnGap: 3,
              minHeight: 28,
              alignItems: 'center',
            }}
          >
            <Principal principal={it.principal} />
            <Box sx={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>
              <RoleName {...it.role} />
            </Box>
            <Box sx={{ color: 'text.tertiary', overflowWrap: 'anywhere' }}>
              <ForeignText>{wayText(it)}</ForeignText>
            </Box>
          </Box>
        ))}
      </Box>
      {total > mostLines && <Box sx={{ color: 'text.tertiary' }}>and {(total - mostLines).toLocaleString('en')} more</Box>}
      {items.length === 0 && <Box sx={{ color: 'text.tertiary' }}>Nobody holds a role here.</Box>}
    </>
  );
}
