import { readIssuers, toIssuer } from '../attestation/issuer-registry.ts';
import type { Attested } from '../attestation/attestations.ts';
import type { OaepHash } from '../contract/key-exchange.ts';
import type { Input, Output } from '../contract/operation.ts';
import { KeyAttestationGet, KeyRelease, type ReleaseWrap } from '../contract/release.ts';
import { parseReleaseRule } from '../contract/release-policy.ts';
import { VaultError } from '../contract/vault-error.ts';
import { readEndpointSetting } from '../endpoint/endpoint-setting.ts';
import { type Anteroom, kept, type Room, type RoomOperation } from '../operation/operation.ts';
import { useHouseKey } from '../seal/keep-house-key.ts';
import { vaultTarget } from '../vault/vault.ts';
import { findKeyVersion } from './find-key-version.ts';
import { type KeyPlace, materialBinding, toWholeProperties } from './key.ts';
import type { KeyVersionRow } from './key-store.ts';
import { meetsRule } from './release-rule.ts';
import { type DrawnSigner, drawSigner, keepSigner, wipeSigner } from './release-signer.ts';
import type { ReleaseStatement } from './release-statement.ts';
import { findTarget, type ReleaseTarget } from './release-target.ts';
import { hsmPlaceOf } from './use-key.ts';

interface Prepared {
  readonly found: Found;
  readonly attested: Attested;
  readonly statement: ReleaseStatement;
  readonly drawn: DrawnSigner | undefined;
}

/** What Key Vault wraps by where nothing is said. */
const usualWrap = 'CKM_RSA_AES_KEY_WRAP';
const hashes: Readonly<Record<ReleaseWrap, OaepHash>> = {
  CKM_RSA_AES_KEY_WRAP: 'SHA-1',
  RSA_AES_KEY_WRAP_256: 'SHA-256',
  RSA_AES_KEY_WRAP_384: 'SHA-384',
};

/**
 * Releases a key to an environment that an authority of the house's trust attests. It leaves wrapped for a key of that environment. The record
 * says who asked, which authority attested, and a digest of what it attested; neither the token nor anything of the key.
 */
