import { VaultError } from '../contract/vault-error.ts';
import { encodeBase32 } from './base32.ts';
import type { Crypto, SecretSharing } from './crypto.ts';
import { keyBytes } from './root-key.ts';
import { formatShare, parseShare, type Share } from './share.ts';
import { type SlotName, type SlotOf, unwrapRootKey, wrapRootKey } from './slot.ts';

interface Deps {
  readonly crypto: Crypto;
  readonly secretSharing: SecretSharing;
  readonly instanceId: string;
}

const setIdBytes = 5;

const setIdText = (setId: Uint8Array): string => new TextDecoder().decode(encodeBase32(setId));
/** The last byte of a part is its x coordinate: two parts with the same one are one part. */
const placeOf = (share: Share): number => share.part[keyBytes] ?? 0;

/**
 * Makes a slot that any `threshold` of `count` recovery shares open. What is shared is a key of the slot, not the root key.
 * @returns the slot, and the shares as text for people (ASCII), which the caller hands out once and zeroes
 */
export async function createShareSlot(
  deps: Deps,
  name: SlotName,
  split: { readonly count: number; readonly threshold: number },
  rootKey: Uint8Array,
): Promise<{ readonly slot: SlotOf<'shares'>; readonly shares: Uint8Array[] }> {
  const setId = deps.crypto.random(setIdBytes);
  const { id, label, createdOn } = name;
  const parameters = { setId: setIdText(setId), count: split.count, threshold: split.threshold };
  const head = { id, label, createdOn, kind: 'shares', parameters } as const;
  const secret = deps.crypto.random(keyBytes);
  try {
    const parts = await deps.secretSharing.split(secret, split.count, split.threshold);
    const shares = parts.map((part, index) => formatShare(deps.crypto, { setId, threshold: split.threshold, index: index + 1, part }));
    for (const part of parts) part.fill(0);
    return { slot: { ...head, ...wrapRootKey(deps, head, secret, rootKey) }, shares };
  } finally {
    secret.fill(0);
  }
}

function readShare(crypto: Crypto, slot: SlotOf<'shares'>, text: Uint8Array, position: number): Share {
  const share = parseShare(crypto, text);
  if (share === undefined) throw new VaultError('ShareInvalid', { position });
  if (setIdText(share.setId) !== slot.parameters.setId) throw new VaultError('ShareForeign', { position });
  const { threshold, count } = slot.parameters;
  if (share.threshold !== threshold || share.index < 1 || share.index > count || placeOf(share) === 0) {
    throw new VaultError('ShareInvalid', { position });
  }
  return share;
}

/** Reads all, and drops those that were entered twice. */
function readShares({ crypto }: Deps, slot: SlotOf<'shares'>, texts: readonly Uint8Array[]): Share[] {
  const read = texts.map((text, position) => readShare(crypto, slot, text, position));
  return read.filter((share, position) => {
    const first = read.find((other) => placeOf(other) === placeOf(share)) ?? share;
    if (first !== share && !crypto.equal(first.part, share.part)) throw new VaultError('ShareInvalid', { position });
    return first === share;
  });
}

/**
 * @param texts shares as people typed them, in any order; neither kept nor zeroed
 * @returns the root key, which the caller zeroes; undefined when the shares do not give this slot's key
 * @throws VaultError ShareInvalid and ShareForeign with the position in `texts` from 0, SharesTooFew
 */
export async function openShareSlot(deps: Deps, slot: SlotOf<'shares'>, texts: readonly Uint8Array[]): Promise<Uint8Array | undefined> {
  const shares = readShares(deps, slot, texts);
  const { threshold } = slot.parameters;
  try {
    if (shares.length < threshold) throw new VaultError('SharesTooFew', { needed: threshold, given: shares.length });
    const secret = await deps.secretSharing.combine(shares.slice(0, threshold).map((share) => share.part));
    const rootKey = unwrapRootKey(deps, slot, secret);
    secret.fill(0);
    return rootKey;
  } finally {
    for (const share of shares) share.part.fill(0);
  }
}

/**
 * Makes sure that a share which was just handed out has been kept: it is entered again as a test.
 * @param shares as `createShareSlot` gave them
 * @throws VaultError ShareInvalid, ShareForeign with position 0
 */
export function checkShare(
  { crypto }: Pick<Deps, 'crypto'>,
  slot: SlotOf<'shares'>,
  shares: readonly Uint8Array[],
  text: Uint8Array,
): void {
  const entered = readShare(crypto, slot, text, 0);
  const own = formatShare(crypto, entered);
  const isOurs = shares.some((share) => crypto.equal(share, own));
  entered.part.fill(0);
  own.fill(0);
  if (!isOurs) throw new VaultError('ShareInvalid', { position: 0 });
}
