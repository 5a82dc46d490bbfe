import type { Membership } from '../../../app/contract/person.ts';

/** Somebody in a group, with those who are in it through them. */
export interface MemberNode {
  readonly membership: Membership;
  readonly children: readonly MemberNode[];
}

/** Where somebody stands: the ids from the group that is looked at, through the groups between, to the member. */
const pathOf = ({ through, member }: Membership): readonly string[] => [...through.map(({ id }) => id).toReversed(), member.id];

const keyOf = (path: readonly string[]) => path.join(' ');

/**
 * Members, direct and through other groups, as the tree that they are. Who comes before the group that they are in was loaded stands at
 * the top until that comes too.
 */
export function memberTree(memberships: readonly Membership[]): readonly MemberNode[] {
  const known = new Set(memberships.map((it) => keyOf(pathOf(it))));
  const under = new Map<string, Membership[]>();
  for (const membership of memberships) {
    const above = keyOf(pathOf(membership).slice(0, -1));
    const place = known.has(above) ? above : '';
    under.set(place, [...(under.get(place) ?? []), membership]);
  }
  const nodesAt = (place: string): readonly MemberNode[] =>
    (under.get(place) ?? []).toSorted(byKindAndName).map((membership) => ({ membership, children: nodesAt(keyOf(pathOf(membership))) }));
  return nodesAt('');
}

/** Groups first: they hold the others. */
const kinds: readonly Membership['member']['kind'][] = ['group', 'person', 'application'];

const byKindAndName = ({ member: one }: Membership, { member: other }: Membership): number =>
  kinds.indexOf(one.kind) - kinds.indexOf(other.kind) || one.name.localeCompare(other.name);
