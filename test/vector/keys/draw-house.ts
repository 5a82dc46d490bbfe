import { createKeyring } from '../../../app/seal/open-keyring.ts';
import type { Keyring } from '../../../app/seal/keyring.ts';
import { type MapStore, mapStore } from '../../app/seal/map-store.ts';
import { crypto } from '../../app/seal/sealing.ts';
import type { KeyRow } from './vector.ts';

/** The house that the vectors are of. */
export const instanceId = '3c5b1c1e-9d0f-4f6e-8f5a-6b1f0a7c9d21';

export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

export async function drawHouse(rootKey: Uint8Array): Promise<{ store: MapStore; keyring: Keyring }> {
  const store = mapStore();
  return { store, keyring: await createKeyring({ crypto, instanceId, rootKey }, store, 1_760_000_000_000) };
}

/** The keys of a house as the vectors hold them. */
export const keyRows = (store: MapStore): KeyRow[] =>
  store.keys.map((row) => ({ ...row, wrapped: hex(row.wrapped), publicKey: hex(row.publicKey) }));
