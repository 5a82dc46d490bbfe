import Box from '@mui/material/Box';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Assignment } from '../../../app/contract/access.ts';
import { useMay } from '../../api/access-context.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { DateTimeField, fromLocalText, toLocalText } from '../../component/date-time-field.tsx';
import { FailureState } from '../../component/failure-state.tsx';
import { ForeignText } from '../../component/foreign-text.tsx';
import { Moment } from '../../component/moment.tsx';
import { RowSkeleton } from '../../component/row-skeleton.tsx';
import { Section } from '../../component/section.tsx';
import { useUnavailable } from '../../component/use-unavailable.ts';
import { AssignmentState } from './assignment-column.tsx';
import { assignmentKey, wayText } from './assignment-text.ts';
import { EndButtons } from './end-buttons.tsx';
import { GrantPanel } from './grant-panel.tsx';
import { RoleFacts } from './role-facts.tsx';
import { RoleName } from './role-name.tsx';
import { scopeText, tenantScope } from './scope.ts';
import { useAssignments } from './use-assignment.ts';
import { proposedRole, useRole } from './use-role.ts';

interface PrincipalAccessProps {
  principalId: string;
  kind: Assignment['principal']['kind'];
  /** What people read for them. */
  name: string;
}

/** What a person, a group or an application may do, and where: by role in words, by action on demand; now, or at a moment in the past. */
export function PrincipalAccess({ principalId, kind, name }: PrincipalAccessProps) {
  const they = kind === 'application' ? 'it' : 'they';
  const [at, setAt] = useState<number>();
  const [adding, setAdding] = useState(false);
  const add = useUnavailable(useMay({ operation: 'RoleAssignmentCreate' }));
  const when = at === undefined ? { state: ['in force', 'to come'] satisfies Assignment['state'][] } : { at };
  const { items, more, error, retry } = useAssignments({ scope: tenantScope, reach: 'below', principal: principalId, ...when });
  const body = () => {
    if (!items) return error ? <FailureState error={error} onRetry={retry} /> : <RowSkeleton rows={3} />;
    if (items.length === 0)
      return (
        <Box sx={{ color: 'text.tertiary' }}>
          No role{at === undefined ? '' : ' then'}: {they} may do nothing here.
        </Box>
      );
    return (
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {items.map((it) => (
          <Held key={assignmentKey(it)} assignment={it} />
        ))}
      </Box>
    );
  };
  return (
    <Section
      title={`What ${they} may do`}
      action={
        <ActionButton {...add} startIcon={<IconPlus />} onClick={() => setAdding(true)}>
          Give a role
        </ActionButton>
      }
    >
      <Box sx={{ maxWidth: 240, mb: 2 }}>
        <DateTimeField label="As of" hint="Now." value={toLocalText(at)} onChange={(text) => setAt(fromLocalText(text))} />
      </Box>
      {body()}
      {more && <ActionButton onClick={more}>More</ActionButton>}
      {adding && (
        <GrantPanel
          scope={kind === 'application' ? '' : tenantScope}
          role={kind === 'application' ? proposedRole : undefined}
          who={{ id: principalId, kind, name }}
          onClose={() => setAdding(false)}
        />
      )}
    </Section>
  );
}

/** One role that somebody has, where, by which way, and how it ends. */
function Held({ assignment }: { assignment: Assignment }) {
  const [open, setOpen] = useState(false);
  const role = useRole(assignment.role.id);
  const { scope, from, until, state } = assignment;
  return (
    <Box component="li" sx={{ py: 2, '& + &': { borderTop: 1, borderColor: 'line.main' } }}>
      <Box sx={{ display: 'flex', gap: 3, alignItems: 'flex-start' }}>
        <Box sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
          <Box sx={{ fontWeight: 600 }}>
            <RoleName {...assignment.role} /> on <ForeignText>{scopeText(scope)}</ForeignText>
          </Box>
          <Box sx={{ color: 'text.secondary' }}>
            <ForeignText>{wayText({ ...assignment, inherited: false })}</ForeignText>, since <Moment time={from} />
            {until !== undefined && (
              <>
                , until <Moment time={until} />
              </>
            )}
          </Box>
        </Box>
        {state !== 'in force' && <AssignmentState state={state} />}
        <ActionButton variant="text" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? 'Less' : 'More'}
        </ActionButton>
      </Box>
      {open && (
        <Box sx={{ pt: 2, display: 'flex', flexDirection: 'column', gap: 3 }}>
          {role && <RoleFacts role={role} />}
          <EndButtons assignment={assignment} />
        </Box>
      )}
    </Box>
  );
}
