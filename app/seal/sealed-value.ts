import { associatedData } from './associated-data.ts';
import { canonicalBytes } from './canonical-json.ts';
import type { Crypto } from './crypto.ts';
import { openEnvelope, sealEnvelope } from './envelope.ts';
import type { HeldKey } from './key-layer.ts';
import type { Binding, MaterialBinding, SealedValue, ValueBinding } from './keyring.ts';
import { keyBytes } from './root-key.ts';
import { rowText } from './row-mac.ts';

interface Deps {
  readonly crypto: Crypto;
  readonly instanceId: string;
}

/** Place, generation and every attribute that decides something: a changed attribute means wrapping the data key again. */
const bindDataKey = (instanceId: string, keyGeneration: number, binding: Binding): Uint8Array =>
  'keyId' in binding ? bindKeyOfKey(instanceId, keyGeneration, binding) : bindKeyOfSecret(instanceId, keyGeneration, binding);

const bindKeyOfKey = (instanceId: string, keyGeneration: number, { vaultId, keyId, version, fields }: MaterialBinding): Uint8Array =>
  associatedData('strongroom/v1/key-data-key', [instanceId, vaultId, keyId, version, keyGeneration, rowText(fields)]);

const bindKeyOfSecret = (instanceId: string, keyGeneration: number, binding: ValueBinding): Uint8Array =>
  associatedData('strongroom/v1/secret-data-key', [
    instanceId,
    binding.vaultId,
    binding.secretId,
    binding.version,
    keyGeneration,
    binding.rowVersion,
    binding.contentType,
    binding.enabled,
    binding.notBefore,
    binding.expires,
    canonicalBytes(binding.tags),
    binding.createdOn,
    binding.recoveryLevel,
    binding.recoverableDays,
  ]);

/** SHA-256 of what a version's data key is bound to: tells whether any of it was changed, without opening anything; 32 bytes. */
export const hashBinding = ({ crypto, instanceId }: Deps, keyGeneration: number, binding: ValueBinding): Uint8Array =>
  crypto.sha256(bindDataKey(instanceId, keyGeneration, binding));

/** The place only, so that a value is never encrypted again because an attribute changed. */
const bindValue = (instanceId: string, binding: Binding): Uint8Array =>
  'keyId' in binding
    ? associatedData('strongroom/v1/key-value', [instanceId, binding.vaultId, binding.keyId, binding.version])
    : associatedData('strongroom/v1/secret-value', [instanceId, binding.vaultId, binding.secretId, binding.version]);

export function sealValue(deps: Deps, vaultKey: HeldKey, binding: Binding, value: Uint8Array): SealedValue {
  const dataKey = deps.crypto.random(keyBytes);
  try {
    return {
      keyGeneration: vaultKey.generation,
      wrappedKey: sealEnvelope(deps.crypto, vaultKey.key, bindDataKey(deps.instanceId, vaultKey.generation, binding), dataKey),
      sealedValue: sealEnvelope(deps.crypto, dataKey, bindValue(deps.instanceId, binding), value),
    };
  } finally {
    dataKey.fill(0);
  }
}

/** @returns the value, which the caller zeroes; undefined when value, key or any bound field is not as it was sealed */
export function openValue(deps: Deps, vaultKey: Uint8Array, binding: Binding, sealed: SealedValue): Uint8Array | undefined {
  const bound = bindDataKey(deps.instanceId, sealed.keyGeneration, binding);
  const dataKey = openEnvelope(deps.crypto, vaultKey, bound, sealed.wrappedKey);
  if (dataKey === undefined) return undefined;
  try {
    return openEnvelope(deps.crypto, dataKey, bindValue(deps.instanceId, binding), sealed.sealedValue);
  } finally {
    dataKey.fill(0);
  }
}

/** A data key under which key, and bound to what. */
export interface Wrapping {
  readonly vaultKey: HeldKey;
  readonly binding: Binding;
}

/**
 * Wraps a value's data key again, without opening the value.
 * @param from as `wrappedKey` was made @param to for the new one; the place (vault, object, version) must be the same, or the value no longer opens
 * @returns undefined when key or any bound field is not as it was wrapped
 */
export function rewrapKey(deps: Deps, from: Wrapping, to: Wrapping, wrappedKey: Uint8Array): Omit<SealedValue, 'sealedValue'> | undefined {
  const { generation } = to.vaultKey;
  const dataKey = openEnvelope(
    deps.crypto,
    from.vaultKey.key,
    bindDataKey(deps.instanceId, from.vaultKey.generation, from.binding),
    wrappedKey,
  );
  if (dataKey === undefined) return undefined;
  try {
    const bound = bindDataKey(deps.instanceId, generation, to.binding);
    return { keyGeneration: generation, wrappedKey: sealEnvelope(deps.crypto, to.vaultKey.key, bound, dataKey) };
  } finally {
    dataKey.fill(0);
  }
}
