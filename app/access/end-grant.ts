import type { Tx } from '../operation/store.ts';
import type { Keyring } from '../seal/keyring.ts';
import { turnRevision } from './access-revision.ts';
import type { GrantRow } from './grant-store.ts';
import { grantFields } from './list-grant.ts';

/** When something ends, and who ends it. */
export interface End {
  /** Milliseconds since 1970. */
  readonly time: number;
  /** Id or name of a person. */
  readonly by: string;
}

/** Ends one that is in force or to come, with MAC and manifest. Whether it may be is for who calls. */
export async function endGrant(tx: Tx, keyring: Keyring, before: GrantRow, end: End): Promise<GrantRow> {
  const { mac: _old, ...rest } = { ...before, until: end.time, endedBy: end.by, rowVersion: before.rowVersion + 1 };
  const fields = grantFields(rest);
  const marked = { ...rest, mac: keyring.rowMac('grant', fields) };
  await tx.grants.update(marked);
  await keyring.updateManifest(tx, 'grant', grantFields(before), fields);
  await turnRevision(tx, keyring, marked);
  return marked;
}

/**
 * Ends the grants on something that is no more, and on what was in it: what is made there later, under the same name, inherits nothing.
 * @param scope an Azure resource path
 * @returns how many were in force, or to come
 * @throws VaultError IntegrityViolation when one was edited outside the house
 */
export const endGrants = async (tx: Tx, keyring: Keyring, scope: string, end: End): Promise<number> =>
  endAll(tx, keyring, await tx.grants.listWithin(scope), end);

/** Ends what a principal holds itself, as of a group that is no more. @see endGrants */
export const endGrantsOf = async (tx: Tx, keyring: Keyring, principalId: string, end: End): Promise<number> =>
  endAll(tx, keyring, await tx.grants.listOf([principalId]), end);

async function endAll(tx: Tx, keyring: Keyring, grants: readonly GrantRow[], end: End): Promise<number> {
  let ended = 0;
  for (const before of grants) {
    keyring.checkRow('grant', before, grantFields);
    if (before.until !== undefined && before.until <= end.time) continue;
    await endGrant(tx, keyring, before, end);
    ended += 1;
  }
  return ended;
}
