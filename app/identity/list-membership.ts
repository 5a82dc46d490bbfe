import * as z from 'zod';
import { findGroups } from '../access/group-path.ts';
import type { Input } from '../contract/operation.ts';
import { MembershipList } from '../contract/person.ts';
import { VaultError } from '../contract/vault-error.ts';
import { houseTarget, kept, type Room, type RoomOperation } from '../operation/operation.ts';
import { waysDown } from './group-way.ts';
import { checkMembership } from './membership.ts';
import type { MembershipFilter, MembershipPlace } from './membership-store.ts';
import { findMemberName } from './member-name.ts';
import { asPlaced, type Placed, toMemberships } from './membership-view.ts';

/** Who is in a group, or which groups somebody is in, by name; now, or at an instant of the past. */
export const listMembership: RoomOperation<typeof MembershipList> = {
  at: 'room',
  shape: MembershipList,
  needs: { kind: 'action', action: 'microsoft.directory/groups/members/read' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: false,
  fields: { of: kept(({ of }) => of.kind), nested: kept((input) => String(input.nested)), at: kept((input) => input.at?.toString()) },
  target: async ({ of }, tx) => houseTarget((await findMemberName(tx, of.id)) ?? `unknown ${of.kind === 'group' ? 'group' : 'person'}`),
  async run(room, input) {
    await assertThere(room, input.of);
    const at = input.at ?? room.time;
    const { placed, next, total } = await (input.of.kind === 'group' ? listDown(room, input, at) : listUp(room, input, at));
    return { items: await toMemberships(room.tx, placed), ...(next && { next: toCursor(next) }), total };
  },
};

interface Page {
  readonly placed: readonly Placed[];
  readonly next: MembershipPlace | undefined;
  readonly total: number;
}
type Asked = Input<'MembershipList'>;

/** Groups and applications that were deleted can be asked about: their past stays. @throws VaultError GroupNotFound, PersonNotFound */
async function assertThere({ tx }: Room, { kind, id }: Asked['of']): Promise<void> {
  if (await tx.groups.find(id)) return;
  if (kind === 'group') throw new VaultError('GroupNotFound', {});
  if ((await findMemberName(tx, id)) === undefined) throw new VaultError('PersonNotFound', {});
}

/** Members of a group, also of the groups in it, each with the way from there. */
async function listDown({ tx, keyring }: Room, { of: { id }, nested, after, limit }: Asked, at: number): Promise<Page> {
  const ways = nested ? await waysDown(tx, keyring, id, at) : new Map([[id, []]]);
  const filter: MembershipFilter = { of: 'group', ids: [...ways.keys()], at };
  const rows = await tx.memberships.list(filter, { after: parseCursor(after), limit });
  const placed = rows.map(({ nameKey: _nameKey, ...row }) => {
    checkMembership(keyring, row);
    return { row, memberId: row.memberId, groupId: id, through: ways.get(row.groupId) ?? [] };
  });
  const total = [...(await tx.memberships.count(filter)).values()].reduce((sum, count) => sum + count, 0);
  return { placed, next: rows.length === limit ? rows.at(-1) : undefined, total };
}

/** Groups of a member, also those that its groups are in, each by the shortest way: few enough to be looked at together. */
async function listUp({ tx, keyring }: Room, { of: { id }, nested, after, limit }: Asked, at: number): Promise<Page> {
  const { through } = await findGroups(tx, keyring, id, at);
  const ids = nested ? [id, ...through.keys()] : [id];
  const rows = await tx.memberships.list({ of: 'member', ids, at }, { after: undefined, limit: Number.MAX_SAFE_INTEGER });
  // Of the places of a group only the one that lies on the way.
  const onWay = rows.filter((row) => row.memberId === (through.get(row.groupId)?.at(-2) ?? id));
  const from = startOf(onWay, parseCursor(after));
  const page = onWay.slice(from, from + limit);
  const placed = page.map(({ nameKey: _nameKey, ...row }) => {
    checkMembership(keyring, row);
    return { ...asPlaced(row), memberId: id, through: through.get(row.groupId)?.slice(0, -1) ?? [] };
  });
  return { placed, next: from + limit < onWay.length ? page.at(-1) : undefined, total: onWay.length };
}

/** Where a page begins: behind the row that the page before ended with, or where that one would be. */
function startOf(rows: readonly MembershipPlace[], after: MembershipPlace | undefined): number {
  if (!after) return 0;
  const same = rows.findIndex(({ id }) => id === after.id);
  if (same >= 0) return same + 1;
  const behind = rows.findIndex(({ nameKey }) => nameKey > after.nameKey);
  return behind < 0 ? rows.length : behind;
}

const place = z.tuple([z.string(), z.uuid()]);

const toCursor = ({ nameKey, id }: MembershipPlace): string => JSON.stringify([nameKey, id]);

/** @throws VaultError BadParameter when it is no cursor */
function parseCursor(text: string | undefined): MembershipPlace | undefined {
  if (text === undefined) return undefined;
  const parsed = z.string().transform(readJson).pipe(place).safeParse(text);
  if (!parsed.success) throw new VaultError('BadParameter', { issues: [{ path: 'after', problem: 'invalid' }] });
  const [nameKey, id] = parsed.data;
  return { nameKey, id };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
