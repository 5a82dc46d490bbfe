import type { Savepoint, Tx } from '../../app/operation/store.ts';
import { aHead, aManifest, aRecord, aSecret, aVault, aVersion, hash } from '../port/a-row.ts';
import { createRandom } from './random.ts';

/** Key of the pages in every store that these tests make. */
export const pageKey = hash(77);

export const vault = aVault('payroll');

/** The value that deed `n` keeps: short mostly, of Key Vault's greatest length now and then. */
export function valueOf(n: number): Uint8Array {
  const random = createRandom(n);
  const words = Uint32Array.from({ length: n % 7 === 3 ? 6_400 : 25 + (n % 11) * 22 }, () => random() * 0x1_0000_0000);
  return new Uint8Array(words.buffer);
}

export const secretOf = (n: number) => aSecret(vault, `s${n}`);
export const versionOf = (n: number) => aVersion(secretOf(n), 1, { sealedValue: valueOf(n) });

/** How many deeds are done: the size of the log. */
export const countDeeds = async (tx: Tx): Promise<number> => (await tx.records.findHead())?.size ?? 0;

/**
 * Does the next deed: a secret with its version, the manifest, a part that fails and is undone, the record and the head. All or nothing.
 * @returns its number, from 0
 */
export async function doDeed(tx: Tx, savepoint: Savepoint): Promise<number> {
  const n = await countDeeds(tx);
  if (n === 0) await tx.vaults.insert(vault);
  await tx.secrets.insert(secretOf(n));
  await tx.secrets.insertVersion(versionOf(n));
  await tx.manifests.put(aManifest('secret', { count: n + 1, sequence: n + 1, sum: hash(n % 256) }));
  await undoneWrite(tx, savepoint);
  await tx.records.append([aRecord(n)]);
  await tx.records.putHead(aHead(n + 1, [hash(n % 256)]));
  return n;
}

class Undone extends Error {}

async function undoneWrite(tx: Tx, savepoint: Savepoint): Promise<void> {
  try {
    await savepoint(async () => {
      await tx.settings.put('ghost', '"never"');
      throw new Undone('undone');
    });
  } catch (error) {
    if (!(error instanceof Undone)) throw error;
  }
}
