import type { Tx } from '../operation/store.ts';
import type { HouseKeyRow } from '../seal/house-key-store.ts';
import { addHouseKey, listHouseKeys, removeHouseKey, useHouseKey } from '../seal/keep-house-key.ts';
import type { Keyring } from '../seal/keyring.ts';

type PinTx = Pick<Tx, 'houseKeys' | 'keyring' | 'manifests'>;

/** A PIN is kept until it is changed or forgotten. */
const always = 8.64e15;

/** Ids of the tokens whose PIN is kept. @throws VaultError IntegrityViolation */
export const keptPins = async (tx: Pick<Tx, 'houseKeys'>, keyring: Keyring): Promise<ReadonlySet<string>> =>
  new Set((await listHouseKeys(tx, keyring, 'token-pin')).map(({ publicPart }) => publicPart));

/** Seals a PIN under the hierarchy of keys, in place of the one before. @param pin stays the caller's */
export async function keepPin(
  tx: PinTx,
  keyring: Keyring,
  place: { readonly token: string; readonly id: string; readonly time: number },
  pin: Uint8Array,
): Promise<void> {
  await forgetPin(tx, keyring, place.token);
  const { id, token, time } = place;
  await addHouseKey(tx, keyring, { id, purpose: 'token-pin', publicPart: token, from: time, until: always, createdOn: time }, pin);
}

/** Nothing happens where none is kept. */
export async function forgetPin(tx: PinTx, keyring: Keyring, token: string): Promise<void> {
  const row = await findPin(tx, keyring, token);
  if (row) await removeHouseKey(tx, keyring, row);
}

/** @param work gets the PIN, which is zeroed afterwards @returns undefined where none is kept */
export async function usePin<T>(tx: PinTx, keyring: Keyring, token: string, work: (pin: Uint8Array) => Promise<T>): Promise<T | undefined> {
  const row = await findPin(tx, keyring, token);
  return row && useHouseKey(tx, keyring, row, work);
}

const findPin = async (tx: Pick<Tx, 'houseKeys'>, keyring: Keyring, token: string): Promise<HouseKeyRow | undefined> =>
  (await listHouseKeys(tx, keyring, 'token-pin')).find(({ publicPart }) => publicPart === token);
