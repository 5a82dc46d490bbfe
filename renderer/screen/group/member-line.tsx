import Box from '@mui/material/Box';
import { useMutation } from '@tanstack/react-query';
import type { Membership } from '../../../app/contract/person.ts';
import { useMay } from '../../api/access-context.ts';
import { useClient } from '../../api/client-context.tsx';
import { membershipCreate, membershipEnd } from '../../api/person-mutation.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { ForeignText } from '../../component/foreign-text.tsx';
import { NameLink } from '../../component/name-link.tsx';
import { Moment } from '../../component/moment.tsx';
import { PrincipalSign } from '../../component/principal-sign.tsx';
import { useToast } from '../../component/toast.tsx';
import { useFailureToast } from '../../component/use-failure-toast.ts';
import { useUnavailable } from '../../component/use-unavailable.ts';
import { visibleText } from '../../component/visible-text.ts';
import type { MemberNode } from './member-tree.ts';

/** Pixels by which each group in a group is set in. */
const step = 24;

/** Members and, under each group, its own. Only those who are in the group itself can be taken out of it here. */
export function MemberLines({ nodes, depth }: { nodes: readonly MemberNode[]; depth: number }) {
  return nodes.map(({ membership, children }) => (
    <li key={`${membership.id} ${membership.through.length}`}>
      <MemberLine membership={membership} depth={depth} />
      {children.length > 0 && (
        <Box component="ul" aria-label={`In ${membership.member.name}`} sx={{ listStyle: 'none', m: 0, p: 0 }}>
          <MemberLines nodes={children} depth={depth + 1} />
        </Box>
      )}
    </li>
  ));
}

function MemberLine({ membership, depth }: { membership: Membership; depth: number }) {
  const { member, through } = membership;
  return (
    <Box
      sx={{ display: 'flex', alignItems: 'center', gap: 2, minHeight: 36, borderTop: 1, borderColor: 'line.main', pl: `${depth * step}px` }}
    >
      <PrincipalSign kind={member.kind} />
      <MemberLink member={member} />
      <Box sx={{ flex: 1, minWidth: 0, typography: 'caption', color: 'text.tertiary', overflowWrap: 'anywhere' }}>
        <Since membership={membership} />
      </Box>
      {through.length === 0 && <EndButton membership={membership} />}
    </Box>
  );
}

function MemberLink({ member }: { member: Membership['member'] }) {
  const name = <ForeignText>{member.name}</ForeignText>;
  if (member.kind === 'group')
    return (
      <NameLink to="/groups/$group" params={{ group: member.id }}>
        {name}
      </NameLink>
    );
  return (
    <NameLink to="/people/$person" params={{ person: member.id }}>
      {name}
    </NameLink>
  );
}

function Since({ membership: { from, until, addedBy } }: { membership: Membership }) {
  return (
    <>
      since <Moment time={from} inList /> by <ForeignText>{addedBy}</ForeignText>
      {until !== undefined && (
        <>
          , until <Moment time={until} inList />
        </>
      )}
    </>
  );
}

/** Ends a membership at once, with the way back: being put in again is a new membership of the same end. */
function EndButton({ membership: { id, group, member, until } }: { membership: Membership }) {
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
  return (
    <ActionButton {...may} variant="text" color="error" busy={end.isPending} aria-label={`Take out ${member.name}`} onClick={press}>
      Take out
    </ActionButton>
  );
}