export const releaseAttested: RoomOperation<typeof KeyRelease, Prepared> = {
  at: 'room',
  shape: KeyRelease,
  needs: { kind: 'dataAction', action: 'Microsoft.KeyVault/vaults/keys/release/action' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: false,
  fields: {
    id: kept((_input, output) => output?.id),
    algorithm: kept(({ enc }) => enc ?? usualWrap),
    issuer: kept((_input, output) => output?.issuer),
    environment: kept((_input, output) => output?.environment),
  },
  target: (input, tx, keyring) => vaultTarget(tx, keyring, input.vault, { kind: 'keys', name: input.name }),
  async prepare(anteroom, input) {
    const found = await findReleasable(anteroom, input);
    const { attested, target } = await findEnvironment(anteroom, found.version, input.target);
    const enc = input.enc ?? usualWrap;
    const wrapped = await wrapOut(anteroom, found.version, target.publicKey, hashes[enc]);
    const said = { enc, kid: target.kid, wrapped, nonce: input.nonce, apiVersion: input.apiVersion };
    return { found, attested, statement: { ...(await describe(anteroom, found)), ...said }, drawn: await drawSigner(anteroom) };
  },
  async run(room, input, prepared) {
    if (!prepared) throw new Error('nothing was wrapped');
    try {
      await assertStill(room, input, prepared.found);
      return await sign(room, prepared);
    } finally {
      wipeSigner(prepared.drawn);
    }
  },
  release: ({ drawn }) => wipeSigner(drawn),
};

interface Found {
  readonly place: KeyPlace;
  readonly version: KeyVersionRow;
}

/** What is looked at before a key is wrapped, and again before it leaves: that can't be taken back. */
type Look = Pick<Anteroom, 'read' | 'keyring' | 'authority' | 'time'>;

/** @throws VaultError as what it looks at again, where that was changed while the key was wrapped */
async function assertStill(room: Room, input: Input<'KeyRelease'>, { version: { version } }: Found): Promise<void> {
  const look: Look = { ...room, read: (work) => work(room.tx) };
  const now = await findReleasable(look, { ...input, version });
  await findEnvironment(look, now.version, input.target);
}

/**
 * Outside its dates a key is released still, as Key Vault has it.
 * @throws VaultError KeyNotFound, KeyDisabled; ReleaseRefused {fixed} for one that may not leave
 */
async function findReleasable({ read, keyring }: Look, input: Input<'KeyRelease'>): Promise<Found> {
  const found = await read((tx) => findKeyVersion({ tx, keyring }, input));
  const { version, place } = found;
  if (!version.enabled) throw new VaultError('KeyDisabled', { name: place.row.name });
  if (!version.exportable || !version.releasePolicy) throw new VaultError('ReleaseRefused', { reason: 'fixed' });
  return found;
}

/** @throws VaultError ReleaseRefused */
async function findEnvironment(
  { read, keyring, authority, time }: Look,
  { releasePolicy }: KeyVersionRow,
  token: string,
): Promise<{ readonly attested: Attested; readonly target: ReleaseTarget }> {
  const issuers = await read((tx) => readIssuers(tx, keyring));
  const attested = await authority.attestations.read(token, issuers.map(toIssuer), time);
  const rule = releasePolicy && parseReleaseRule(releasePolicy.data);
  if (!rule || !meetsRule(rule, attested)) throw new VaultError('ReleaseRefused', { reason: 'policy', authority: attested.authority });
  const target = findTarget(attested.claims);
  if (!target) throw new VaultError('ReleaseRefused', { reason: 'target', authority: attested.authority });
  return { attested, target };
}

async function wrapOut(
  anteroom: Anteroom,
  version: KeyVersionRow,
  recipient: ReleaseTarget['publicKey'],
  hash: OaepHash,
): Promise<Uint8Array> {
  const { read, keyring, keyCrypto, hsm } = anteroom;
  const { material: sealed, ...head } = version;
  if (head.place) return hsm.wrapOut(await read((tx) => hsmPlaceOf({ tx, keyring }, head)), recipient, hash);
  if (!sealed) throw new VaultError('IntegrityViolation', { what: 'key', id: `${head.keyId}/${head.version}` });
  const material = await read((tx) => keyring.openValue(tx, materialBinding(head), sealed));
  try {
    return await keyCrypto.wrapOut(material, recipient, hash);
  } finally {
    material.fill(0);
  }
}

/** The key as it is told of, at the address by which applications know the house. */
const describe = ({ read, keyring }: Anteroom, { place, version }: Found): Promise<Pick<ReleaseStatement, 'origin' | 'key'>> =>
  read(async (tx) => {
    const { suffix, port } = await readEndpointSetting(tx, keyring);
    return {
      origin: `https://${place.vault.name.toLowerCase()}.${suffix}${port === 443 ? '' : `:${port}`}`,
      key: await toWholeProperties({ tx, keyring }, place, version),
    };
  });

async function sign(room: Room, { attested, statement, drawn }: Prepared): Promise<Output<'KeyRelease'>> {
  const { tx, keyring, authority } = room;
  const signer = await keepSigner(room, drawn);
  const { publicPart } = signer;
  const value = await useHouseKey(tx, keyring, signer, (secret) => authority.releases.sign({ publicPart, secret }, statement));
  return { id: statement.key.id, value, issuer: attested.authority, environment: attested.environment };
}

/** No token that is spoken to over PKCS #11 attests its keys by a certificate: what it says of them by attributes stands with the key. */
export const getKeyAttestation: RoomOperation<typeof KeyAttestationGet> = {
  at: 'room',
  shape: KeyAttestationGet,
  needs: { kind: 'dataAction', action: 'Microsoft.KeyVault/vaults/keys/read' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: false,
  fields: {},
  target: (input, tx, keyring) => vaultTarget(tx, keyring, input.vault, { kind: 'keys', name: input.name }),
  async run(room, input) {
    const { version, place } = await findKeyVersion(room, input);
    const reason = version.place ? 'token' : 'type';
    throw new VaultError('KeyUnsupported', { what: 'attestation', by: place.row.name, reason });
  },
};
