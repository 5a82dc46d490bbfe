import { grantFields } from '../access/list-grant.ts';
import { isVaultError, VaultError } from '../contract/vault-error.ts';
import { requestFields } from '../access/access-request.ts';
import { roleDefinitionFields } from '../access/role-definition.ts';
import { applicationFields } from '../identity/application.ts';
import { credentialFields } from '../identity/credential.ts';
import { factorFields } from '../identity/factor-row.ts';
import { groupFields } from '../identity/group.ts';
import { membershipFields } from '../identity/membership.ts';
import { personFields } from '../identity/person.ts';
import type { Tx } from '../operation/store.ts';
import type { VaultRow } from '../vault/vault-store.ts';
import { vaultFields } from '../vault/vault.ts';
import { houseKeyFields } from './house-key.ts';
import type { Keyring, RowFields } from './keyring.ts';
import { houseSets, laterSets } from './manifest.ts';

const pageRows = 500;

type HouseSet = (typeof houseSets)[number];
type Walk = (tx: Tx) => AsyncIterable<RowFields>;

/** Rows of all pages, as the manifest counts them. @param next the page after a row, the first where there is none */
const walk = <R>(next: (tx: Tx, last: R | undefined) => Promise<readonly R[]>, fieldsOf: (row: R) => RowFields): Walk =>
  async function* (tx) {
    for (let page = await next(tx, undefined); page.length > 0; page = await next(tx, page.at(-1))) yield* page.map(fieldsOf);
  };

/** Walks by id. */
const walkById = <R extends { readonly id: string }>(
  scan: (tx: Tx, after: string | undefined, limit: number) => Promise<readonly R[]>,
  fieldsOf: (row: R) => RowFields,
): Walk => walk((tx, last: R | undefined) => scan(tx, last?.id, pageRows), fieldsOf);

const walks: Readonly<Record<HouseSet, Walk>> = {
  person: walkById((tx, after, limit) => tx.directory.scanPeople(after, limit), personFields),
  grant: walkById((tx, after, limit) => tx.grants.scan(after, limit), grantFields),
  vault: walk((tx, last: VaultRow | undefined) => tx.vaults.list(last?.nameKey, pageRows), vaultFields),
  group: walkById((tx, after, limit) => tx.groups.scan(after, limit), groupFields),
  membership: walkById((tx, after, limit) => tx.memberships.scan(after, limit), membershipFields),
  factor: walkById((tx, after, limit) => tx.factors.scan(after, limit), factorFields),
  request: walkById((tx, after, limit) => tx.accessRequests.scan(after, limit), requestFields),
  application: walkById((tx, after, limit) => tx.applications.scan(after, limit), applicationFields),
  credential: walkById((tx, after, limit) => tx.credentials.scan(after, limit), credentialFields),
  'role-definition': walkById((tx, after, limit) => tx.roleDefinitions.scan(after, limit), roleDefinitionFields),
  'house-key': walkById((tx, after, limit) => tx.houseKeys.scan(after, limit), houseKeyFields),
};

/**
 * Adds up people, groups, grants, vaults and the rest of the house's own in full, in one snapshot. A later set that has no manifest yet
 * must be empty: removing the manifest of one that has makes all manifests together older than the anchor remembers.
 * @returns the sets of which rows are missing, doubled or older; each row by itself is checked whenever it is read
 */
export async function findAlteredSets(tx: Tx, keyring: Keyring): Promise<HouseSet[]> {
  const altered: HouseSet[] = [];
  for (const set of houseSets) {
    try {
      if (await isUnstarted(tx, set)) await assertEmpty(set, walks[set](tx));
      else await keyring.checkManifest(tx, set, walks[set](tx));
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
    await keyring.replaceManifest(tx, set, await keyring.tallyRows(set, walks[set](tx)));
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
