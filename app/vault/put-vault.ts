import { VaultPut } from '../contract/vault.ts';
import { VaultError } from '../contract/vault-error.ts';
import { houseTarget, kept, type Room, type RoomOperation } from '../operation/operation.ts';
import type { Tx } from '../operation/store.ts';
import type { Keyring } from '../seal/keyring.ts';
import { addGrant } from '../access/add-grant.ts';
import { poolAdministratorId } from '../access/pool-role.ts';
import { addVault } from './vault-row.ts';
import { findVault, isPool, toVault, vaultResourceId } from './vault.ts';

/** Makes a vault, and the first key that protects what it will hold. */
export const putVault: RoomOperation<typeof VaultPut> = {
  at: 'room',
  shape: VaultPut,
  needs: { kind: 'action', action: 'Microsoft.KeyVault/vaults/write' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: true,
  fields: {
    tier: kept((input) => input.tier),
    retentionDays: kept((input) => String(input.retentionDays)),
    purgeProtection: kept((input) => String(input.purgeProtection)),
  },
  async target(input, tx) {
    // The directory's own spelling: what the caller wrote is no place before it is known to be one.
    const resourceGroup = await findResourceGroup(tx, input.resourceGroup);
    if (!resourceGroup) return houseTarget(input.name);
    const resourceId = vaultResourceId({ ...input, resourceGroup });
    return { scope: resourceId, resourceId, object: input.name };
  },
  async run(room, input) {
    const { tx, keyring, time } = room;
    const resourceGroup = await findResourceGroup(tx, input.resourceGroup);
    if (!resourceGroup) throw new VaultError('BadParameter', { issues: [{ path: 'resourceGroup', problem: 'unknown' }] });
    await assertFree(tx, keyring, input.name);
    const row = await addVault(tx, keyring, {
      id: room.newId(),
      name: input.name,
      nameKey: input.name.toLowerCase(),
      resourceGroup,
      tier: input.tier,
      retentionDays: input.retentionDays,
      purgeProtection: input.purgeProtection,
      enforceDates: false,
      deletionLock: undefined,
      deletion: undefined,
      tags: input.tags,
      createdOn: time,
      createdBy: room.principal.name,
    });
    await keyring.createVaultKey(tx, row.id, time);
    if (isPool(row)) await giveAdministrator(room, vaultResourceId(row));
    return toVault(row, { secretCount: 0, keyCount: 0 });
  },
};

/** Nothing that is held above a pool reaches what it holds: somebody must be there to give the first of its roles. */
async function giveAdministrator({ tx, keyring, principal, newId, time }: Room, scope: string): Promise<void> {
  const who = { principalId: principal.id, grantedBy: principal.id };
  await addGrant(tx, keyring, { id: newId(), ...who, roleId: poolAdministratorId, scope, from: time, reason: 'made the pool' });
}

/** @throws VaultError VaultAlreadyExists, ObjectIsDeletedButRecoverable when the name's vault lies in the recycle bin */
async function assertFree(tx: Tx, keyring: Keyring, name: string): Promise<void> {
  const taken = await findVault(tx, keyring, name);
  if (taken?.deletion) throw new VaultError('ObjectIsDeletedButRecoverable', { name: taken.name, purgeOn: taken.deletion.purgeOn });
  if (taken) throw new VaultError('VaultAlreadyExists', { name });
}

/** The resource group as the directory writes it; undefined when it has none of this path. */
async function findResourceGroup(tx: Tx, path: string): Promise<string | undefined> {
  const tenant = await tx.directory.findTenant();
  const groups = tenant ? await tx.directory.listResourceGroups(tenant.id) : [];
  return groups
    .map((it) => `/subscriptions/${it.subscriptionId}/resourceGroups/${it.name}`)
    .find((it) => it.toLowerCase() === path.toLowerCase());
}
