import { useMutation } from '@tanstack/react-query';
import type { Membership } from '../../../app/contract/person.ts';
import { useMay } from '../../api/access-context.ts';
import { useClient } from '../../api/client-context.tsx';
import { membershipCreate, membershipEnd } from '../../api/person-mutation.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { useToast } from '../../component/toast.tsx';
import { useFailureToast } from '../../component/use-failure-toast.ts';
import { useUnavailable } from '../../component/use-unavailable.ts';
import { visibleText } from '../../component/visible-text.ts';

interface TakeOutButtonProps {
  membership: Membership;
  /** Of the two, the one that stands beside it: who is taken out, or what they are taken out of. */
  beside: 'member' | 'group';
}

/** Ends a membership at once, with the way back: being put in again is a new membership of the same end. */
export function TakeOutButton({ membership: { id, group, member, until }, beside }: TakeOutButtonProps) {
  const client = useClient();
  const say = useToast();
  const fail = useFailureToast();
  const end = useMutation(membershipEnd(client));
  const create = useMutation(membershipCreate(client));
  const may = useUnavailable(useMay({ operation: 'MembershipEnd' }));
  // By promise: once it has ended its line is gone, and this button with it.
  const undo = () => void create.mutateAsync({ group: group.id, member: member.id, ...(until === undefined ? {} : { until }) }).catch(fail);
  const press = () =>
    void end
      .mutateAsync({ id })
      .then(() => say({ text: `${visibleText(member.name)} is no longer in ${visibleText(group.name)}.`, undo }), fail);
  const label = beside === 'member' ? `Take out ${member.name}` : `Take out of ${group.name}`;
  return (
    <ActionButton {...may} variant="text" color="error" busy={end.isPending} aria-label={label} onClick={press}>
      Take out
    </ActionButton>
  );
}
