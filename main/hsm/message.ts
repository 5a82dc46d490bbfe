import * as z from 'zod';
import { bytes } from '../../app/contract/bytes.ts';
import { encryptAlgorithm, keySpec, publicKey, signAlgorithm, wrappedKind } from '../../app/contract/key.ts';
import { oaepHash } from '../../app/contract/key-exchange.ts';
import { hsmModule, hsmToken, pinState } from '../../app/contract/hsm.ts';

const token = z.strictObject({ serial: z.string().max(64), label: z.string().max(128) });
const object = z.strictObject({ token, object: bytes });
const use = z.strictObject({
  sign: z.boolean(),
  decrypt: z.boolean(),
  unwrap: z.boolean(),
  exchange: z.literal(true).optional(),
  extractable: z.literal(true).optional(),
  unpublished: z.literal(true).optional(),
});
const key = object.extend({ spec: keySpec });
const made = key.extend({ use });
const parts = { initialization: bytes.optional(), additional: bytes.optional(), tag: bytes.optional() };
const sealed = { initialization: bytes.exactOptional(), additional: bytes.exactOptional(), tag: bytes.exactOptional() };
const cipher = key.extend({ algorithm: encryptAlgorithm, value: bytes, ...parts });
const sight = z.object({ neverExtractable: z.boolean(), publicKey: publicKey.exactOptional() });
const rsaHalf = z.strictObject({ family: z.literal('RSA'), n: bytes, e: bytes });
const nothing = z.object({});

const hsmObject = z.object({
  object: bytes,
  label: z.string().max(1_024),
  kind: z.enum(['private', 'secret']),
  type: z.string().max(40),
  spec: keySpec.exactOptional(),
  sensitive: z.boolean(),
  extractable: z.boolean(),
  trustedOnly: z.boolean(),
  signs: z.boolean(),
  decrypts: z.boolean(),
});

/** Every call of a host: what it is asked, and what it answers. Both ends parse what the other sends. */
export const hostCall = {
  load: {
    ask: z.strictObject({ path: z.string(), parameters: z.string() }),
    answer: hsmModule.pick({ manufacturer: true, description: true, version: true, cryptokiVersion: true }),
  },
  initialise: {
    ask: z.strictObject({ slot: z.number().int(), label: z.string(), officer: bytes, user: bytes }),
    answer: z.object({ serial: z.string(), label: z.string() }),
  },
  open: { ask: z.strictObject({ token, pin: bytes }), answer: nothing },
  close: { ask: z.strictObject({ token }), answer: nothing },
  changePin: { ask: z.strictObject({ token, role: z.enum(['user', 'officer']), old: bytes, new: bytes }), answer: nothing },
  resetPin: { ask: z.strictObject({ token, officer: bytes, user: bytes }), answer: nothing },
  /** What can be done with a key of this kind; nothing where the token makes none. */
  try: {
    ask: z.strictObject({ token, spec: keySpec }),
    answer: z.object({ made: z.boolean(), native: z.array(z.string()), composed: z.array(z.string()) }),
  },
  generate: { ask: made, answer: sight },
  /** A key pair that lives for one import: what is brought in is wrapped for it outside. */
  transport: { ask: z.strictObject({ token }), answer: z.object({ transport: z.number().int(), n: bytes, e: bytes }) },
  /** `wrappingKey`: an AES key under RSA-OAEP (SHA-1); `wrapped`: the material under it (RFC 5649). */
  bring: {
    ask: made.extend({ transport: z.number().int(), wrappingKey: bytes, wrapped: bytes, lasting: z.boolean() }),
    answer: sight,
  },
  /** The same in clear, for a token that unwraps nothing. */
  create: { ask: made.extend({ material: bytes, lasting: z.boolean() }), answer: sight },
  /** @see HsmHosts */
  wrapOut: { ask: object.extend({ recipient: rsaHalf, hash: oaepHash }), answer: z.object({ value: bytes }) },
  unwrapIn: {
    ask: object.extend({ kind: wrappedKind, use, kek: bytes, hash: oaepHash, value: bytes }),
    answer: sight.extend({ spec: keySpec }),
  },
  exchanges: {
    ask: z.strictObject({ token, direction: z.enum(['in', 'out']), hash: oaepHash, family: z.enum(['RSA', 'EC', 'oct']) }),
    answer: z.object({ way: z.enum(['native', 'composed', 'none']) }),
  },
  objects: { ask: z.strictObject({ token }), answer: z.object({ objects: z.array(hsmObject).max(500) }) },
  has: { ask: object, answer: z.object({ found: z.boolean() }) },
  destroy: { ask: object, answer: nothing },
  /** `publicKey`: what the signature is to be right under, where the house knows it. */
  sign: {
    ask: key.extend({ algorithm: signAlgorithm, digest: bytes, publicKey: publicKey.optional() }),
    answer: z.object({ value: bytes }),
  },
  encrypt: { ask: cipher, answer: z.object({ value: bytes, ...sealed }) },
  decrypt: { ask: cipher, answer: z.object({ value: bytes }) },
  random: { ask: z.strictObject({ token, length: z.number().int().min(1).max(65_536) }), answer: z.object({ value: bytes }) },
} as const;

export type CallName = keyof typeof hostCall;
export type Ask<N extends CallName> = z.infer<(typeof hostCall)[N]['ask']>;
export type Answer<N extends CallName> = z.infer<(typeof hostCall)[N]['answer']>;

const names = z.enum(Object.keys(hostCall) as [CallName, ...CallName[]]);

/** What a host hears. `ask` is parsed by the call's own shape. */
export const hostRequest = z.strictObject({ id: z.number().int(), call: names, ask: z.unknown() });

export const tokenSight = hsmToken
  .pick({
    label: true,
    serial: true,
    manufacturer: true,
    model: true,
    hardwareVersion: true,
    firmwareVersion: true,
    hasPinPad: true,
    freeBytes: true,
    totalBytes: true,
    sessions: true,
    mostSessions: true,
  })
  .extend({ slot: z.number().int(), state: z.enum(['locked', 'open']), userPin: pinState, officerPin: pinState });

/** The tokens and slots of a module. */
export const moduleView = z.object({ tokens: z.array(tokenSight), slots: hsmModule.shape.slots });
export type ModuleView = z.infer<typeof moduleView>;

/** What a host says: an answer, a refusal (`code` and `data` of a VaultError), or what it sees now. */
export const hostSaying = z.discriminatedUnion('about', [
  z.object({ about: z.literal('answer'), id: z.number().int(), answer: z.unknown() }),
  z.object({ about: z.literal('refusal'), id: z.number().int(), code: z.string(), data: z.unknown() }),
  moduleView.extend({ about: z.literal('view') }),
]);
export type HostSaying = z.infer<typeof hostSaying>;
