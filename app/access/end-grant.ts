import type { Tx } from '../operation/store.ts';
import type { Keyring } from '../seal/keyring.ts';
import { turnRevision } from './access-revision.ts';
import { grantFields } from './list-grant.ts';

/**
 * Ends the grants on something that is no more, and on what was in it: what is made there later, under the same name, inherits nothing.
 * @param scope an Azure resource path @param end when, and by whom
 * @returns how many were in force, or to come
 * @throws VaultError IntegrityViolation when one was edited outside the house
 */
export async function endGrants(
  tx: Tx,
  keyring: Keyring,
  scope: string,
  end: { readonly time: number; readonly by: string },
): Promise<number> {
  let ended = 0;
  for (const before of await tx.grants.listWithin(scope)) {
    keyring.checkRow('grant', before, grantFields);
    if (before.until !== undefined && before.until <= end.time) continue;
    const row = { ...before, until: end.time, endedBy: end.by, rowVersion: before.rowVersion + 1 };
    const fields = grantFields(row);
    const marked = { ...row, mac: keyring.rowMac('grant', fields) };
    await tx.grants.update(marked);
    await keyring.updateManifest(tx, 'grant', grantFields(before), fields);
    await turnRevision(tx, keyring, marked);
    ended += 1;
  }
  return ended;
}
