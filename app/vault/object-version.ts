import { VaultError } from '../contract/vault-error.ts';
import type { Room } from '../operation/operation.ts';
import type { Tx } from '../operation/store.ts';
import type { Noun, NounHouse } from './object-noun.ts';
import type { ObjectTypes } from './object-store.ts';

/** Versions that are looked up at once. */
const pageSize = 100;

/** 32 hexadecimal digits. */
export const newVersionId = ({ newId }: Pick<Room, 'newId'>): string => newId().replaceAll('-', '');

/** The version that is named, or the current one. @throws VaultError as the noun says where there is none; IntegrityViolation */
export async function getObjectVersion<T extends ObjectTypes>(
  noun: Noun<T>,
  tx: Tx,
  row: T['row'],
  version: string | undefined,
): Promise<T['version']> {
  const found = version === undefined ? await findCurrent(noun, tx, row) : await noun.store(tx).findVersion(row.id, version);
  if (!found) throw noun.notFound(row.name);
  return found;
}

/**
 * The newest version, which is the current one. @throws VaultError IntegrityViolation when the object points at another: somebody put
 * back an older row, and with it what was replaced.
 */
async function findCurrent<T extends ObjectTypes>(noun: Noun<T>, tx: Tx, row: T['row']): Promise<T['version']> {
  const newest = await noun.store(tx).findNewest(row.id);
  if (newest?.version !== row.currentVersion) throw new VaultError('IntegrityViolation', { what: noun.table, id: row.id });
  return newest;
}

/** Every version of an object in full, newest first. */
export async function* objectVersions<T extends ObjectTypes>(noun: Noun<T>, tx: Tx, objectId: string): AsyncGenerator<T['version']> {
  const store = noun.store(tx);
  let before: number | undefined;
  for (;;) {
    const heads = await store.listVersions(objectId, before, pageSize);
    for (const { version } of heads) {
      const row = await store.findVersion(objectId, version);
      if (row) yield row;
    }
    if (heads.length < pageSize) return;
    before = heads.at(-1)?.ordinal;
  }
}

/**
 * Check-and-set: whether the current version is the one that a person saw.
 * @param found the object, where there is one @param asked undefined for `expect` asks for nothing
 * @throws VaultError ChangedMeanwhile with who made the version that is there; as the noun says when there is none any more
 */
export async function expectObjectVersion<T extends ObjectTypes>(
  noun: Noun<T>,
  tx: Tx,
  found: T['row'] | undefined,
  { name, expect }: { readonly name: string; readonly expect?: string | undefined },
): Promise<void> {
  if (expect === undefined || expect === (found?.currentVersion ?? 'absent')) return;
  if (!found) throw noun.notFound(name);
  const current = await noun.store(tx).findVersion(found.id, found.currentVersion);
  if (!current) throw new VaultError('IntegrityViolation', { what: noun.table, id: found.id });
  throw new VaultError('ChangedMeanwhile', { name: found.name, changedBy: current.createdBy, changedOn: current.createdOn });
}

/** The id of a version that is restored: its own, unless another object has it by now. */
export const freeVersionId = async <T extends ObjectTypes>(noun: Noun<T>, room: Room, version: string): Promise<string> =>
  (await noun.store(room.tx).hasVersion(version)) ? newVersionId(room) : version;

/** Writes a version that its object points at already, and counts it in the vault's manifest. */
export async function addObjectVersion<T extends ObjectTypes>(
  noun: Noun<T>,
  { tx, keyring }: NounHouse,
  version: T['version'],
): Promise<void> {
  await noun.store(tx).insertVersion(version);
  await keyring.updateManifest(tx, noun.versionSet(version.vaultId), undefined, noun.manifestFields(keyring, version));
}

/** Replaces a version, in the vault's manifest too. */
export async function changeObjectVersion<T extends ObjectTypes>(
  noun: Noun<T>,
  { tx, keyring }: NounHouse,
  before: T['version'],
  after: T['version'],
): Promise<void> {
  await noun.store(tx).updateVersion(after);
  await keyring.updateManifest(
    tx,
    noun.versionSet(after.vaultId),
    noun.manifestFields(keyring, before),
    noun.manifestFields(keyring, after),
  );
}
