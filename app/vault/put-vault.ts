import { VaultPut } from '../contract/vault.ts';
import { VaultError } from '../contract/vault-error.ts';
import { houseTarget, kept, type RoomOperation } from '../operation/operation.ts';
import type { Tx } from '../operation/store.ts';
import { toVault, vaultFields, vaultResourceId } from './vault.ts';

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
    retentionDays: kept((input) => String(input.retentionDays)),
    purgeProtection: kept((input) => String(input.purgeProtection)),
  },
  async target(input, tx) {
    // The directory's own spelling: what the caller wrote is no place before it is known to be one.
    const resourceGroup = await findResourceGroup(tx, input.resourceGroup);
    if (!resourceGroup) return houseTarget(input.name);
    const resourceId = vaultResourceId(resourceGroup, input.name);
    return { scope: resourceId, resourceId, object: input.name };
  },
  async run(room, input) {
    const { tx, keyring, time } = room;
    const resourceGroup = await findResourceGroup(tx, input.resourceGroup);
    if (!resourceGroup) throw new VaultError('BadParameter', { issues: [{ path: 'resourceGroup', problem: 'unknown' }] });
    const nameKey = input.name.toLowerCase();
    if (await tx.vaults.find(nameKey)) throw new VaultError('VaultAlreadyExists', { name: input.name });
    const row = {
      id: room.newId(),
      name: input.name,
      nameKey,
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
      rowVersion: 1,
    };
    const fields = vaultFields(row);
    await tx.vaults.insert({ ...row, mac: keyring.rowMac('vault', fields) });
    await keyring.updateManifest(tx, 'vault', undefined, fields);
    await keyring.createVaultKey(tx, row.id, time);
    return toVault({ ...row, mac: new Uint8Array() }, 0);
  },
};

/** The resource group as the directory writes it; undefined when it has none of this path. */
async function findResourceGroup(tx: Tx, path: string): Promise<string | undefined> {
  const tenant = await tx.directory.findTenant();
  const groups = tenant ? await tx.directory.listResourceGroups(tenant.id) : [];
  return groups
    .map((it) => `/subscriptions/${it.subscriptionId}/resourceGroups/${it.name}`)
    .find((it) => it.toLowerCase() === path.toLowerCase());
}
