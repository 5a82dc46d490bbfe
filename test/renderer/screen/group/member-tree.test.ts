import { expect, test } from 'vitest';
import type { Membership } from '../../../../app/contract/person.ts';
import { memberTree, type MemberNode } from '../../../../renderer/screen/group/member-tree.ts';

const kindOf = (name: string) => (name.startsWith('group') ? 'group' : name.startsWith('job') ? 'application' : 'person');

const at = (name: string, ...through: string[]): Membership => ({
  id: `membership of ${name} through ${through.join(' ')}`,
  group: { id: 'top', name: 'top' },
  member: { id: name, kind: kindOf(name), name },
  through: through.map((group) => ({ id: group, name: group })),
  from: 0,
  addedBy: 'Ada',
});

const drawn = (nodes: readonly MemberNode[], depth = 0): string[] =>
  nodes.flatMap(({ membership, children }) => [`${'-'.repeat(depth)}${membership.member.name}`, ...drawn(children, depth + 1)]);

test('who is in a group of the group stands under it, groups before people', () => {
  const tree = memberTree([at('zoe'), at('lena', 'group b', 'group a'), at('group a'), at('sam', 'group a'), at('group b', 'group a')]);
  expect(drawn(tree)).toEqual(['group a', '-group b', '--lena', '-sam', 'zoe']);
});

test('who is in it by two ways stands in both places', () => {
  const tree = memberTree([at('group a'), at('group b'), at('lena', 'group a'), at('lena', 'group b')]);
  expect(drawn(tree)).toEqual(['group a', '-lena', 'group b', '-lena']);
});

test('nobody is lost whose group is on a later page', () => {
  expect(drawn(memberTree([at('lena', 'group a'), at('sam')]))).toEqual(['lena', 'sam']);
});

test('groups come first, then people, then applications, each by name', () => {
  const tree = memberTree([at('job b'), at('zoe'), at('job a'), at('lena'), at('group b')]);
  expect(drawn(tree)).toEqual(['group b', 'lena', 'zoe', 'job a', 'job b']);
});
