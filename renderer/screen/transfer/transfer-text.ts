import type { HsmObject, TransferObstacle, TransferProof, TransferStep } from '../../../app/contract/key-exchange.ts';
import { visibleText } from '../../component/visible-text.ts';
import { specText } from '../key/key-text.ts';

/** Why a key can't be moved, and what can be done about it. */
export const obstacleText: Readonly<Record<TransferObstacle, string>> = {
  'not-extractable': 'The token never gives this key away (CKA_EXTRACTABLE is false). Nobody can change that.',
  'trusted-only': 'Only a key that the token’s security officer trusts may wrap it (CKA_WRAP_WITH_TRUSTED). Strongroom’s are not.',
  twin: 'Another key of the token has the same id, so that it isn’t certain which one would go. Give one of them another id first.',
  'of-vault': 'It is the key of a vault. What may leave a vault its release policy says.',
  kind: 'Strongroom has no keys of this kind and size.',
  'source-wrap': 'The token can’t wrap keys with RSA and AES: it was tried with a key that was thrown away.',
  'target-unwrap': 'The vault’s token can’t take wrapped keys in: it was tried with a key that was thrown away.',
  'target-kind': 'The vault’s token can’t work with keys of this kind.',
  'same-token': 'The vault’s keys are in the same token. Choose a vault of another one.',
  unbound: 'The vault is bound to no token. Choose one on the vault’s page.',
  'target-locked': 'The vault’s token is locked or isn’t plugged in. Open it first.',
};

/** How both showed that they are the same. */
export const proofText: Readonly<Record<TransferProof, string>> = {
  signature: 'Proved: the old token signed random bytes, and the new key verified the signature.',
  decryption: 'Proved: random bytes that were encrypted with the new key were decrypted by the old one.',
  mac: 'Proved: both made the same authentication code of random bytes.',
  none: 'Not proved: the key may do nothing in its token by which it could show that. Try both before you rely on the new one.',
};

interface StepText {
  readonly doing: string;
  readonly done: string;
}

export const stepText: Readonly<Record<TransferStep, StepText>> = {
  exchange: { doing: 'Making an exchange key in the new token', done: 'An exchange key is made in the new token' },
  wrap: { doing: 'Wrapping the key in its token', done: 'The key is wrapped in its token' },
  import: { doing: 'Bringing it into the new token', done: 'It is in the new token' },
  prove: { doing: 'Having both show that they are the same', done: 'Both showed that they are the same' },
  clear: { doing: 'Destroying the exchange key', done: 'The exchange key is destroyed' },
};

/** `code signing, EC P-256`; what has no label is called by its id. */
export function objectName({ label, object, type, spec }: HsmObject): string {
  const name = label === '' ? (object === '' ? 'without name or id' : `id ${object.slice(0, 16)}`) : visibleText(label);
  return `${name}, ${spec ? specText(spec) : type}`;
}

/** What one sees of a key before anything is tried. */
export function objectHint({ object, extractable, trustedOnly, ofVault, key }: HsmObject): string {
  const id = object === '' ? 'no id' : `id ${object.length > 32 ? `${object.slice(0, 32)}…` : object}`;
  if (key) return `${id}. The key ${key.name} of the vault ${key.vault}.`;
  if (ofVault) return `${id}. An older version of a vault’s key, or of one in the recycle bin.`;
  if (!extractable) return `${id}. Never leaves its token.`;
  return trustedOnly ? `${id}. Leaves only under a trusted key.` : `${id}. May leave, wrapped.`;
}

/** Why it can't even be chosen: nothing could name it. */
export const objectRefusal = ({ object }: HsmObject): string | undefined =>
  object === '' ? 'It has no id (CKA_ID), so that it can’t be told from others. Give it one with its maker’s tool.' : undefined;

/** How wrapping goes, in words. */
export const wayText = (side: string, way: 'native' | 'composed'): string =>
  way === 'native' ? `${side}: by the token itself` : `${side}: the module’s process helps, and zeroes what it saw at once`;
