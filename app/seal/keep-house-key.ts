import type { Tx } from '../operation/store.ts';
import { houseKeyFields } from './house-key.ts';
import type { HouseKeyPurpose, HouseKeyRow } from './house-key-store.ts';
import type { Keyring } from './keyring.ts';

/** A key pair just drawn, not kept yet. */
export interface DrawnKey {
  /** Private key as PKCS#8 DER (RFC 5958). Whoever holds it zeroes it. */
  readonly secret: Uint8Array;
  /** As `HouseKeyRow.publicPart` holds it. */
  readonly publicPart: string;
}

type Place = Pick<HouseKeyRow, 'id' | 'purpose' | 'publicPart' | 'from' | 'until' | 'createdOn'>;
type HouseKeyTx = Pick<Tx, 'houseKeys' | 'keyring' | 'manifests'>;

/** Keeps a key pair of the house's own, with MAC and manifest. @param secret PKCS#8 DER; stays the caller's */
export async function addHouseKey(tx: HouseKeyTx, keyring: Keyring, place: Place, secret: Uint8Array): Promise<HouseKeyRow> {
  const row = { ...place, wrapped: await keyring.sealHouseKey(tx, place, secret), rowVersion: 1 };
  const fields = houseKeyFields(row);
  const marked = { ...row, mac: keyring.rowMac('house-key', fields) };
  await tx.houseKeys.insert(marked);
  await keyring.updateManifest(tx, 'house-key', undefined, fields);
  return marked;
}

/** Those of a purpose, the newest first. @throws VaultError IntegrityViolation when a row was edited outside the house */
export async function listHouseKeys(
  tx: Pick<Tx, 'houseKeys'>,
  keyring: Keyring,
  purpose: HouseKeyPurpose,
): Promise<readonly HouseKeyRow[]> {
  const rows = await tx.houseKeys.list(purpose);
  for (const row of rows) keyring.checkRow('house-key', row, houseKeyFields);
  return rows;
}

/**
 * Opens a key for as long as `work` takes.
 * @param work gets PKCS#8 DER, which is zeroed afterwards
 * @throws VaultError IntegrityViolation when it is not as it was kept
 */
export async function useHouseKey<T>(
  tx: Pick<Tx, 'keyring' | 'manifests'>,
  keyring: Keyring,
  row: HouseKeyRow,
  work: (secret: Uint8Array) => Promise<T>,
): Promise<T> {
  const secret = await keyring.openHouseKey(tx, row, row.wrapped);
  try {
    return await work(secret);
  } finally {
    secret.fill(0);
  }
}

/** Forgets a key whose signatures hold no longer. */
export async function removeHouseKey(tx: HouseKeyTx, keyring: Keyring, row: HouseKeyRow): Promise<void> {
  await tx.houseKeys.remove(row.id);
  await keyring.updateManifest(tx, 'house-key', houseKeyFields(row), undefined);
}
