import { grantFields } from '../access/list-grant.ts';
import { isVaultError } from '../contract/vault-error.ts';
import { personFields } from '../identity/person.ts';
import type { GrantRow } from '../access/grant-store.ts';
import type { Tx } from '../operation/store.ts';
import type { VaultRow } from '../vault/vault-store.ts';
import { vaultFields } from '../vault/vault.ts';
import type { Keyring, RowFields } from './keyring.ts';
import { houseSets } from './manifest.ts';

const pageRows = 500;

/** Rows of all pages. @param next the page after a row */
async function* paged<R>(next: (last: R | undefined) => Promise<readonly R[]>): AsyncGenerator<R> {
  for (let page = await next(undefined); page.length > 0; page = await next(page.at(-1))) yield* page;
}

type HouseSet = (typeof houseSets)[number];

async function* rowsOf(tx: Tx, set: HouseSet): AsyncGenerator<RowFields> {
  switch (set) {
    case 'person':
      for (const row of await tx.directory.listPeople()) yield personFields(row);
      return;
    case 'grant':
      for await (const row of paged((last: GrantRow | undefined) => tx.grants.scan(last?.id, pageRows))) yield grantFields(row);
      return;
    case 'vault':
      for await (const row of paged((last: VaultRow | undefined) => tx.vaults.list(last?.nameKey, pageRows))) yield vaultFields(row);
  }
}

/**
 * Adds up people, grants and vaults in full, in one snapshot.
 * @returns the sets of which rows are missing, doubled or older; each row by itself is checked whenever it is read
 */
export async function findAlteredSets(tx: Tx, keyring: Keyring): Promise<HouseSet[]> {
  const altered: HouseSet[] = [];
  for (const set of houseSets) {
    try {
      await keyring.checkManifest(tx, set, rowsOf(tx, set));
    } catch (error) {
      if (!isVaultError(error, 'IntegrityViolation')) throw error;
      altered.push(set);
    }
  }
  return altered;
}

/** Makes the rows that are there the ones that shall be there. */
export async function acceptAlteredSets(tx: Tx, keyring: Keyring): Promise<void> {
  for (const set of await findAlteredSets(tx, keyring)) {
    await keyring.replaceManifest(tx, set, await keyring.tallyRows(set, rowsOf(tx, set)));
  }
}
