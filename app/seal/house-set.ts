import { grantFields } from '../access/list-grant.ts';
import { isVaultError, VaultError } from '../contract/vault-error.ts';
import type { AccessRequestRow } from '../access/access-request-store.ts';
import { requestFields } from '../access/access-request.ts';
import type { PersonRow } from '../identity/directory-store.ts';
import { factorFields } from '../identity/factor-row.ts';
import type { FactorRow } from '../identity/factor-store.ts';
import { groupFields } from '../identity/group.ts';
import type { GroupRow } from '../identity/group-store.ts';
import { membershipFields } from '../identity/membership.ts';
import type { MembershipRow } from '../identity/membership-store.ts';
import { personFields } from '../identity/person.ts';
import type { GrantRow } from '../access/grant-store.ts';
import type { Tx } from '../operation/store.ts';
import type { VaultRow } from '../vault/vault-store.ts';
import { vaultFields } from '../vault/vault.ts';
import type { Keyring, RowFields } from './keyring.ts';
import { houseSets, laterSets } from './manifest.ts';

const pageRows = 500;

/** Rows of all pages. @param next the page after a row */
async function* paged<R>(next: (last: R | undefined) => Promise<readonly R[]>): AsyncGenerator<R> {
  for (let page = await next(undefined); page.length > 0; page = await next(page.at(-1))) yield* page;
}

type HouseSet = (typeof houseSets)[number];

async function* rowsOf(tx: Tx, set: HouseSet): AsyncGenerator<RowFields> {
  switch (set) {
    case 'person':
      for await (const row of paged((last: PersonRow | undefined) => tx.directory.scanPeople(last?.id, pageRows))) yield personFields(row);
      return;
    case 'group':
      for await (const row of paged((last: GroupRow | undefined) => tx.groups.scan(last?.id, pageRows))) yield groupFields(row);
      return;
    case 'membership':
      for await (const row of paged((last: MembershipRow | undefined) => tx.memberships.scan(last?.id, pageRows)))
        yield membershipFields(row);
      return;
    case 'factor':
      for await (const row of paged((last: FactorRow | undefined) => tx.factors.scan(last?.id, pageRows))) yield factorFields(row);
      return;
    case 'request':
      for await (const row of paged((last: AccessRequestRow | undefined) => tx.accessRequests.scan(last?.id, pageRows)))
        yield requestFields(row);
      return;
    case 'grant':
      for await (const row of paged((last: GrantRow | undefined) => tx.grants.scan(last?.id, pageRows))) yield grantFields(row);
      return;
    case 'vault':
      for await (const row of paged((last: VaultRow | undefined) => tx.vaults.list(last?.nameKey, pageRows))) yield vaultFields(row);
  }
}

/**
 * Adds up people, groups, grants, vaults and the rest of the house's own in full, in one snapshot. A later set that has no manifest yet
 * must be empty: removing the manifest of one that has makes all manifests together older than the anchor remembers.
 * @returns the sets of which rows are missing, doubled or older; each row by itself is checked whenever it is read
 */
export async function findAlteredSets(tx: Tx, keyring: Keyring): Promise<HouseSet[]> {
  const altered: HouseSet[] = [];
  for (const set of houseSets) {
    try {
      if (await isUnstarted(tx, set)) await assertEmpty(set, rowsOf(tx, set));
      else await keyring.checkManifest(tx, set, rowsOf(tx, set));
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

/**
 * Starts the later sets of a house that was made before there were any. Only for a store that was found to be as new as its anchor, or was
 * accepted. They start empty, whatever rows there are: the house writes none before.
 */
export async function adoptSets(tx: Tx, keyring: Keyring): Promise<void> {
  for (const set of laterSets) if (await isUnstarted(tx, set)) await keyring.startManifest(tx, set);
}

const isUnstarted = async (tx: Tx, set: HouseSet): Promise<boolean> =>
  laterSets.some((later) => later === set) && (await tx.manifests.find(set)) === undefined;

/** @throws VaultError IntegrityViolation when there is a row */
async function assertEmpty(set: HouseSet, rows: AsyncIterable<RowFields>): Promise<void> {
  for await (const _row of rows) throw new VaultError('IntegrityViolation', { what: 'manifest', id: set });
}
