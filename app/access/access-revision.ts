import { toBase64Url } from '../contract/base64url.ts';
import type { Tx } from '../operation/store.ts';
import type { Keyring } from '../seal/keyring.ts';

/** One text that changes with everything that decides who may do what. */
export interface AccessRevisionStore {
  /** Undefined in a house where nothing of that has been written since there is one. */
  find(): Promise<string | undefined>;
  put(revision: string): Promise<void>;
}

/**
 * Says that a person, group, membership or grant was written. Each revision follows from the one before and the row that was written: two
 * houses of different content never have the same one, also where a savepoint was rolled back and something else written instead.
 * @param row as it is from now on, with its MAC
 */
export async function turnRevision(tx: Tx, keyring: Keyring, row: { readonly mac: Uint8Array }): Promise<void> {
  const before = await tx.accessRevision.find();
  await tx.accessRevision.put(toBase64Url(keyring.rowMac('access-revision', { before, row: row.mac })));
}
