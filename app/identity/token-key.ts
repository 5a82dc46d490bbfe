import { addHouseKey, type DrawnKey, listHouseKeys, removeHouseKey } from '../seal/keep-house-key.ts';
import type { HouseKeyRow } from '../seal/house-key-store.ts';
import type { Keyring } from '../seal/keyring.ts';
import type { TokenTx } from './token.ts';

/** How long a token holds. */
export const tokenMs = 3_600_000;
/** How long a key signs; it is served until the last token that it signed has ended. */
const keyMs = 90 * 86_400_000;

/** Keys of which tokens may be about that hold, the newest first. @throws VaultError IntegrityViolation */
export const listTokenKeys = async (tx: TokenTx, keyring: Keyring, time: number): Promise<readonly HouseKeyRow[]> =>
  (await listHouseKeys(tx, keyring, 'token-signing')).filter(({ until }) => time < until);

/** The key that signs now; undefined where one must be drawn. @throws VaultError IntegrityViolation */
export const findTokenKey = async (tx: TokenTx, keyring: Keyring, time: number): Promise<HouseKeyRow | undefined> =>
  (await listTokenKeys(tx, keyring, time)).find(({ until }) => time + tokenMs < until);

/** Keeps a key that signs from now on, and forgets those of which no token is left. */
export async function addTokenKey(tx: TokenTx, keyring: Keyring, drawn: DrawnKey, at: { id: string; time: number }): Promise<HouseKeyRow> {
  const { id, time } = at;
  const place = {
    id,
    purpose: 'token-signing',
    publicPart: drawn.publicPart,
    from: time,
    until: time + keyMs + tokenMs,
    createdOn: time,
  } as const;
  for (const old of await listHouseKeys(tx, keyring, 'token-signing')) {
    if (old.until <= time) await removeHouseKey(tx, keyring, old);
  }
  return addHouseKey(tx, keyring, place, drawn.secret);
}
