import * as z from 'zod';
import { fromBase64Url, toBase64Url } from '../contract/base64url.ts';
import { instant, objectVersion, uuid } from '../contract/common.ts';
import { modulePath, moduleParameters } from '../contract/hsm.ts';
import { type Slot, shareLimit } from '../contract/instance.ts';
import { tokenId } from '../hsm/token-id.ts';
import { parseCost } from './argon2-cost.ts';
import { associatedData } from './associated-data.ts';
import { canonicalBytes } from './canonical-json.ts';
import type { Crypto } from './crypto.ts';
import { envelopeOverhead, openEnvelope, sealEnvelope } from './envelope.ts';
import { assertRootKey, keyBytes } from './root-key.ts';

const bytesText = (lengthBytes: number) => z.string().refine((text) => fromBase64Url(text)?.length === lengthBytes);
const shareNumber = z.number().int().min(shareLimit.least).max(shareLimit.most);

const isWellFormed = (text: string): boolean => text.isWellFormed();
/** What a token says of itself. */
const mark = z.string().max(128).refine(isWellFormed);
const sealedBytes = { A256GCM: 60, 'RSA-OAEP-256': 384 } as const;

const common = {
  id: uuid,
  label: z.string().min(1).max(100).refine(isWellFormed),
  createdOn: instant,
  /** Envelope of the root key under a key derived from the slot's secret. */
  wrappedKey: bytesText(keyBytes + envelopeOverhead),
  /** Derived from the slot's secret: says before decrypting whether it is the right one. */
  commitment: bytesText(keyBytes),
};

export const storedSlot = z.discriminatedUnion('kind', [
  z.strictObject({
    ...common,
    kind: z.literal('passphrase'),
    /** Cost and salt in PHC form, within the compiled-in limits. */
    parameters: z.strictObject({ argon2id: z.string().refine((text) => parseCost(text) !== undefined) }),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('shares'),
    parameters: z
      .strictObject({ setId: z.string().regex(/^[0-9A-HJKMNP-TV-Z]{8}$/), count: shareNumber, threshold: shareNumber })
      .refine((it) => it.threshold <= it.count),
  }),
  z.strictObject({ ...common, kind: z.literal('keychain'), parameters: z.strictObject({}) }),
  z.strictObject({
    ...common,
    kind: z.literal('hsm'),
    parameters: z
      .strictObject({
        library: z.strictObject({ path: modulePath.refine(isWellFormed), parameters: moduleParameters.refine(isWellFormed) }),
        token: z.strictObject({ manufacturer: mark, model: mark, serial: mark, label: mark }),
        /** CKA_ID of the key in the token: 16 bytes. */
        object: objectVersion,
        algorithm: z.enum(['A256GCM', 'RSA-OAEP-256']),
        /** The slot's secret under that key: nonce, ciphertext and tag, or what RSA-OAEP gave. */
        sealedSecret: z.string(),
      })
      .refine(({ algorithm, sealedSecret }) => fromBase64Url(sealedSecret)?.length === sealedBytes[algorithm]),
  }),
]);

/** An unlock slot as the slot file keeps it: one way to the root key. */
export type StoredSlot = z.infer<typeof storedSlot>;
export type SlotOf<K extends StoredSlot['kind']> = Extract<StoredSlot, { kind: K }>;

/** What is said of a slot when it is made. */
export interface SlotName {
  readonly id: string;
  readonly label: string;
  readonly createdOn: number;
}

/** What the wrapped root key is bound to: all of a slot but the two fields that the secret decides. */
type SlotHead<K extends StoredSlot['kind']> = Omit<SlotOf<K>, 'wrappedKey' | 'commitment'>;

interface Deps {
  readonly crypto: Crypto;
  readonly instanceId: string;
}

const none = new Uint8Array(0);

function deriveFromSecret({ crypto, instanceId }: Deps, slotId: string, secret: Uint8Array, purpose: 'slot-wrap' | 'slot-commitment') {
  return crypto.hkdfSha256(secret, none, associatedData(`strongroom/v1/${purpose}`, [instanceId, slotId]), keyBytes);
}

function bindSlot(instanceId: string, { id, kind, label, createdOn, parameters }: SlotHead<StoredSlot['kind']>): Uint8Array {
  return associatedData('strongroom/v1/slot', [instanceId, canonicalBytes({ id, kind, label, createdOn, parameters })]);
}

/**
 * Wraps the root key for a slot.
 * @param secret 32 bytes that open the slot: hashed from a passphrase, shared, or kept in the keychain
 * @throws VaultError InstanceSealed when the root key was zeroed meanwhile
 */
export function wrapRootKey(deps: Deps, head: SlotHead<StoredSlot['kind']>, secret: Uint8Array, rootKey: Uint8Array) {
  assertRootKey(rootKey);
  const wrappingKey = deriveFromSecret(deps, head.id, secret, 'slot-wrap');
  try {
    return {
      wrappedKey: toBase64Url(sealEnvelope(deps.crypto, wrappingKey, bindSlot(deps.instanceId, head), rootKey)),
      commitment: toBase64Url(deriveFromSecret(deps, head.id, secret, 'slot-commitment')),
    };
  } finally {
    wrappingKey.fill(0);
  }
}

/**
 * Compares the commitment, then unwraps: AES-GCM alone can be made to open under several keys, which helps who guesses.
 * @returns the root key, which the caller zeroes; undefined when the secret is wrong or the slot was altered
 */
export function unwrapRootKey(deps: Deps, slot: StoredSlot, secret: Uint8Array): Uint8Array | undefined {
  const commitment = deriveFromSecret(deps, slot.id, secret, 'slot-commitment');
  if (!deps.crypto.equal(commitment, fromBase64Url(slot.commitment) ?? none)) return undefined;
  const wrappingKey = deriveFromSecret(deps, slot.id, secret, 'slot-wrap');
  try {
    return openEnvelope(deps.crypto, wrappingKey, bindSlot(deps.instanceId, slot), fromBase64Url(slot.wrappedKey) ?? none);
  } finally {
    wrappingKey.fill(0);
  }
}

/** What anyone may know of a slot. */
export function describeSlot(crypto: Pick<Crypto, 'sha256'>, slot: StoredSlot): Slot {
  const { id, kind, label, createdOn } = slot;
  const plain = { id, kind, label, createdOn };
  switch (slot.kind) {
    case 'passphrase':
    case 'keychain':
      return plain;
    case 'shares':
      return { ...plain, count: slot.parameters.count, threshold: slot.parameters.threshold };
    case 'hsm': {
      const { library, token, algorithm } = slot.parameters;
      const { label: name, serial, model } = token;
      return { ...plain, place: { token: tokenId(crypto, token), label: name, serial, model, ...library, algorithm } };
    }
  }
}
