import type { Input } from '../contract/operation.ts';
import { type ErrorData, VaultError } from '../contract/vault-error.ts';
import type { Anteroom } from '../operation/operation.ts';
import type { Tx } from '../operation/store.ts';
import type { Crypto } from '../seal/crypto.ts';
import type { Keyring } from '../seal/keyring.ts';
import { credentialFields, isCredentialInForce } from './credential.ts';
import type { CredentialRow } from './credential-store.ts';
import type { ReadAssertion } from './token-issuer.ts';
import { type ApplicationWho, readWho } from './who.ts';

type Proof = Input<'TokenCreate'>['proof'];

/** An application that proved who it is, and by what. */
export interface Proved {
  readonly who: ApplicationWho;
  readonly credential: CredentialRow;
  /** Where it proved it by one, which is still to be noted as used. */
  readonly assertion: ReadAssertion | undefined;
}

export const tokenRefused = (reason: ErrorData<'TokenRefused'>['reason']): VaultError => new VaultError('TokenRefused', { reason });

/**
 * Checks a proof. What failed is counted by source and client.
 * @throws VaultError TokenRefused; Throttled, in its place, while the client's failures from this source are slowed
 */
export async function proveApplication(room: Anteroom, proof: Proof): Promise<Proved> {
  const { failures } = room.authority.issuer;
  const who = await room.read((tx) => findApplication(tx, room, proof));
  const subject = `${room.caller.address} ${who?.id ?? 'unknown'}`;
  try {
    const proved = await check(room, proof, who);
    failures.clear(subject);
    return proved;
  } catch (error) {
    if (!(error instanceof VaultError) || error.code !== 'TokenRefused') throw error;
    const retryOn = failures.note(subject);
    if (retryOn !== undefined) throw new VaultError('Throttled', { retryOn, limit: 'source' });
    throw error;
  }
}

interface Desk {
  readonly keyring: Keyring;
  readonly crypto: Crypto;
}

/** The application that is meant. @throws VaultError IntegrityViolation */
export async function findApplication(tx: Tx, desk: Desk, proof: Proof): Promise<ApplicationWho | undefined> {
  const id = proof.kind === 'managed-identity' ? await findByHeader(tx, desk, proof.secret) : await findByClientId(tx, proof.clientId);
  const who = id === undefined ? undefined : await readWho(tx, desk.keyring, id);
  if (who?.kind !== 'application') return undefined;
  const { clientId } = proof;
  return clientId === undefined || sameId(clientId, who.application.clientId) ? who : undefined;
}

const sameId = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

const findByClientId = async (tx: Tx, clientId: string): Promise<string | undefined> =>
  (await tx.applications.findByClientId(clientId.toLowerCase()))?.id;

/** A header names nobody but by what it is. Looking up a hash in an index tells nothing of what was hashed. */
async function findByHeader(tx: Tx, { keyring, crypto }: Desk, secret: Uint8Array): Promise<string | undefined> {
  const rows = await tx.credentials.listByContent('managed-identity', crypto.sha256(secret));
  for (const row of rows) keyring.checkRow('credential', row, credentialFields);
  return rows.at(-1)?.applicationId;
}

async function check(room: Anteroom, proof: Proof, who: ApplicationWho | undefined): Promise<Proved> {
  const shown = proof.kind === 'assertion' ? await byAssertion(room, proof, who) : bySecret(room, proof, who);
  // In this order: a stranger hears of nobody that they are disabled.
  if (!who) throw tokenRefused(proof.kind === 'managed-identity' ? 'secret' : 'unknown');
  if (!shown) throw tokenRefused(proof.kind === 'assertion' ? 'assertion' : 'secret');
  if (!isCredentialInForce(shown.credential, room.time)) throw tokenRefused('expired');
  if (!who.application.enabled) throw tokenRefused('disabled');
  return { who, ...shown };
}

type Shown = Pick<Proved, 'credential' | 'assertion'>;

/** As long for nobody as for somebody, and for a wrong one as for a right one: every hash is compared to its end. */
function bySecret(
  { crypto, time }: Anteroom,
  proof: Exclude<Proof, { kind: 'assertion' }>,
  who: ApplicationWho | undefined,
): Shown | undefined {
  const hash = crypto.sha256(proof.secret);
  const ofKind = who?.credentials.filter(({ kind }) => kind === proof.kind) ?? [];
  const matching = ofKind.filter(({ content }) => crypto.equal(content, hash));
  if (ofKind.length === 0) crypto.equal(hash, new Uint8Array(hash.length));
  const credential = matching.find((it) => isCredentialInForce(it, time)) ?? matching[0];
  return credential && { credential, assertion: undefined };
}

/** @throws VaultError TokenRefused {assertion} */
async function byAssertion(
  room: Anteroom,
  proof: Extract<Proof, { kind: 'assertion' }>,
  who: ApplicationWho | undefined,
): Promise<Shown | undefined> {
  const certificates = who?.credentials.filter(({ kind }) => kind === 'certificate') ?? [];
  // One that holds before one that does not: renewed, a certificate may be there twice.
  const keys = certificates
    .toSorted((a, b) => Number(isCredentialInForce(b, room.time)) - Number(isCredentialInForce(a, room.time)))
    .map(({ id, content }) => ({ credentialId: id, der: content }));
  if (!who) return undefined;
  const { clientId, assertion, audience } = proof;
  const read = await room.authority.issuer.readAssertion(assertion, { clientId, audience, keys, now: room.time });
  const credential = certificates.find(({ id }) => id === read.credentialId);
  return credential && { credential, assertion: read };
}
