import Box from '@mui/material/Box';
import type { Assignment } from '../../../app/contract/access.ts';
import { ForeignText } from '../../component/foreign-text.tsx';
import { Meaning } from '../../component/meaning.tsx';
import { Moment } from '../../component/moment.tsx';

/** Roles with where they hold, how they come, and how long they last. */
export function HeldRoles({ assignments }: { assignments: readonly Assignment[] }) {
  return (
    <Box component="ul" aria-label="Roles" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {assignments.map((it) => (
        <Box
          component="li"
          key={`${it.id} ${it.through.map(({ id }) => id).join(' ')}`}
          sx={{ display: 'flex', gap: 3, py: 2, '& + &': { borderTop: 1, borderColor: 'line.main' } }}
        >
          <Box sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
            <Box>
              {it.role.name} on {it.scope === '/' ? 'everything' : it.place}
            </Box>
            <Box sx={{ typography: 'caption', color: 'text.tertiary' }}>
              {it.through.length > 0 ? `through ${it.through.map(({ name }) => name).join(' → ')}` : 'directly'}, since{' '}
              <Moment time={it.from} inList /> by <ForeignText>{it.grantedBy}</ForeignText>
              {it.until !== undefined && (
                <>
                  , until <Moment time={it.until} inList />
                </>
              )}
            </Box>
          </Box>
          {it.state !== 'in force' && <Meaning kind="notice">{it.state}</Meaning>}
        </Box>
      ))}
    </Box>
  );
}
