import type { KeyOperation, KeySpec, PublicKey } from '../contract/key.ts';
import { VaultError } from '../contract/vault-error.ts';
import { findToken } from '../hsm/bound-token.ts';
import type { HsmPlace } from '../hsm/hsm-host.ts';
import type { Anteroom } from '../operation/operation.ts';
import { findKeyVersion } from './find-key-version.ts';
import { keyId, materialBinding } from './key.ts';
import type { KeyVersionHead, KeyVersionRow } from './key-store.ts';
import { objectId } from './object-id.ts';
import type { PrivateKey } from './private-key.ts';

/** A version that may be used now. */
export interface UsableKey {
  readonly id: string;
  readonly name: string;
  readonly spec: KeySpec;
  /** Absent of symmetric keys. */
  readonly publicKey: PublicKey | undefined;
  /** Opens what is private, and closes it when `work` has ended. @throws VaultError HsmUnavailable, HsmTokenLocked, what `work` throws */
  withPrivate<T>(work: (key: PrivateKey) => Promise<T>): Promise<T>;
}

/** What is done that needs the day of a key; the rest is for what was done before. */
const onlyWhileActive: readonly KeyOperation[] = ['sign', 'encrypt', 'wrapKey'];

/**
 * Whether a version may be used so now, by Key Vault's rules: outside its dates it still verifies, decrypts and unwraps
 * (https://learn.microsoft.com/azure/key-vault/keys/about-keys-details#date-time-controlled-operations).
 * @throws VaultError KeyDisabled, KeyOperationNotPermitted, KeyNotActive, KeyExpired
 */
function checkUse(name: string, { enabled, operations, notBefore, expires }: KeyVersionHead, operation: KeyOperation, time: number): void {
  if (!enabled) throw new VaultError('KeyDisabled', { name });
  if (!operations.includes(operation)) throw new VaultError('KeyOperationNotPermitted', { name, operation });
  if (!onlyWhileActive.includes(operation)) return;
  if (notBefore !== undefined && time < notBefore) throw new VaultError('KeyNotActive', { name, activeOn: notBefore });
  if (expires !== undefined && expires <= time) throw new VaultError('KeyExpired', { name, expiredOn: expires });
}

/** @throws VaultError KeyNotFound, as `checkUse`; IntegrityViolation */
export async function findUsableKey(
  anteroom: Anteroom,
  input: { readonly vault: string; readonly name: string; readonly version?: string | undefined },
  operation: KeyOperation,
): Promise<UsableKey> {
  const { read, keyring, time } = anteroom;
  const { place, version } = await read((tx) => findKeyVersion({ tx, keyring }, input));
  const { name } = place.row;
  checkUse(name, version, operation, time);
  return {
    id: keyId(name, version.version),
    name,
    spec: version.spec,
    publicKey: version.publicKey,
    async withPrivate(work) {
      const key = await openPrivate(anteroom, version);
      try {
        return await work(key);
      } finally {
        key.close();
      }
    },
  };
}

async function openPrivate(anteroom: Anteroom, version: KeyVersionRow): Promise<PrivateKey> {
  const { read, keyring, keyCrypto } = anteroom;
  const { material: sealed, ...head } = version;
  if (head.place) return anteroom.hsm.key(await read((tx) => hsmPlaceOf({ tx, keyring }, head)), head.spec, head.publicKey);
  if (!sealed) throw new VaultError('IntegrityViolation', { what: 'key', id: `${head.keyId}/${head.version}` });
  const material = await read((tx) => keyring.openValue(tx, materialBinding(head), sealed));
  try {
    return keyCrypto.open(head.spec, material);
  } finally {
    material.fill(0);
  }
}

/** Where the object of a version is. @throws VaultError HsmTokenNotFound when the house knows its token no more */
export async function hsmPlaceOf(
  { tx, keyring }: Pick<Parameters<typeof findKeyVersion>[0], 'tx' | 'keyring'>,
  { version, place }: Pick<KeyVersionHead, 'version' | 'place'>,
): Promise<HsmPlace> {
  const token = place && (await findToken(tx, keyring, place.token));
  if (!token) throw new VaultError('HsmTokenNotFound', {});
  return { token, object: objectId(version) };
}
