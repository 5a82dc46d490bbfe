import { assertMay } from '../access/assert-may.ts';
import type { Input } from '../contract/operation.ts';
import { GroupPut } from '../contract/person.ts';
import { isVaultError, VaultError } from '../contract/vault-error.ts';
import { houseTarget, kept, type Room, type RoomOperation } from '../operation/operation.ts';
import { addGroup, changeGroup, getSeenGroup } from './group.ts';
import type { GroupRow } from './group-store.ts';
import { toGroup } from './group-view.ts';

/** Makes a group, or gives one another name or description. */
export const putGroup: RoomOperation<typeof GroupPut> = {
  at: 'room',
  shape: GroupPut,
  needs: { kind: 'action', action: 'microsoft.directory/groups/basic/update' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: true,
  fields: { group: kept((input, output) => input.id ?? output?.id), description: kept((input) => input.description) },
  target: async (input) => houseTarget(input.name),
  async run(room, input) {
    try {
      return await toGroup(room, await put(room, input));
    } catch (error) {
      if (isVaultError(error, 'Conflict')) throw new VaultError('NameTaken', { name: input.name });
      throw error;
    }
  },
};

async function put(room: Room, { id, revision, name, description }: Input<'GroupPut'>): Promise<GroupRow> {
  const { tx, keyring, principal, time } = room;
  if (id !== undefined) {
    if (revision === undefined) throw new VaultError('BadParameter', { issues: [{ path: 'revision', problem: 'invalid_type' }] });
    return changeGroup(tx, keyring, await getSeenGroup(tx, keyring, { id, revision }), { name, description });
  }
  await assertMay(room, 'microsoft.directory/groups/create');
  const tenant = await tx.directory.findTenant();
  if (!tenant) throw new Error('the instance has no tenant');
  return addGroup(tx, keyring, { id: room.newId(), tenantId: tenant.id, name, description, createdOn: time, createdBy: principal.id });
}
