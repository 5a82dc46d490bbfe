import { VaultError } from '../contract/vault-error.ts';
import type { NoteDesk } from '../operation/operation.ts';
import { addKeyVersion, type MadeKey } from './add-key-version.ts';
import type { KeyPlace } from './key.ts';
import { isHsm } from './key-kind.ts';
import type { KeyVersionHead, KeyVersionRow } from './key-store.ts';
import { claimKey } from './make-key.ts';
import { expiryOf } from './rotation.ts';

/**
 * Writes what was made as the next version of a key, like the current one.
 * @param by who did it
 * @throws VaultError KeyDisabled; Conflict when the current version is of another kind by now
 */
export async function writeNext(
  desk: NoteDesk,
  { place: { vault, row }, version: before }: { readonly place: KeyPlace; readonly version: KeyVersionRow },
  made: MadeKey,
  by: string,
): Promise<{ readonly place: KeyPlace; readonly head: KeyVersionHead }> {
  if (!before.enabled) throw new VaultError('KeyDisabled', { name: row.name });
  if (isHsm(before.type) !== 'place' in made || JSON.stringify(made.spec) !== JSON.stringify(before.spec)) {
    throw new VaultError('Conflict', { name: row.name });
  }
  await claimKey(desk, made);
  const { type, operations, exportable, releasePolicy, tags } = before;
  const { time } = desk;
  const said = {
    type,
    operations,
    exportable,
    releasePolicy,
    tags,
    origin: 'generated' as const,
    enabled: true,
    notBefore: undefined,
    expires: expiryOf(row.policy, time),
    createdOn: time,
    updatedOn: time,
    createdBy: by,
  };
  return addKeyVersion(desk, { vault, found: row, name: row.name }, said, made);
}
