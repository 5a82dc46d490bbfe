import { fromBase64Url, toBase64Url } from '../contract/base64url.ts';
import { isVaultError, VaultError } from '../contract/vault-error.ts';
import type { HsmHosts, HsmPlace, ModulePlace, ModuleSight, TokenSight } from '../hsm/hsm-host.ts';
import { objectId } from '../key/object-id.ts';
import type { KeyCrypto } from '../key/private-key.ts';
import { associatedData } from './associated-data.ts';
import { canonicalBytes } from './canonical-json.ts';
import type { Crypto } from './crypto.ts';
import { keyBytes } from './root-key.ts';
import { type SlotName, type SlotOf, unwrapRootKey, wrapRootKey } from './slot.ts';

interface Deps {
  readonly crypto: Crypto;
  readonly keyCrypto: KeyCrypto;
  readonly hsm: HsmHosts;
  readonly instanceId: string;
}

type Slot = SlotOf<'hsm'>;
type Parameters = Slot['parameters'];
type Algorithm = Parameters['algorithm'];

/** Where the key of a slot is to be made. */
export interface SlotSeat {
  /** Open. */
  readonly token: TokenSight;
  readonly library: Parameters['library'];
  /** CKA_ID of the key to be, as 32 hexadecimal digits. */
  readonly object: string;
}

/** The kinds of keys that a slot may have in a token, the better one first. */
const kinds = [
  { algorithm: 'A256GCM', spec: { family: 'oct', bits: 256 } },
  { algorithm: 'RSA-OAEP-256', spec: { family: 'RSA', bits: 3072 } },
] as const;
type Kind = (typeof kinds)[number];

const kindOf = (algorithm: Algorithm): Kind => kinds.find((kind) => kind.algorithm === algorithm) ?? kinds[0];

const nonceBytes = 12;
const tagBytes = 16;

type Unsealed = Omit<Slot, 'wrappedKey' | 'commitment' | 'parameters'> & { readonly parameters: Omit<Parameters, 'sealedSecret'> };

/** What AES-GCM binds the secret to: all of the slot that is decided by then. RSA-OAEP binds nothing; there the wrapped root key does. */
const boundBy = (instanceId: string, { id, kind, label, createdOn, parameters }: Unsealed): Uint8Array => {
  const { library, token, object, algorithm } = parameters;
  const head = { id, kind, label, createdOn, parameters: { library, token, object, algorithm } };
  return associatedData('strongroom/v1/hsm-slot', [instanceId, canonicalBytes(head)]);
};

/**
 * Makes a key in a token, and a slot that it opens. What the key encrypts is a secret of the slot: the root key itself is in no process
 * but the engine. A key that does not open again what it sealed is destroyed, and the other kind is tried.
 * @throws VaultError KeyUnsupported where the token can do neither; HsmUnavailable, HsmTokenLocked
 */
export async function createHsmSlot(deps: Deps, name: SlotName, seat: SlotSeat, rootKey: Uint8Array): Promise<Slot> {
  const secret = deps.crypto.random(keyBytes);
  const { manufacturer, model, serial, label } = seat.token;
  const parameters = { library: seat.library, token: { manufacturer, model, serial, label }, object: seat.object };
  try {
    for (const kind of kinds) {
      const head = { ...name, kind: 'hsm', parameters: { ...parameters, algorithm: kind.algorithm } } as const;
      const sealedSecret = await trySeal(deps, head, seat, secret);
      if (sealedSecret === undefined) continue;
      const sealed = { ...head, parameters: { ...head.parameters, sealedSecret: toBase64Url(sealedSecret) } };
      return { ...sealed, ...wrapRootKey(deps, sealed, secret, rootKey) };
    }
  } finally {
    secret.fill(0);
  }
  throw new VaultError('KeyUnsupported', { what: 'AES-256-GCM or RSA-OAEP with SHA-256', by: label, reason: 'token' });
}

/** @returns undefined where the token can't, and then nothing is left in it */
async function trySeal(deps: Deps, head: Unsealed, seat: SlotSeat, secret: Uint8Array): Promise<Uint8Array | undefined> {
  const place = { token: seat.token, object: objectId(seat.object) };
  let opened: Uint8Array | undefined;
  try {
    const sealed = await seal(deps, head, place, secret);
    opened = await open(deps, head, place, sealed);
    if (deps.crypto.equal(opened, secret)) return sealed;
  } catch (error) {
    if (!isUnable(error)) throw error;
  } finally {
    opened?.fill(0);
  }
  await deps.hsm.destroy(place);
  return undefined;
}

/** That it can't is told in many words. */
const isUnable = (error: unknown): boolean =>
  isVaultError(error, 'KeyUnsupported') ||
  isVaultError(error, 'DecryptFailed') ||
  isVaultError(error, 'HsmAnswerWrong') ||
  (isVaultError(error, 'HsmUnavailable') && error.data.reason === 'device');

