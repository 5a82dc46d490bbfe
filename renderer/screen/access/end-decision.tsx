import Box from '@mui/material/Box';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Assignment } from '../../../app/contract/access.ts';
import { assignmentEnd } from '../../api/access-mutation.ts';
import { useClient } from '../../api/client-context.tsx';
import { countText } from '../../component/count-text.ts';
import { Decision } from '../../component/decision.tsx';
import { ForeignText } from '../../component/foreign-text.tsx';
import { ReasonField, reasonStop } from '../../component/reason-field.tsx';
import { useToast } from '../../component/toast.tsx';
import { visibleText } from '../../component/visible-text.ts';
import { scopeText } from './scope.ts';
import { useAssignments } from './use-assignment.ts';
import { useRole } from './use-role.ts';

interface EndDecisionProps {
  assignment: Assignment;
  /** Who holds it: where it reaches somebody through groups, the last of them. */
  holder: Assignment['principal'];
  onEnded: () => void;
  onClose: () => void;
}

/** People that are named one by one. */
const mostNamed = 8;

/** Ends an assignment now, after saying who loses what. */
export function EndDecision({ assignment, holder, onEnded, onClose }: EndDecisionProps) {
  const say = useToast();
  const [reason, setReason] = useState('');
  const { mutate, error, isPending } = useMutation(assignmentEnd(useClient()));
  const decide = () =>
    mutate(
      { id: assignment.id, reason: reason.trim() },
      {
        onSuccess: () => {
          say({ text: `${visibleText(holder.name)} no longer has ${assignment.role.name} on ${scopeText(assignment.scope)}.` });
          onEnded();
        },
      },
    );
  return (
    <Decision
      open
      title={`End ${assignment.role.name} of ${visibleText(holder.name)}`}
      verb="End access"
      danger
      typeName={holder.name}
      unavailable={reasonStop(reason)}
      busy={isPending}
      failure={error}
      onDecide={decide}
      onClose={onClose}
    >
      <Loss assignment={assignment} holder={holder} />
      <ReasonField value={reason} onChange={setReason} hint="Kept with the assignment and in the log. What was stays readable." />
    </Decision>
  );
}

function Loss({ assignment, holder }: Pick<EndDecisionProps, 'assignment' | 'holder'>) {
  const description = useRole(assignment.role.id)?.description;
  return (
    <Box component="ul" sx={{ m: 0, pl: 5, display: 'flex', flexDirection: 'column', gap: 1 }}>
      <li>
        <ForeignText>{holder.name}</ForeignText> loses {assignment.role.name} on <ForeignText>{scopeText(assignment.scope)}</ForeignText>,
        {holder.kind === 'application' ? ' with its next request.' : ' with the next thing they do, in open windows too.'}
      </li>
      {description !== undefined && <li>The role: {description}</li>}
      {holder.kind === 'group' && <Members assignment={assignment} />}
    </Box>
  );
}

/** Everybody whom a group's assignment reaches. */
function Members({ assignment }: { assignment: Assignment }) {
  const { items } = useAssignments({ scope: assignment.scope, reach: 'here', role: assignment.role.id, members: true });
  const names = [...new Set(items?.filter(({ id }) => id === assignment.id).map(({ principal }) => principal.name))];
  if (names.length === 0) return <li>Everybody in the group, now and later.</li>;
  const more = names.length - mostNamed;
  return (
    <li>
      {countText(names.length, 'person').replace('persons', 'people')}: <ForeignText>{names.slice(0, mostNamed).join(', ')}</ForeignText>
      {more > 0 ? ` and ${more} more` : ''}.
    </li>
  );
}
