import type { Tx } from '../operation/store.ts';
import { addHouseKey, type DrawnKey, listHouseKeys } from '../seal/keep-house-key.ts';
import type { HouseKeyRow } from '../seal/house-key-store.ts';
import type { Keyring } from '../seal/keyring.ts';

/** It is not renewed: by it other tenants know that an offer comes from the same house as the one before. */
const keyMs = 36_525 * 86_400_000;

type KeyTx = Pick<Tx, 'houseKeys' | 'keyring' | 'manifests'>;

/** The key that signs this tenant's offers; undefined where it is still to be drawn. @throws VaultError IntegrityViolation */
export const findOfferKey = async (tx: Pick<Tx, 'houseKeys'>, keyring: Keyring): Promise<HouseKeyRow | undefined> =>
  (await listHouseKeys(tx, keyring, 'offer-signing')).at(-1);

/** Keeps the key that was drawn. @param drawn its secret stays the caller's, who zeroes it */
export const addOfferKey = (
  tx: KeyTx,
  keyring: Keyring,
  { publicPart, secret }: DrawnKey,
  { id, time }: { readonly id: string; readonly time: number },
): Promise<HouseKeyRow> =>
  addHouseKey(tx, keyring, { id, purpose: 'offer-signing', publicPart, from: time, until: time + keyMs, createdOn: time }, secret);
