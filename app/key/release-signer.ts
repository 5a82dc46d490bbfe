import type { MadeCertificate } from '../endpoint/certificate-maker.ts';
import { addAuthority, findAuthority } from '../endpoint/endpoint-key.ts';
import { getTenant } from '../endpoint/endpoint-view.ts';
import { VaultError } from '../contract/vault-error.ts';
import type { Anteroom, Room } from '../operation/operation.ts';
import type { Tx } from '../operation/store.ts';
import { addHouseKey, listHouseKeys, removeHouseKey, useHouseKey } from '../seal/keep-house-key.ts';
import type { HouseKeyRow } from '../seal/house-key-store.ts';
import type { Keyring } from '../seal/keyring.ts';
import { copySecret } from '../seal/secret-bytes.ts';

/** Whoever gets a released key may check it a while later: a signer is followed by another so long before its end. */
const aheadMs = 30 * 86_400_000;

/** A signer that the house has none for, and the authority that it stands on where that was drawn too. */
export interface DrawnSigner {
  readonly signer: MadeCertificate;
  readonly authority: MadeCertificate | undefined;
}

/** One that lasts a while yet, or as long as the authority does: none that it issues lasts longer. */
async function findSigner(tx: Pick<Tx, 'houseKeys'>, keyring: Keyring, time: number): Promise<HouseKeyRow | undefined> {
  const end = (await findAuthority(tx, keyring, time))?.until ?? Infinity;
  const signers = await listHouseKeys(tx, keyring, 'release-signing');
  return signers.find(({ until }) => time + aheadMs < until || (time < until && end <= until));
}

/** Draws what the house has no signer yet for. @returns its secrets are the caller's, to be given to `wipeSigner` */
export async function drawSigner({ read, keyring, authority: { maker }, time }: Anteroom): Promise<DrawnSigner | undefined> {
  const known = await read(async (tx) => ({
    signer: await findSigner(tx, keyring, time),
    authority: await findAuthority(tx, keyring, time),
    organisation: (await getTenant(tx)).name,
  }));
  if (known.signer) return undefined;
  const { authority } = known;
  if (!authority) {
    const drawn = await maker.makeAuthority(known.organisation, time);
    return { authority: drawn, signer: await maker.issueSigner({ pem: drawn.publicPart, secret: drawn.secret }, time) };
  }
  // Drawing takes a while, which a transaction is not held for.
  const secret = await read((tx) => useHouseKey(tx, keyring, authority, async (opened) => copySecret(opened)));
  try {
    return { authority: undefined, signer: await maker.issueSigner({ pem: authority.publicPart, secret }, time) };
  } finally {
    secret.fill(0);
  }
}

export function wipeSigner(drawn: DrawnSigner | undefined): void {
  drawn?.signer.secret.fill(0);
  drawn?.authority?.secret.fill(0);
}

/** The signer that there is, or the one that was drawn, which is kept from now on. @throws VaultError Conflict where another authority came between */
export async function keepSigner({ tx, keyring, newId, time }: Room, drawn: DrawnSigner | undefined): Promise<HouseKeyRow> {
  const found = await findSigner(tx, keyring, time);
  if (found) return found;
  if (!drawn) throw new Error('no signer was drawn');
  const { signer, authority } = drawn;
  if (authority) {
    if (await findAuthority(tx, keyring, time)) throw new VaultError('Conflict', { name: 'authority' });
    await addAuthority(tx, keyring, authority, { id: newId(), time });
  }
  for (const old of await listHouseKeys(tx, keyring, 'release-signing')) {
    if (old.until <= time) await removeHouseKey(tx, keyring, old);
  }
  const { publicPart, from, until, secret } = signer;
  return addHouseKey(tx, keyring, { id: newId(), purpose: 'release-signing', publicPart, from, until, createdOn: time }, secret);
}
