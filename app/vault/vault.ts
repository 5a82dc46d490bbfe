import type { DeletedVault, Vault } from '../contract/vault.ts';
import { VaultError } from '../contract/vault-error.ts';
import { houseTarget, type Target } from '../operation/operation.ts';
import type { Tx } from '../operation/store.ts';
import type { Keyring, RowFields } from '../seal/keyring.ts';
import type { DeletedVaultRow, Deletion, VaultRow } from './vault-store.ts';

export const isPool = ({ tier }: Pick<VaultRow, 'tier'>): boolean => tier === 'managed-hsm';

/** The Azure resource id of a vault, or of a Managed HSM pool. */
export const vaultResourceId = (vault: Pick<VaultRow, 'resourceGroup' | 'name' | 'tier'>): string =>
  `${vault.resourceGroup}/providers/Microsoft.KeyVault/${isPool(vault) ? 'managedHSMs' : 'vaults'}/${vault.name}`;

/** The fields of a vault that the row's MAC covers. */
export function vaultFields(row: Omit<VaultRow, 'mac'>): RowFields {
  return {
    id: row.id,
    name: row.name,
    nameKey: row.nameKey,
    resourceGroup: row.resourceGroup,
    // What a vault is without more is left out: rows of before these were settings keep their MAC.
    tier: row.tier === 'standard' ? undefined : row.tier,
    retentionDays: row.retentionDays,
    purgeProtection: row.purgeProtection,
    enforceDates: row.enforceDates || undefined,
    lockReason: row.deletionLock?.reason,
    lockBy: row.deletionLock?.by,
    lockOn: row.deletionLock?.on,
    ...deletionFields(row.deletion),
    tags: row.tags,
    createdOn: row.createdOn,
    createdBy: row.createdBy,
    rowVersion: row.rowVersion,
  };
}

/** A deletion as fields of a row's MAC; none for what was never deleted. */
export const deletionFields = (deletion: Deletion | undefined): RowFields => ({
  deletedOn: deletion?.on,
  purgeOn: deletion?.purgeOn,
  deletedBy: deletion?.by,
});

/** @throws VaultError VaultNotFound, also for one in the recycle bin; IntegrityViolation when the row was edited outside the house */
export async function getVault(tx: Tx, keyring: Keyring, name: string): Promise<VaultRow> {
  const row = await findVault(tx, keyring, name);
  if (!row || row.deletion) throw new VaultError('VaultNotFound', { name });
  return row;
}

/** @throws VaultError VaultNotFound when no vault of this name lies in the recycle bin; IntegrityViolation */
export async function getDeletedVault(tx: Tx, keyring: Keyring, name: string): Promise<DeletedVaultRow> {
  const row = await findVault(tx, keyring, name);
  if (!row?.deletion) throw new VaultError('VaultNotFound', { name });
  return { ...row, deletion: row.deletion };
}

/** The vault of this name, wherever it is. @throws VaultError IntegrityViolation when the row was edited outside the house */
export async function findVault(tx: Tx, keyring: Keyring, name: string): Promise<VaultRow | undefined> {
  const row = await tx.vaults.find(name.toLowerCase());
  if (row) checkVault(keyring, row);
  return row;
}

/** @throws VaultError IntegrityViolation when the row was edited outside the house */
export const checkVault = (keyring: Keyring, row: VaultRow): void => keyring.checkRow('vault', row, vaultFields);

/** An object in a vault; without a name, all of its kind. */
interface VaultObject {
  readonly kind: 'secrets' | 'keys';
  readonly name?: string | undefined;
}

/**
 * A vault, or an object in it, as authorization and the log see it. A vault that is not there is everywhere and nowhere: only who may
 * act on every vault is told that it is missing, by `getVault`; others hear what they hear of a vault that is not theirs.
 * @throws VaultError IntegrityViolation when the row was edited outside the house
 */
