import { equal } from 'node:assert/strict';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Store, Tx } from '../../app/operation/store.ts';
import { openConnection } from '../../main/store/sqlite/connection.ts';
import { readerSettings } from '../../main/store/sqlite/durable-setting.ts';
import { createSqliteStoreOpener } from '../../main/store/sqlite/store-opener.ts';
import { aManifest, aRecord, hash } from '../port/a-row.ts';
import { countDeeds, pageKey, secretOf, vault, versionOf } from './deed.ts';

/** What is wrong with a store after a disaster; empty when nothing is. */
export interface Finding {
  /** How many deeds it holds. */
  readonly deeds: number;
  /** `lost 5` (acknowledged and gone), `torn 6` (there in part), `pages …` (the file is damaged). */
  readonly faults: readonly string[];
}

/**
 * Opens a store as the product does, and compares it with what its writer acknowledged.
 * @param acknowledged number of the last acknowledged deed, -1 for none
 */
export async function checkStore(directory: string, acknowledged: number): Promise<Finding> {
  const opener = createSqliteStoreOpener({ directory });
  if (!(await opener.exists())) return { deeds: 0, faults: acknowledged < 0 ? [] : [`lost ${acknowledged}`] };
  let store: Store;
  try {
    store = await opener.open(pageKey);
  } catch (error) {
    return { deeds: 0, faults: [`pages ${String(error)}`] };
  }
  try {
    const finding = await store.read((tx) => checkDeeds(tx, acknowledged));
    await store.close();
    return { ...finding, faults: [...finding.faults, ...checkPages(directory)] };
  } catch (error) {
    await store.close();
    return { deeds: 0, faults: [`pages ${String(error)}`] };
  }
}

async function checkDeeds(tx: Tx, acknowledged: number): Promise<Finding> {
  const deeds = await countDeeds(tx);
  const faults: string[] = [];
  if (deeds <= acknowledged) faults.push(`lost ${acknowledged}`);
  for (let n = 0; n < deeds; n += 1) if (!(await isWhole(tx, n))) faults.push(`torn ${n}`);
  if (!(await isNothingMore(tx, deeds))) faults.push(`torn ${deeds}`);
  return { deeds, faults };
}

async function isWhole(tx: Tx, n: number): Promise<boolean> {
  const secret = secretOf(n);
  const version = versionOf(n);
  return (
    isDeepStrictEqual(await tx.secrets.find(vault.id, secret.nameKey), secret) &&
    isDeepStrictEqual(await tx.secrets.findVersion(secret.id, version.version), version) &&
    isDeepStrictEqual(await tx.records.find(n), aRecord(n))
  );
}

async function isNothingMore(tx: Tx, deeds: number): Promise<boolean> {
  const manifest = deeds === 0 ? undefined : aManifest('secret', { count: deeds, sequence: deeds, sum: hash((deeds - 1) % 256) });
  return (
    (await tx.records.count({})).count === deeds &&
    (await tx.secrets.count([vault.id])).get(vault.id) === deeds &&
    isDeepStrictEqual(await tx.manifests.find('secret'), manifest) &&
    (await tx.settings.find('ghost')) === undefined
  );
}

function checkPages(directory: string): string[] {
  const connection = openConnection({ path: join(directory, 'strongroom.db'), readonly: true, settings: readerSettings }, pageKey);
  try {
    const verdict = connection.database.pragma('integrity_check', { simple: true });
    equal(typeof verdict, 'string');
    return verdict === 'ok' ? [] : [`pages ${String(verdict)}`];
  } finally {
    connection.database.close();
  }
}
