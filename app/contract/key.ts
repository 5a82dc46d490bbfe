import * as z from 'zod';
import { bytes, bytesBetween } from './bytes.ts';
import { cursor, instant, mostPassphraseBytes, objectName, objectVersion, tags, uuid } from './common.ts';
import { exporting, exportProblem, isWholeExport, keptReleasePolicy, releasePolicy } from './release-policy.ts';
import { call, stream } from './shape.ts';
import { vaultName } from './vault.ts';

/** As Key Vault has them: `-HSM` keys are made in a token and never leave it; `oct` keys are symmetric. */
export const keyType = z.enum(['RSA', 'RSA-HSM', 'EC', 'EC-HSM', 'oct', 'oct-HSM']);
export type KeyType = z.infer<typeof keyType>;

/** Names of curves as JSON Web Keys have them, but P-256K for secp256k1 (https://learn.microsoft.com/azure/key-vault/keys/about-keys-details). */
export const curve = z.enum(['P-256', 'P-384', 'P-521', 'P-256K']);
export type Curve = z.infer<typeof curve>;

export const rsaBits = z.union([z.literal(2048), z.literal(3072), z.literal(4096)]);
export const octBits = z.union([z.literal(128), z.literal(192), z.literal(256)]);

/** What a key is, without what protects it. Sizes in bits. */
export const keySpec = z.discriminatedUnion('family', [
  z.strictObject({ family: z.literal('RSA'), bits: rsaBits }),
  z.strictObject({ family: z.literal('EC'), curve }),
  z.strictObject({ family: z.literal('oct'), bits: octBits }),
]);
export type KeySpec = z.infer<typeof keySpec>;

/** What a wrapped key is, as whoever wrapped it has to say: nothing outside of it tells. Sizes are found in it. */
export const wrappedKind = z.discriminatedUnion('family', [
  z.strictObject({ family: z.literal('RSA') }),
  z.strictObject({ family: z.literal('EC'), curve }),
  z.strictObject({ family: z.literal('oct') }),
]);
export type WrappedKind = z.infer<typeof wrappedKind>;

/** What a key may be used for; `import` alone makes a key exchange key. */
export const keyOperation = z.enum(['encrypt', 'decrypt', 'sign', 'verify', 'wrapKey', 'unwrapKey', 'import', 'export']);
export type KeyOperation = z.infer<typeof keyOperation>;

const operations = z
  .array(keyOperation)
  .max(8)
  .refine((all) => new Set(all).size === all.length, { message: 'duplicate' });

/** RFC 7518 section 3.1, ES256K of RFC 8812; RSNULL signs what it is given with PKCS #1 v1.5 padding alone. */
export const signAlgorithm = z.enum([
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'ES256K',
  'HS256',
  'HS384',
  'HS512',
  'RSNULL',
]);
export type SignAlgorithm = z.infer<typeof signAlgorithm>;

/** Key Vault's names of what encrypts and wraps. Those of `wrapOnly` wrap keys and encrypt nothing else. */
export const encryptAlgorithm = z.enum([
  'RSA1_5',
  'RSA-OAEP',
  'RSA-OAEP-256',
  'A128GCM',
  'A192GCM',
  'A256GCM',
  'A128CBC',
  'A192CBC',
  'A256CBC',
  'A128CBCPAD',
  'A192CBCPAD',
  'A256CBCPAD',
  'A128KW',
  'A192KW',
  'A256KW',
  'CKM_AES_KEY_WRAP',
  'CKM_AES_KEY_WRAP_PAD',
]);
export type EncryptAlgorithm = z.infer<typeof encryptAlgorithm>;
export const wrapOnly: readonly EncryptAlgorithm[] = ['A128KW', 'A192KW', 'A256KW', 'CKM_AES_KEY_WRAP', 'CKM_AES_KEY_WRAP_PAD'];

/** The public half, big-endian without leading zeros but for coordinates, which are as long as the field. */
export const publicKey = z.discriminatedUnion('family', [
  z.object({ family: z.literal('RSA'), n: bytes, e: bytes }),
  z.object({ family: z.literal('EC'), curve, x: bytes, y: bytes }),
]);
export type PublicKey = z.infer<typeof publicKey>;

