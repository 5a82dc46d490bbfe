import Box from '@mui/material/Box';
import type { Membership } from '../../../app/contract/person.ts';
import { ForeignText } from '../../component/foreign-text.tsx';
import { HomeBadge } from '../../component/home-badge.tsx';
import { NameLink } from '../../component/name-link.tsx';
import { Moment } from '../../component/moment.tsx';
import { PrincipalSign } from '../../component/principal-sign.tsx';
import { TakeOutButton } from '../person/take-out-button.tsx';
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
      {member.home !== undefined && <HomeBadge tenant={member.home} />}
      <Box sx={{ flex: 1, minWidth: 0, typography: 'caption', color: 'text.tertiary', overflowWrap: 'anywhere' }}>
        <Since membership={membership} />
      </Box>
      {through.length === 0 && <TakeOutButton membership={membership} beside="member" />}
    </Box>
  );
}

function MemberLink({ member }: { member: Membership['member'] }) {
  const name = <ForeignText>{member.name}</ForeignText>;
  switch (member.kind) {
    case 'group':
      return (
        <NameLink to="/groups/$group" params={{ group: member.id }}>
          {name}
        </NameLink>
      );
    case 'application':
      return (
        <NameLink to="/applications/$application" params={{ application: member.id }}>
          {name}
        </NameLink>
      );
    case 'person':
      return (
        <NameLink to="/people/$person" params={{ person: member.id }}>
          {name}
        </NameLink>
      );
  }
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
