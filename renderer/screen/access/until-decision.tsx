import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Assignment } from '../../../app/contract/access.ts';
import { assignmentPatch } from '../../api/access-mutation.ts';
import { useClient } from '../../api/client-context.tsx';
import { DateTimeField, fromLocalText, toLocalText } from '../../component/date-time-field.tsx';
import { Decision } from '../../component/decision.tsx';
import { dayText } from '../../component/moment-text.ts';
import { ReasonField, reasonStop } from '../../component/reason-field.tsx';
import { useToast } from '../../component/toast.tsx';
import { visibleText } from '../../component/visible-text.ts';

interface UntilDecisionProps {
  assignment: Assignment;
  holder: Assignment['principal'];
  onClose: () => void;
}

function stopOf(until: string, reason: string): string | undefined {
  const time = fromLocalText(until);
  if (time !== undefined && time <= Date.now()) return 'Choose a time that lies ahead; to end it now, use End.';
  return reasonStop(reason);
}

/** Gives an assignment another end, or none. */
export function UntilDecision({ assignment, holder, onClose }: UntilDecisionProps) {
  const say = useToast();
  const [until, setUntil] = useState(() => toLocalText(assignment.until));
  const [reason, setReason] = useState('');
  const { mutate, error, isPending } = useMutation(assignmentPatch(useClient()));
  const decide = () =>
    mutate(
      { id: assignment.id, until: fromLocalText(until) ?? null, reason: reason.trim() },
      {
        onSuccess: (now) => {
          const when = now.until === undefined ? 'until somebody ends it' : `until ${dayText(now.until)}`;
          say({ text: `${visibleText(holder.name)} has ${now.role.name} ${when}.` });
          onClose();
        },
      },
    );
  return (
    <Decision
      open
      title={`When ${assignment.role.name} of ${visibleText(holder.name)} ends`}
      verb="Change the end"
      unavailable={stopOf(until, reason)}
      busy={isPending}
      failure={error}
      onDecide={decide}
      onClose={onClose}
    >
      <DateTimeField label="Until" hint="Empty: until somebody ends it." value={until} onChange={setUntil} />
      <ReasonField value={reason} onChange={setReason} hint="Kept with the assignment and in the log." />
    </Decision>
  );
}
