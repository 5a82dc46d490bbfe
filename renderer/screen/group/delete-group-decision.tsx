import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Group } from '../../../app/contract/person.ts';
import { useClient } from '../../api/client-context.tsx';
import { groupDelete } from '../../api/person-mutation.ts';
import { countText } from '../../component/count-text.ts';
import { Decision } from '../../component/decision.tsx';
import { ReasonField, reasonStop } from '../../component/reason-field.tsx';
import { useToast } from '../../component/toast.tsx';
import { visibleText } from '../../component/visible-text.ts';
import { RoleLoss } from '../access/role-loss.tsx';

interface DeleteGroupDecisionProps {
  group: Group;
  onDeleted: () => void;
  onClose: () => void;
}

/** Deletes a group for good: says who loses what, takes the reason, and the name typed. */
export function DeleteGroupDecision({ group, onDeleted, onClose }: DeleteGroupDecisionProps) {
  const say = useToast();
  const remove = useMutation(groupDelete(useClient()));
  const [reason, setReason] = useState('');
  const done = () => {
    say({ text: `The group ${visibleText(group.name)} is gone.` });
    onDeleted();
  };
  return (
    <Decision
      open
      title={`Delete the group ${visibleText(group.name)}`}
      verb="Delete for good"
      danger
      typeName={group.name}
      unavailable={reasonStop(reason)}
      busy={remove.isPending}
      failure={remove.error}
      onDecide={() => remove.mutate({ id: group.id, reason: reason.trim(), revision: group.revision }, { onSuccess: done })}
      onClose={onClose}
    >
      <ul style={{ margin: 0, paddingLeft: 20 }}>
        <li>
          {group.memberCount === 0
            ? 'Nobody is in it.'
            : `${countText(group.memberCount, 'member')} ${group.memberCount === 1 ? 'leaves' : 'leave'} it.`}
        </li>
        <RoleLoss
          principal={group.id}
          unknown={group.grants ? 'What it gives ends for everyone in it.' : undefined}
          none={`It holds no role of its own, so nobody loses a right by it${group.grants ? ', but for those of the groups it is in' : ''}.`}
          end="ends for everyone in it."
        />
        <li>Who was in it, and what it gave, stays readable. Its name is free again.</li>
      </ul>
      <ReasonField value={reason} onChange={setReason} />
    </Decision>
  );
}
