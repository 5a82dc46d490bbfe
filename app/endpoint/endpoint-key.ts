import type { Tx } from '../operation/store.ts';
import { addHouseKey, listHouseKeys, removeHouseKey } from '../seal/keep-house-key.ts';
import type { HouseKeyRow } from '../seal/house-key-store.ts';
import type { Keyring } from '../seal/keyring.ts';
import type { MadeCertificate } from './certificate-maker.ts';

type KeyTx = Pick<Tx, 'houseKeys' | 'keyring' | 'manifests'>;

/** Clients must be told to trust another one; so long before its end the next is made. */
const aheadMs = 90 * 86_400_000;

/** The house's own authority, with its certificate as PEM; undefined where none holds. @throws VaultError IntegrityViolation */
export const findAuthority = async (tx: Pick<Tx, 'houseKeys'>, keyring: Keyring, time: number): Promise<HouseKeyRow | undefined> =>
  (await listHouseKeys(tx, keyring, 'endpoint-authority')).find(({ until }) => time < until);

/** Whether one is still to be made, or to follow the one that there is. @throws VaultError IntegrityViolation */
export async function isAuthorityDue(tx: Pick<Tx, 'houseKeys'>, keyring: Keyring, time: number): Promise<boolean> {
  const authority = await findAuthority(tx, keyring, time);
  return authority === undefined || authority.until <= time + aheadMs;
}

/** The certificate of one's own that was given last, with its chain as PEM. @throws VaultError IntegrityViolation */
export const findOwnCertificate = async (tx: Pick<Tx, 'houseKeys'>, keyring: Keyring): Promise<HouseKeyRow | undefined> =>
  (await listHouseKeys(tx, keyring, 'endpoint-certificate'))[0];

interface At {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly time: number;
}

const toPlace = (purpose: HouseKeyRow['purpose'], { publicPart, from, until }: MadeCertificate, { id, time }: At) => ({
  id,
  purpose,
  publicPart,
  from,
  until,
  createdOn: time,
});

/** Keeps an authority that was made. @param made its secret stays the caller's, who zeroes it */
export const addAuthority = (tx: KeyTx, keyring: Keyring, made: MadeCertificate, at: At): Promise<HouseKeyRow> =>
  addHouseKey(tx, keyring, toPlace('endpoint-authority', made, at), made.secret);

/** Keeps a certificate of one's own in place of those before it. @param made its secret stays the caller's, who zeroes it */
export async function putOwnCertificate(tx: KeyTx, keyring: Keyring, made: MadeCertificate, at: At): Promise<HouseKeyRow> {
  await removeOwnCertificate(tx, keyring);
  return addHouseKey(tx, keyring, toPlace('endpoint-certificate', made, at), made.secret);
}

/** Forgets certificates of one's own, with their keys. */
export async function removeOwnCertificate(tx: KeyTx, keyring: Keyring): Promise<void> {
  for (const row of await listHouseKeys(tx, keyring, 'endpoint-certificate')) await removeHouseKey(tx, keyring, row);
}
