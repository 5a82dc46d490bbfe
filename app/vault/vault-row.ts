import type { Tx } from '../operation/store.ts';
import type { Keyring } from '../seal/keyring.ts';
import { vaultFields } from './vault.ts';
import type { VaultRow } from './vault-store.ts';

const withMac = (keyring: Keyring, row: Omit<VaultRow, 'mac'>): VaultRow => ({ ...row, mac: keyring.rowMac('vault', vaultFields(row)) });

/** Writes a new vault with the row's MAC, and counts it in the manifest of vaults. @throws VaultError VaultAlreadyExists */
export async function addVault(tx: Tx, keyring: Keyring, vault: Omit<VaultRow, 'mac' | 'rowVersion'>): Promise<VaultRow> {
  const row = withMac(keyring, { ...vault, rowVersion: 1 });
  await tx.vaults.insert(row);
  await keyring.updateManifest(tx, 'vault', undefined, vaultFields(row));
  return row;
}

/** Changes a vault with its MAC and the manifest of vaults. @param before was checked */
export async function changeVault(
  tx: Tx,
  keyring: Keyring,
  before: VaultRow,
  change: Partial<Omit<VaultRow, 'id' | 'rowVersion' | 'mac'>>,
): Promise<VaultRow> {
  const { mac: _old, ...rest } = before;
  const row = withMac(keyring, { ...rest, ...change, rowVersion: before.rowVersion + 1 });
  await tx.vaults.update(row);
  await keyring.updateManifest(tx, 'vault', vaultFields(before), vaultFields(row));
  return row;
}

/** Removes an empty vault. @param before was checked. @throws VaultError Conflict when secrets are left in it */
export async function removeVault(tx: Tx, keyring: Keyring, before: VaultRow): Promise<void> {
  await tx.vaults.remove(before.id);
  await keyring.updateManifest(tx, 'vault', vaultFields(before), undefined);
}