/** What keeps a private key: the house's own key hierarchy, or a token of an HSM. */
export const protection = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('software') }),
  z.object({
    kind: z.literal('hsm'),
    token: uuid,
    label: z.string(),
    /** What the maker's table or a person says of it, never guessed. */
    certification: z.string().optional(),
    /** Whether the token says that the key was made in it and never could leave (CKA_LOCAL, CKA_NEVER_EXTRACTABLE). */
    neverExtractable: z.boolean(),
  }),
]);
export type Protection = z.infer<typeof protection>;

const attributes = {
  enabled: z.boolean(),
  /** Whole seconds count, as in Key Vault's IntDate; sub-second parts are cut. */
  notBefore: instant.optional(),
  expires: instant.optional(),
  tags,
};

/** Everything about one version of a key but what is private. */
export const keyProperties = z.object({
  ...attributes,
  vault: z.string(),
  name: z.string(),
  version: objectVersion,
  /** `/keys/{name}/{version}`: what follows the address of its vault. */
  id: z.string(),
  current: z.boolean(),
  type: keyType,
  spec: keySpec,
  operations: z.array(keyOperation),
  protection,
  /** How it came here; `wrapped`: out of another HSM, wrapped by a key exchange key. */
  origin: z.enum(['generated', 'imported', 'wrapped']),
  /** Absent of symmetric keys, which have no public half. */
  publicKey: publicKey.optional(),
  /** Whether it may leave, wrapped, for an environment that its release policy names. */
  exportable: z.boolean(),
  /** Of a key that is asked for by itself; lists leave it out. */
  releasePolicy: keptReleasePolicy.optional(),
  /** When the rotation policy makes the next version; of the current version only. */
  rotatesOn: instant.optional(),
  createdOn: instant,
  updatedOn: instant,
  createdBy: z.string(),
  /** Counts changes of this version's attributes, from 1. */
  revision: z.number().int(),
  recoveryLevel: z.string(),
  recoverableDays: z.number().int(),
});
export type KeyProperties = z.infer<typeof keyProperties>;

const named = z.strictObject({ vault: vaultName, name: objectName });
const versioned = z.strictObject({ vault: vaultName, name: objectName, version: objectVersion.optional() });
const paging = { cursor: cursor.optional(), limit: z.number().int().min(1).max(200).optional() };
const page = z.object({ items: z.array(keyProperties), next: cursor.optional() });

const day = 86_400_000;
/** Key Vault rotates after 7 days at the earliest, and 7 days before expiry at the latest. */
export const leastRotationDays = 7;
/** From an action to what it is counted from, in days. */
const days = z.number().int().min(leastRotationDays).max(36_500);

/** When the next version is made, and when somebody is told (https://learn.microsoft.com/azure/key-vault/keys/how-to-configure-key-rotation). */
export const rotationPolicy = z.object({
  rotate: z
    .discriminatedUnion('from', [
      z.strictObject({ from: z.literal('creation'), days }),
      z.strictObject({ from: z.literal('expiry'), days }),
    ])
    .optional(),
  /** Days before expiry at which people are told. */
  notifyDays: days.optional(),
  /** How long a new version holds, in days. */
  expiryDays: z.number().int().min(28).max(36_500).optional(),
});
export type RotationPolicy = z.infer<typeof rotationPolicy>;
export const dayMs = day;

/** Makes a key, or a new version of one that is there, of the same kind or another. @throws HsmUnavailable, TokenLocked, KeyUnsupported */
export const KeyCreate = call(
  'KeyCreate',
  z
    .strictObject({
      ...attributes,
      ...exporting,
      vault: vaultName,
      name: objectName,
      type: keyType,
      /** As the type has it; 2048 bits, P-256 or 256 bits where it is left out. */
      bits: z.union([rsaBits, octBits]).optional(),
      curve: curve.optional(),
      /** Whatever the type can do where it is left out. */
      operations: operations.optional(),
      /** The current version that the person saw, or that there was none. */
      expect: z.union([objectVersion, z.literal('absent')]).optional(),
      /** Set with it, by who may set it. */
      policy: rotationPolicy.strict().optional(),
    })
    .refine(isWholeExport, { path: ['releasePolicy'], message: exportProblem }),
  keyProperties,
);

