import type { NounHouse } from '../vault/object-noun.ts';
import { getObject } from '../vault/object-row.ts';
import { getObjectVersion } from '../vault/object-version.ts';
import { getVault } from '../vault/vault.ts';
import type { KeyPlace } from './key.ts';
import { keyNoun } from './key-noun.ts';
import type { KeyVersionRow } from './key-store.ts';

/** The version that is named, or the current one, checked. @throws VaultError VaultNotFound, KeyNotFound, IntegrityViolation */
export async function findKeyVersion(
  house: NounHouse,
  input: { readonly vault: string; readonly name: string; readonly version?: string | undefined },
): Promise<{ readonly place: KeyPlace; readonly version: KeyVersionRow }> {
  const vault = await getVault(house.tx, house.keyring, input.vault);
  const row = await getObject(keyNoun, house, vault.id, input.name);
  const version = await getObjectVersion(keyNoun, house.tx, row, input.version);
  keyNoun.checkHead(house.keyring, { vault, row }, version);
  return { place: { vault, row }, version };
}