export async function vaultTarget(tx: Tx, keyring: Keyring, name: string, object?: VaultObject): Promise<Target> {
  const row = await findVault(tx, keyring, name);
  if (!row || row.deletion) return houseTarget(object?.name === undefined ? name : `${name} / ${object.name}`);
  const resourceId = vaultResourceId(row);
  const unfit = isPool(row) && object?.kind === 'secrets' ? { unfit: outsidePool('secrets', row) } : {};
  if (object?.name !== undefined) {
    return { scope: `${resourceId}/${object.kind}/${object.name}`, resourceId, object: `${row.name} / ${object.name}`, ...unfit };
  }
  // The roles of a pool may be held for all of its keys, and then for nothing else of it.
  return { scope: isPool(row) && object ? `${resourceId}/keys` : resourceId, resourceId, object: row.name, ...unfit };
}

/** What no pool holds or does. */
export const outsidePool = (what: string, { name }: Pick<VaultRow, 'name'>): VaultError =>
  new VaultError('KeyUnsupported', { what, by: name, reason: 'pool' });

/** A pool, for what vaults don't do. @param what as people call it. @see vaultTarget */
export async function poolTarget(tx: Tx, keyring: Keyring, name: string, what: string): Promise<Target> {
  const target = await vaultTarget(tx, keyring, name);
  const row = target.scope === '/' ? undefined : await findVault(tx, keyring, name);
  return row && !isPool(row) ? { ...target, unfit: new VaultError('KeyUnsupported', { what, by: row.name, reason: 'vault' }) } : target;
}

/** A vault in the recycle bin. @see vaultTarget */
export async function deletedVaultTarget(tx: Tx, keyring: Keyring, name: string): Promise<Target> {
  const row = await findVault(tx, keyring, name);
  if (!row?.deletion) return houseTarget(name);
  const resourceId = vaultResourceId(row);
  return { scope: resourceId, resourceId, object: row.name };
}

/** How much a vault holds beside its recycle bin. */
export type Held = Pick<Vault, 'secretCount' | 'keyCount'>;

/** What each of these vaults holds. */
export async function countHeld(tx: Tx, vaultIds: readonly string[]): Promise<(vaultId: string) => Held> {
  const secrets = await tx.secrets.count(vaultIds);
  const keys = await tx.keys.count(vaultIds);
  return (id) => ({ secretCount: secrets.get(id) ?? 0, keyCount: keys.get(id) ?? 0 });
}

/** A vault as the window sees it. */
export function toVault(row: VaultRow, held: Held): Vault {
  return {
    id: row.id,
    name: row.name,
    resourceId: vaultResourceId(row),
    resourceGroup: row.resourceGroup,
    tier: row.tier,
    retentionDays: row.retentionDays,
    purgeProtection: row.purgeProtection,
    enforceDates: row.enforceDates,
    ...(row.deletionLock && { deletionLock: row.deletionLock }),
    tags: row.tags,
    ...held,
    createdOn: row.createdOn,
    createdBy: row.createdBy,
    revision: row.rowVersion,
  };
}

/** A vault in the recycle bin as the window sees it. */
export const toDeletedVault = (row: DeletedVaultRow, held: Held): DeletedVault => ({
  ...toVault(row, held),
  deletedOn: row.deletion.on,
  purgeOn: row.deletion.purgeOn,
  deletedBy: row.deletion.by,
});

/** When what is deleted now is destroyed. */
export const purgeOnOf = (vault: Pick<VaultRow, 'retentionDays'>, time: number): number => time + vault.retentionDays * 86_400_000;

/** What Key Vault calls the way back from a deletion (https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview). */
export function recoveryLevel(vault: Pick<VaultRow, 'retentionDays' | 'purgeProtection'>): string {
  const customized = vault.retentionDays < 90 ? 'Customized' : '';
  return `${customized}Recoverable${vault.purgeProtection ? '' : '+Purgeable'}`;
}
