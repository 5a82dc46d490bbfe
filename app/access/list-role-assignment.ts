import { RoleAssignmentList } from '../contract/access.ts';
import type { Input } from '../contract/operation.ts';
import { kept, type Room, type RoomOperation } from '../operation/operation.ts';
import { type Held, toAssignments } from './assignment.ts';
import { roleName, scopeTarget } from './assignment-field.ts';
import type { GrantFilter, GrantRow } from './grant-store.ts';
import { findGroups } from './group-path.ts';
import { heldByPeople } from './held.ts';
import { grantFields } from './list-grant.ts';
import { findPlace } from './place.ts';
import { parseOffset, parsePlace, placeText } from './list-place.ts';
import { scopeKey, scopesToward } from './scope.ts';

type Asked = Input<'RoleAssignmentList'>;

/** Who holds what, where, at an instant; of a principal with what their groups hold. */
export const listRoleAssignment: RoomOperation<typeof RoleAssignmentList> = {
  at: 'room',
  shape: RoleAssignmentList,
  needs: { kind: 'action', action: 'Microsoft.Authorization/roleAssignments/read' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: false,
  fields: {
    reach: kept((input) => input.reach),
    principal: kept((input) => input.principal),
    role: kept(({ role }) => role && roleName(role)),
    at: kept(({ at }) => (at === undefined ? undefined : new Date(at).toISOString())),
  },
  target: (input, tx, keyring) => scopeTarget(tx, keyring, input.scope),
  async run(room, input) {
    const time = input.at ?? room.time;
    const paths = input.principal === undefined ? undefined : (await findGroups(room.tx, room.keyring, input.principal, time)).through;
    const { scope } = await getPlaceOrWritten(room, input.scope);
    const filter = toFilter({ ...input, scope }, { time: room.time, principalIds: paths && [input.principal ?? '', ...paths.keys()] });
    const view = { ...room, time, scope };
    if (input.members && input.principal === undefined) return listMembers(filter, { ...input, view });
    const grants = await room.tx.grants.list(filter, { after: parsePlace(input.after), limit: input.limit });
    const held = grants.map((grant) => toHeld(checked(room, grant), input.principal, paths));
    const last = grants.length === input.limit ? grants.at(-1) : undefined;
    return { items: await toAssignments(view, held), ...(last && { next: placeText(last) }), total: await room.tx.grants.count(filter) };
  },
};

/** The place in the house's own spelling; what is no more is asked about as it is written. */
const getPlaceOrWritten = async ({ tx, keyring }: Room, scope: string): Promise<{ readonly scope: string }> =>
  (await findPlace(tx, keyring, scope)) ?? { scope };

const toFilter = (
  { scope, reach, role, state, at }: Asked,
  { time, principalIds }: { readonly time: number; readonly principalIds: readonly string[] | undefined },
): GrantFilter => ({
  scope: reach === 'here' ? { at: scopesToward(scope) } : { within: scopeKey(scope) },
  principalIds,
  roleId: role?.toLowerCase(),
  // What held then may have ended since: of a past instant only that counts.
  ...(at === undefined ? { states: state } : { inForceAt: at }),
  time,
});

const toHeld = (grant: GrantRow, principal: string | undefined, paths: ReadonlyMap<string, readonly string[]> | undefined): Held => ({
  grant,
  principalId: principal ?? grant.principalId,
  through: paths?.get(grant.principalId) ?? [],
});

function checked({ keyring }: Pick<Room, 'keyring'>, grant: GrantRow): GrantRow {
  keyring.checkRow('grant', grant, grantFields);
  return grant;
}

/** One line for each person that a grant reaches; counted to the end, because how many there are is nowhere written. */
async function listMembers(
  filter: GrantFilter,
  { after, limit, view }: Pick<Asked, 'after' | 'limit'> & { readonly view: Parameters<typeof toAssignments>[0] },
) {
  const skip = parseOffset(after);
  const page: Held[] = [];
  let total = 0;
  for await (const held of heldByPeople(view, filter)) {
    if (total >= skip && page.length < limit) page.push(held);
    total += 1;
  }
  const end = skip + page.length;
  return { items: await toAssignments(view, page), ...(end < total && { next: String(end) }), total };
}