/** A private or symmetric key as a JSON Web Key (RFC 7517), its members big-endian. */
export const privateJwk = z.discriminatedUnion('family', [
  z.strictObject({
    family: z.literal('RSA'),
    n: bytesBetween(1, 1024),
    e: bytesBetween(1, 8),
    d: bytesBetween(1, 1024),
    p: bytesBetween(1, 512),
    q: bytesBetween(1, 512),
    dp: bytesBetween(1, 512),
    dq: bytesBetween(1, 512),
    qi: bytesBetween(1, 512),
  }),
  z.strictObject({ family: z.literal('EC'), curve, x: bytesBetween(1, 66), y: bytesBetween(1, 66), d: bytesBetween(1, 66) }),
  z.strictObject({ family: z.literal('oct'), k: bytesBetween(16, 32) }),
]);
export type PrivateJwk = z.infer<typeof privateJwk>;

/** A file is PEM (RFC 7468), PKCS #8 or SEC 1 or PKCS #1 in DER, PFX (PKCS #12) or a JSON Web Key; `password` opens an encrypted one. */
export const keyFile = z.strictObject({ upload: uuid, password: bytesBetween(0, mostPassphraseBytes).optional() });

/** What a file holds, before it is imported: nothing private is told. */
export const KeyFilePreview = call('KeyFilePreview', keyFile, z.object({ spec: keySpec, publicKey: publicKey.optional() }));

/**
 * A `.byok` file (https://learn.microsoft.com/azure/key-vault/keys/byok-specification), and what is in it: a key that was wrapped for an
 * exchange key of the vault.
 */
const wrappedFile = z
  .strictObject({ upload: uuid.optional(), file: bytesBetween(1, 65_536).optional(), kind: wrappedKind })
  .refine((input) => (input.upload === undefined) !== (input.file === undefined), { path: ['upload'], message: 'upload_or_file' });

/**
 * Brings a key in from outside, as a new key or version. Into an HSM it goes such that its private part can't be read afterwards.
 * @throws DecryptFailed for a `.byok` file that is not for an exchange key of the vault, or was altered; it is not said which
 */
export const KeyImport = call(
  'KeyImport',
  z
    .strictObject({
      ...attributes,
      ...exporting,
      vault: vaultName,
      name: objectName,
      hsm: z.boolean(),
      operations: operations.optional(),
      jwk: privateJwk.optional(),
      file: keyFile.optional(),
      wrapped: wrappedFile.optional(),
      expect: z.union([objectVersion, z.literal('absent')]).optional(),
    })
    .refine((input) => [input.jwk, input.file, input.wrapped].filter((it) => it !== undefined).length === 1, {
      path: ['jwk'],
      message: 'jwk_or_file',
    })
    .refine(isWholeExport, { path: ['releasePolicy'], message: exportProblem }),
  keyProperties,
);

export const KeyGet = call('KeyGet', versioned, keyProperties);

/** The current version of each key in a vault, by name. */
export const KeyList = call('KeyList', z.strictObject({ vault: vaultName, ...paging }), page);

export const KeyListVersions = call('KeyListVersions', z.strictObject({ vault: vaultName, name: objectName, ...paging }), page);

/** Changes attributes of one version: the current one's where none is named. What is left out stays; `null` takes it away. */
export const KeyUpdate = call(
  'KeyUpdate',
  z.strictObject({
    vault: vaultName,
    name: objectName,
    version: objectVersion.optional(),
    revision: z.number().int().optional(),
    enabled: z.boolean().optional(),
    notBefore: instant.nullable().optional(),
    expires: instant.nullable().optional(),
    operations: operations.optional(),
    tags: tags.optional(),
    /** In place of the one that an exportable key has, unless that is immutable. */
    releasePolicy: releasePolicy.optional(),
  }),
  keyProperties,
);

/** A key in the recycle bin, as its current version. Its name stays taken. */
export const deletedKey = keyProperties.extend({ deletedOn: instant, purgeOn: instant, deletedBy: z.string() });
export type DeletedKey = z.infer<typeof deletedKey>;

/** Moves a key with all its versions to the recycle bin. Nothing can be done with it there. */
export const KeyDelete = call('KeyDelete', named, deletedKey);

export const KeyGetDeleted = call('KeyGetDeleted', named, deletedKey);

