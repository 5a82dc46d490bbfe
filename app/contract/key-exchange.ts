import * as z from 'zod';
import { bytes } from './bytes.ts';
import { displayName, objectName, objectVersion, uuid } from './common.ts';
import { keyFile, keyOperation, keyProperties, keySpec, publicKey } from './key.ts';
import { call, stream } from './shape.ts';
import { vaultName } from './vault.ts';

/**
 * The hash of RSA-OAEP, which is its mask's too. Key Vault moves keys by SHA-1, which does not weaken OAEP; SHA-256 is for houses among
 * themselves, SHA-384 for environments that ask for it.
 */
export const oaepHash = z.enum(['SHA-1', 'SHA-256', 'SHA-384']);
export type OaepHash = z.infer<typeof oaepHash>;

/** Where an exchange key is, as a `.byok` file names it: the address of a version of a key, of this house or of Key Vault. */
const kid = z
  .string()
  .max(512)
  .regex(/^https:\/\/[a-z0-9.:-]+\/keys\/[a-z0-9-]{1,127}\/[0-9a-f]{32}$/i);

/**
 * Wraps the key of a file for an exchange key whose public half is given, as a `.byok` file. Nothing is kept of either.
 * @throws StagedNotFound, FileUnreadable, KeyUnsupported; BadParameter (`pem`, `password`)
 */
export const KeyByokMake = call(
  'KeyByokMake',
  z.strictObject({
    file: keyFile,
    /** SubjectPublicKeyInfo of an RSA key of 2048 to 4096 bits (RFC 7468). */
    pem: z.string().max(8_192),
    kid,
    hash: oaepHash,
  }),
  z.object({ spec: keySpec, publicKey: publicKey.optional(), content: bytes }),
);

/** CKA_ID in hexadecimal digits. */
const objectId = z.string().regex(/^(?:[0-9a-f]{2}){1,128}$/);
const tokenObject = { token: uuid, object: objectId };

/** A private or symmetric key in a token, whoever put it there. */
export const hsmObject = z.object({
  /** CKA_ID in hexadecimal digits; empty where it has none, and then it can't be told from others. */
  object: z.string(),
  label: z.string(),
  kind: z.enum(['private', 'secret']),
  /** CKA_KEY_TYPE as people call it. */
  type: z.string(),
  /** Absent where it is no key that the house has. */
  spec: keySpec.optional(),
  sensitive: z.boolean(),
  extractable: z.boolean(),
  /** Whether only a key that the security officer trusts may wrap it (CKA_WRAP_WITH_TRUSTED). */
  trustedOnly: z.boolean(),
  /** Whether another of its kind has the same id. */
  twin: z.boolean(),
  /** Whether it is the key of a vault, of which one is named where its current version is. */
  ofVault: z.boolean(),
  key: z.object({ vault: z.string(), name: z.string() }).optional(),
});
export type HsmObject = z.infer<typeof hsmObject>;

/** Private and symmetric keys in a token that is open, at most 500. @throws HsmTokenNotFound, HsmTokenLocked, HsmUnavailable */
export const HsmObjectList = call('HsmObjectList', z.strictObject({ token: uuid }), z.object({ items: z.array(hsmObject) }));

const target = { vault: vaultName, name: objectName };

/** Why a key can't go from its token to that of a vault. */
export const transferObstacle = z.enum([
  'not-extractable',
  'trusted-only',
  'twin',
  'of-vault',
  'kind',
  'source-wrap',
  'target-unwrap',
  'target-kind',
  'same-token',
  'unbound',
  'target-locked',
]);
export type TransferObstacle = z.infer<typeof transferObstacle>;

/** What stands against moving a key, found by trying with keys that are thrown away. */
export const KeyTransferCheck = call(
  'KeyTransferCheck',
  z.strictObject({ ...tokenObject, vault: vaultName }),
  z.object({
    obstacles: z.array(transferObstacle),
    /** The better hash of those that both tokens know. */
    hash: oaepHash,
    /** Whether tokens do their part by themselves; absent where it was not tried. */
    wraps: z.enum(['native', 'composed']).optional(),
    unwraps: z.enum(['native', 'composed']).optional(),
    /** The exchange key that is in the target vault already. */
    exchange: z.object({ name: z.string(), version: objectVersion }).optional(),
  }),
);

/** Wraps a key of a token for an exchange key of a vault. @throws KeyUnsupported, KeyOperationNotPermitted, HsmTokenLocked */
export const HsmObjectWrap = call(
  'HsmObjectWrap',
  z.strictObject({ ...tokenObject, vault: vaultName, name: objectName, version: objectVersion, hash: oaepHash }),
  z.object({ content: bytes }),
);

/** How two keys were shown to be one: by a signature or MAC that the other verifies, or by a text that the other decrypts. */
export const transferProof = z.enum(['signature', 'decryption', 'mac', 'none']);
export type TransferProof = z.infer<typeof transferProof>;

/**
 * Has the key of a token and the one that came from it show that they are the same, by random bytes. `none` where neither may do what
 * would show it. @throws KeyUnsupported where they are not
 */
export const KeyTransferProve = call(
  'KeyTransferProve',
  z.strictObject({ ...tokenObject, ...target, version: objectVersion }),
  z.object({ proof: transferProof }),
);

/** A step of a transfer that is under way, or over. */
export const transferStep = z.enum(['exchange', 'wrap', 'import', 'prove', 'clear']);
export type TransferStep = z.infer<typeof transferStep>;

/**
 * Moves a copy of a key from its token to that of a vault: makes an exchange key there where there is none, wraps, imports, has both prove
 * that they are the same, and destroys the exchange key that it made. Each step is an operation of its own. Called off, it leaves what
 * was done; the exchange key that it made is named from its first item on.
 */
export const KeyTransfer = stream(
  'KeyTransfer',
  z.strictObject({
    ...tokenObject,
    ...target,
    /** What the key may be used for; whatever its kind can do where it is left out. */
    operations: z.array(keyOperation).max(8).optional(),
    /** An exchange key of the vault; one is made for it where it is left out. */
    exchange: z.strictObject({ name: objectName, version: objectVersion }).optional(),
    /** Whether an exchange key that was made for it stays. */
    keep: z.boolean(),
    hash: oaepHash,
  }),
  z.object({
    step: transferStep,
    state: z.enum(['begun', 'done', 'left']),
    /** Of an exchange key that was made for this. */
    made: displayName.optional(),
    key: keyProperties.optional(),
    proof: transferProof.optional(),
  }),
);
