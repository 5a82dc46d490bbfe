import * as z from 'zod';
import { bytesBetween } from './bytes.ts';
import { displayName, instant, uuid } from './common.ts';
import { keySpec } from './key.ts';
import { call, stream } from './shape.ts';
import { vaultName } from './vault.ts';

export const mostPinBytes = 256;

/** A PIN as UTF-8. PKCS #11 leaves its length to the token, which says what it takes. */
export const pin = bytesBetween(1, mostPinBytes);

/** What a token was found able to do by trying with keys that were thrown away again; lists of mechanisms lie both ways. */
export const tokenAbility = z.object({
  /** Kinds of keys that it makes. */
  specs: z.array(keySpec),
  /** Algorithms by Key Vault's names: done by the token itself, or in the host on top of what it does. */
  native: z.array(z.string()),
  composed: z.array(z.string()),
  /** Whether keys can be brought in such that their private part can't be read. */
  imports: z.boolean(),
  probedOn: instant,
});
export type TokenAbility = z.infer<typeof tokenAbility>;

/** What a token says of a PIN: PKCS #11 v2.40 section 4.4 (CKF_*_PIN_*). */
export const pinState = z.enum(['unset', 'fine', 'low', 'last', 'locked']);

export const hsmToken = z.object({
  id: uuid,
  module: uuid,
  /** Where it is plugged in; absent while it isn't. */
  slot: z.number().int().optional(),
  label: z.string(),
  serial: z.string(),
  manufacturer: z.string(),
  model: z.string(),
  hardwareVersion: z.string(),
  firmwareVersion: z.string(),
  /** `absent`: known, and not plugged in; `blank`: to be initialised; `locked`: keys need the PIN; `open`: signed in. */
  state: z.enum(['absent', 'blank', 'locked', 'open']),
  userPin: pinState,
  officerPin: pinState,
  /** Whether the PIN is typed on the token itself. */
  hasPinPad: z.boolean(),
  /** Whether the PIN is kept, sealed, so that the token is opened by itself. */
  keepsPin: z.boolean(),
  /** In bytes; absent where the token doesn't tell. */
  freeBytes: z.number().int().optional(),
  totalBytes: z.number().int().optional(),
  /** Sessions in use, and how many the token allows. */
  sessions: z.number().int(),
  mostSessions: z.number().int().optional(),
  ability: tokenAbility.optional(),
  /** FIPS 140 level and certificate number as a person or the maker's table gives them. */
  certification: z.string().optional(),
  /** Vaults whose HSM keys are made in it. */
  vaults: z.array(z.string()),
  keyCount: z.number().int(),
});
export type HsmToken = z.infer<typeof hsmToken>;

export const hsmModule = z.object({
  id: uuid,
  name: z.string(),
  path: z.string(),
  /** What C_Initialize is given, as some libraries need it (NSS). */
  parameters: z.string(),
  /** `restarting`: its process ended by itself and comes back; `failed`: it ended too often, and is started only by a person. */
  state: z.enum(['starting', 'ready', 'restarting', 'failed', 'stopped']),
  /** `unsupported`: this installation was made without the part that speaks to such libraries. */
  problem: z.enum(['missing', 'not-a-module', 'crashed', 'hung', 'refused', 'unsupported']).optional(),
  manufacturer: z.string(),
  description: z.string(),
  version: z.string(),
  cryptokiVersion: z.string(),
  startedOn: instant.optional(),
  /** How often its process ended by itself since the engine began. */
  crashes: z.number().int(),
  /** How often what one of its tokens gave was found to be wrong since a person last started it, or the engine began. */
  wrongAnswers: z.number().int(),
  tokens: z.array(hsmToken),
  /** Slots without a token, or with a blank one: where one can be initialised. */
  slots: z.array(z.object({ slot: z.number().int(), description: z.string(), token: z.enum(['none', 'blank', 'initialised']) })),
});
export type HsmModule = z.infer<typeof hsmModule>;

const modules = z.object({ items: z.array(hsmModule) });

export const HsmModuleList = call('HsmModuleList', z.strictObject({}), modules);

/** The same whenever something of it changes: tokens come and go, hosts crash and come back. */
export const HsmFollow = stream('HsmFollow', z.strictObject({}), modules);

/** PKCS #11 libraries in the usual places of this system, p11-kit's registry included. */
export const HsmModuleFind = call(
  'HsmModuleFind',
  z.strictObject({}),
  z.object({ items: z.array(z.object({ path: z.string(), name: z.string(), added: z.boolean() })) }),
);

/** An absolute path of a library that will be loaded into a process of its own. */
export const modulePath = z
  .string()
  .min(2)
  .max(1024)
  .regex(/^(?:\/|[A-Za-z]:\\)\P{Cc}+$/u);

/** What C_Initialize of a library is given. */
export const moduleParameters = z
  .string()
  .max(1024)
  .regex(/^\P{Cc}*$/u);

/** Adds a library: whoever may do that has its code run on this machine. @throws HsmModuleUnfit */
export const HsmModuleAdd = call(
  'HsmModuleAdd',
  z.strictObject({ name: displayName, path: modulePath, parameters: moduleParameters }),
  hsmModule,
);

/** Ends its process. Keys in its tokens can't be used until it is added again. */
export const HsmModuleRemove = call('HsmModuleRemove', z.strictObject({ id: uuid }), z.object({}));

/** Ends its process and starts another. */
export const HsmModuleRestart = call('HsmModuleRestart', z.strictObject({ id: uuid }), hsmModule);

/** Erases what is in a slot's token, and gives it a name and PINs. */
export const HsmTokenInit = call(
  'HsmTokenInit',
  z.strictObject({ module: uuid, slot: z.number().int().min(0), label: z.string().trim().min(1).max(32), officerPin: pin, userPin: pin }),
  hsmToken,
);

/** Opens a token by its user PIN, which stays in the host's memory; with `keep`, it is sealed in the store too. @throws PinRefused */
export const HsmTokenOpen = call('HsmTokenOpen', z.strictObject({ token: uuid, pin, keep: z.boolean() }), hsmToken);

/** Forgets the PIN, the kept one too, and signs out of the token. */
export const HsmTokenClose = call('HsmTokenClose', z.strictObject({ token: uuid }), hsmToken);

/** @throws PinRefused */
export const HsmPinChange = call(
  'HsmPinChange',
  z.strictObject({ token: uuid, role: z.enum(['user', 'officer']), pin, newPin: pin }),
  hsmToken,
);

/** The security officer gives the token a new user PIN, such as after too many wrong ones. @throws PinRefused */
export const HsmPinReset = call('HsmPinReset', z.strictObject({ token: uuid, officerPin: pin, newPin: pin }), hsmToken);

/** Tries anew what the token can do. */
export const HsmTokenProbe = call('HsmTokenProbe', z.strictObject({ token: uuid }), hsmToken);

/** What a person knows of a token. */
export const HsmTokenPatch = call('HsmTokenPatch', z.strictObject({ token: uuid, certification: displayName.nullable() }), hsmToken);

/** Takes a token out of the list that is not plugged in and that no key needs. */
export const HsmTokenForget = call('HsmTokenForget', z.strictObject({ token: uuid }), z.object({}));

/** Whose HSM keys are made where. `null` takes the binding away, where no key of the vault is in the token. */
export const HsmBindingPut = call('HsmBindingPut', z.strictObject({ vault: vaultName, token: uuid.nullable() }), z.object({}));
