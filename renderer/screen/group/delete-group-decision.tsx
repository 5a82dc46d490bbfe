import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Group } from '../../../app/contract/person.ts';
import { assignmentListQuery } from '../../api/access-query.ts';
import { useClient } from '../../api/client-context.tsx';
import { groupDelete } from '../../api/person-mutation.ts';
import { countText } from '../../component/count-text.ts';
import { Decision } from '../../component/decision.tsx';
import { TextField } from '../../component/text-field.tsx';
import { useToast } from '../../component/toast.tsx';
import { visibleText } from '../../component/visible-text.ts';

const leastReason = 3;

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
      unavailable={reason.trim().length < leastReason ? 'Give a reason first.' : undefined}
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
        <Loss group={group} />
        <li>Who was in it, and what it gave, stays readable. Its name is free again.</li>
      </ul>
      <TextField
        label="Reason"
        hint="It stays in the log."
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        inputProps={{ maxLength: 500 }}
      />
    </Decision>
  );
}

/** Roles shown by name; the rest is counted. */
const mostNamed = 5;

function Loss({ group }: { group: Group }) {
  const { data } = useInfiniteQuery(
    assignmentListQuery(useClient(), { scope: '/', reach: 'below', principal: group.id, state: ['in force', 'to come'] }),
  );
  const own = data?.pages.flatMap(({ items }) => items).filter(({ through }) => through.length === 0);
  if (own === undefined) return group.grants ? <li>What it gives ends for everyone in it.</li> : null;
  if (own.length === 0)
    return (
      <li>It holds no role of its own, so nobody loses a right by it{group.grants ? ', but for those of the groups it is in' : ''}.</li>
    );
  return (
    <>
      {own.slice(0, mostNamed).map((it) => (
        <li key={it.id}>
          {it.role.name} on {it.scope === '/' ? 'everything' : it.place} ends for everyone in it.
        </li>
      ))}
      {own.length > mostNamed && <li>{countText(own.length - mostNamed, 'further role')} end too.</li>}
    </>
  );
}