export const KeyListDeleted = call(
  'KeyListDeleted',
  z.strictObject({ vault: vaultName, ...paging }),
  z.object({ items: z.array(deletedKey), next: cursor.optional() }),
);

export const KeyRecover = call('KeyRecover', named, keyProperties);

/** Destroys a deleted key with all its versions, in its token too, and ends the grants on it. */
export const KeyPurge = call('KeyPurge', named, z.object({}));

/** One key with all its versions, in parts of a file that only this house can open. Keys of a token stay in it: the file names them. */
export const KeyBackup = stream('KeyBackup', named, z.object({ part: bytes }));

const mostFileBytes = 1024 * 1024;

/** Puts a backed-up key into a vault where its name is free. @see UploadBegin */
export const KeyRestore = call(
  'KeyRestore',
  z
    .strictObject({ vault: vaultName, upload: uuid.optional(), file: bytesBetween(1, mostFileBytes).optional() })
    .refine((input) => (input.upload === undefined) !== (input.file === undefined), { path: ['upload'], message: 'upload_or_file' }),
  keyProperties,
);

/** Makes a new version like the current one: type, size, operations, tags; expiry as the rotation policy says. */
export const KeyRotate = call('KeyRotate', named, keyProperties);

const keptPolicy = rotationPolicy.extend({
  createdOn: instant.optional(),
  updatedOn: instant.optional(),
  /** When it acts on the current version. */
  rotatesOn: instant.optional(),
  notifiesOn: instant.optional(),
});

/** An empty policy where none was set: nothing happens by itself. */
export const KeyRotationPolicyGet = call('KeyRotationPolicyGet', named, keptPolicy);

export const KeyRotationPolicySet = call(
  'KeyRotationPolicySet',
  z.strictObject({ vault: vaultName, name: objectName, policy: rotationPolicy.strict() }),
  keptPolicy,
);

const most = { message: 65_536, digest: 64, signature: 1024 } as const;

/** `initialization` and `additional` are the vector and the associated data of AES-GCM; CBC has only the vector. */
const cipherInput = {
  initialization: bytesBetween(1, 128).optional(),
  additional: bytesBetween(0, most.message).optional(),
};

const cipherOutput = z.object({
  id: z.string(),
  value: bytes,
  initialization: bytes.optional(),
  additional: bytes.optional(),
  tag: bytes.optional(),
});

const encrypted = versioned.extend({ algorithm: encryptAlgorithm, value: bytesBetween(0, most.message), ...cipherInput });
const decrypted = encrypted.extend({ tag: bytesBetween(1, 16).optional() });

/** @throws KeyDisabled, KeyNotActive, KeyExpired, KeyOperationNotPermitted, KeyUnsupported, HsmUnavailable, TokenLocked */
export const KeyEncrypt = call('KeyEncrypt', encrypted, cipherOutput);
/** What does not decrypt is refused in one way, whatever is wrong with it. @throws DecryptFailed */
export const KeyDecrypt = call('KeyDecrypt', decrypted, cipherOutput);
export const KeyWrap = call('KeyWrap', encrypted, cipherOutput);
export const KeyUnwrap = call('KeyUnwrap', decrypted, cipherOutput);

/** Signs a digest, as long as the algorithm's hash is; RSNULL takes any that the padding leaves room for. */
export const KeySign = call(
  'KeySign',
  versioned.extend({ algorithm: signAlgorithm, digest: bytesBetween(1, 512) }),
  z.object({ id: z.string(), value: bytes }),
);

export const KeyVerify = call(
  'KeyVerify',
  versioned.extend({ algorithm: signAlgorithm, digest: bytesBetween(1, 512), signature: bytesBetween(0, most.signature) }),
  z.object({ id: z.string(), valid: z.boolean() }),
);

/** Who used which version, and when last, as the log knows it. Public keys are used elsewhere too, and nobody hears of it. */
export const KeyUseList = call(
  'KeyUseList',
  named,
  z.object({
    items: z.array(
      z.object({
        version: objectVersion,
        identity: z.object({ id: z.string(), name: z.string(), kind: z.string() }),
        operation: z.string(),
        count: z.number().int(),
        lastOn: instant,
      }),
    ),
    /** Since when the log goes back. */
    since: instant,
  }),
);