async function seal({ hsm, keyCrypto, instanceId }: Deps, head: Unsealed, place: HsmPlace, secret: Uint8Array): Promise<Uint8Array> {
  const { algorithm, spec } = kindOf(head.parameters.algorithm);
  // Who knew the public half could seal a secret of their own: a slot, and a house behind it, that this token opens.
  const use = { sign: false, decrypt: true, unwrap: false, unpublished: true } as const;
  const { publicKey } = await hsm.generate(place, spec, use);
  if (publicKey) return (await keyCrypto.encrypt(publicKey, algorithm, secret)).value;
  const sealed = await hsm.key(place, spec).encrypt(algorithm, secret, { additional: boundBy(instanceId, head) });
  const { initialization, value, tag } = sealed;
  if (initialization?.length !== nonceBytes || value.length !== keyBytes || tag?.length !== tagBytes) {
    throw new VaultError('KeyUnsupported', { what: algorithm, by: place.token.label, reason: 'token' });
  }
  return Uint8Array.of(...initialization, ...value, ...tag);
}

/** @returns the secret, which the caller zeroes @throws VaultError DecryptFailed */
function open({ hsm, instanceId }: Deps, head: Unsealed, place: HsmPlace, sealed: Uint8Array): Promise<Uint8Array> {
  const { algorithm, spec } = kindOf(head.parameters.algorithm);
  const key = hsm.key(place, spec);
  if (spec.family === 'RSA') return key.decrypt(algorithm, sealed, {});
  return key.decrypt(algorithm, sealed.subarray(nonceBytes, -tagBytes), {
    initialization: sealed.subarray(0, nonceBytes),
    additional: boundBy(instanceId, head),
    tag: sealed.subarray(-tagBytes),
  });
}

/** The library of a slot as a module of its own: the house's modules are known only when it is open. */
const moduleOf = ({ id, parameters: { library } }: Slot): ModulePlace => ({ id, ...library });

const isTokenOf =
  ({ parameters: { token } }: Slot) =>
  ({ manufacturer, model, serial, label }: TokenSight): boolean =>
    manufacturer === token.manufacturer && model === token.model && serial === token.serial && label === token.label;

/** What is seen of a slot's library and token. */
export interface SlotSight {
  readonly module: ModuleSight | undefined;
  readonly token: TokenSight | undefined;
}

/** Loads the library of a slot, where it isn't, and ends every other one. It may be called only where it may be loaded. */
export function lookForToken({ hsm }: Pick<Deps, 'hsm'>, slot: Slot): SlotSight {
  hsm.apply([moduleOf(slot)]);
  const module = hsm.current().find(({ id }) => id === slot.id);
  return { module, token: module?.tokens.find(isTokenOf(slot)) };
}

/**
 * Opens a slot by its token's PIN, once: one that is refused is not tried again. The process that was given the PIN has ended when this
 * settles.
 * @param pin neither kept nor zeroed
 * @returns the root key, which the caller zeroes; undefined when the token's key is not the one, or the slot was altered
 * @throws VaultError PinRefused, HsmUnavailable, HsmModuleUnfit
 */
export async function openHsmSlot(deps: Deps, slot: Slot, pin: Uint8Array): Promise<Uint8Array | undefined> {
  const { hsm } = deps;
  let secret: Uint8Array | undefined;
  try {
    const token = await waitForToken(deps, slot);
    await hsm.open(token, pin);
    const sealed = fromBase64Url(slot.parameters.sealedSecret) ?? new Uint8Array();
    secret = await open(deps, slot, { token, object: objectId(slot.parameters.object) }, sealed);
    return unwrapRootKey(deps, slot, secret);
  } catch (error) {
    if (isVaultError(error, 'DecryptFailed')) return undefined;
    throw error;
  } finally {
    secret?.fill(0);
    hsm.apply([]);
  }
}

/** @throws VaultError HsmUnavailable when the library ends or hangs, or the token is not plugged in; HsmModuleUnfit */
async function waitForToken({ hsm }: Deps, slot: Slot): Promise<TokenSight> {
  const { module: found } = lookForToken({ hsm }, slot);
  // A person asks for it: what failed before is tried once more.
  if (found?.state === 'failed' || found?.state === 'restarting') await hsm.restart(slot.id);
  const { module, token } = await settled(hsm, slot);
  const { label } = slot.parameters.token;
  if (token) return token;
  if (module?.state === 'ready') throw new VaultError('HsmUnavailable', { token: label, reason: 'absent' });
  const { problem = 'crashed' } = module ?? {};
  if (problem === 'crashed' || problem === 'hung') throw new VaultError('HsmUnavailable', { token: label, reason: problem });
  throw new VaultError('HsmModuleUnfit', { reason: problem });
}

/** Settles when the library is no longer starting. */
function settled(hsm: HsmHosts, slot: Slot): Promise<SlotSight> {
  return new Promise((resolve) => {
    const look = (): void => {
      const module = hsm.current().find(({ id }) => id === slot.id);
      if (module?.state === 'starting') return;
      callOff();
      resolve({ module, token: module?.tokens.find(isTokenOf(slot)) });
    };
    const callOff = hsm.watch(look);
    look();
  });
}
