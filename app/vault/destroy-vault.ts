import { endGrants } from '../access/end-grant.ts';
import { deleteRoleDefinitions } from '../access/role-definition.ts';
import type { Tx } from '../operation/store.ts';
import { keyNoun } from '../key/key-noun.ts';
import type { Keyring } from '../seal/keyring.ts';
import { secretNoun } from '../secret/secret-noun.ts';
import type { Noun, NounHouse, ObjectPlace } from './object-noun.ts';
import type { ObjectTypes } from './object-store.ts';
import { objectVersions } from './object-version.ts';
import { checkVault, vaultResourceId } from './vault.ts';
import { changeVault, removeVault } from './vault-row.ts';
import type { DeletedVaultRow, VaultRow } from './vault-store.ts';

/** No vault can be named so: a name key that begins with it stands for the rows of a vault that is no more, until they are swept out. */
const remains = '~';

/** Whether a vault was destroyed, and only its rows are still being swept out. */
export const isDestroyed = (vault: Pick<VaultRow, 'nameKey'>): boolean => vault.nameKey.startsWith(remains);

/**
 * Destroys a deleted vault at once, however much it holds: its keys, without which nothing of it opens, its manifests, its name, and the
 * grants on it. The rows that are left, sealed for ever, are swept out by `sweepVault` in small steps.
 * @param vault was checked @param end when, and by whom
 */
export async function destroyVault(
  tx: Tx,
  keyring: Keyring,
  vault: DeletedVaultRow,
  end: { readonly time: number; readonly by: string },
): Promise<void> {
  await endGrants(tx, keyring, vaultResourceId(vault), end);
  await changeVault(tx, keyring, vault, { name: '', nameKey: `${remains}${vault.id}`, tags: {} });
  await deleteRoleDefinitions(tx, keyring, vault.id, end);
  await keyring.destroyVault(tx, vault.id);
  await tx.rotations.clear(vault.id);
}

/** Objects that one step sweeps out. */
const mostObjects = 100;

/**
 * Sweeps out some of what is left of a destroyed vault.
 * @returns whether nothing is left
 * @throws VaultError IntegrityViolation when the row was edited outside the house: a vault that is in use may be behind it
 */
export async function sweepVault(tx: Tx, keyring: Keyring, id: string): Promise<boolean> {
  const vault = await tx.vaults.findById(id);
  if (!vault || !isDestroyed(vault)) return true;
  checkVault(keyring, vault);
  if (!(await sweepObjects(secretNoun, { tx, keyring }, vault)) || !(await sweepObjects(keyNoun, { tx, keyring }, vault))) return false;
  await removeVault(tx, keyring, vault);
  return true;
}

/** @returns whether nothing of this kind is left */
async function sweepObjects<T extends ObjectTypes>(noun: Noun<T>, { tx, keyring }: NounHouse, vault: VaultRow): Promise<boolean> {
  const rows = await noun.store(tx).scanHeads(vault.id, undefined, mostObjects);
  for (const row of rows) {
    if (noun.leave) await leaveVersions(noun, { tx, keyring }, { vault, row });
    await noun.store(tx).remove(row.id);
  }
  return rows.length < mostObjects;
}

async function leaveVersions<T extends ObjectTypes>(noun: Noun<T>, house: NounHouse, place: ObjectPlace<T>): Promise<void> {
  for await (const version of objectVersions(noun, house.tx, place.row.id)) {
    noun.checkHead(house.keyring, place, noun.headOf(version));
    await noun.leave?.(house, version, place.vault.deletion?.on ?? 0);
  }
}
