import * as z from 'zod';
import type { Anchor } from '../audit/audit-log.ts';
import { fromBase64Url, toBase64Url } from '../contract/base64url.ts';
import { uuid } from '../contract/common.ts';
import { canonicalBytes } from './canonical-json.ts';
import type { Crypto } from './crypto.ts';
import type { Keyring } from './keyring.ts';

interface Deps {
  readonly crypto: Pick<Crypto, 'equal'>;
  readonly keyring: Pick<Keyring, 'anchorMac'>;
}

const format = 1;
const mostBytes = 1024;
const hashText = z.string().refine((text) => fromBase64Url(text)?.length === 32);
const count = z.number().int().min(0);
const anchorFile = z.strictObject({
  format: z.literal(format),
  instanceId: uuid,
  size: count,
  rootHash: hashText,
  slotSequence: count,
  manifestSequence: count.optional(),
  mac: hashText,
});

/** One place that remembers the anchor, and what was found there. */
export interface AnchorCopy {
  readonly place: string;
  readonly content: Uint8Array;
}

/** Why a copy is not trusted: unreadable, written by someone without the key, or equal in size to a trusted one with another root. */
export interface DistrustedCopy {
  readonly place: string;
  readonly reason: 'damaged' | 'forged' | 'contradicting';
}

/** The anchor as RFC 8785 JSON with its MAC, below 1 KiB. */
export function encodeAnchor({ keyring }: Pick<Deps, 'keyring'>, anchor: Anchor): Uint8Array {
  const { instanceId, size, slotSequence, manifestSequence } = anchor;
  const counted = manifestSequence === undefined ? {} : { manifestSequence };
  const content = { format, instanceId, size, rootHash: toBase64Url(anchor.rootHash), slotSequence, ...counted };
  return canonicalBytes({ ...content, mac: toBase64Url(keyring.anchorMac(canonicalBytes(content))) });
}

function parseJson(content: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined;
    throw error;
  }
}

function decodeAnchor({ crypto, keyring }: Deps, content: Uint8Array): Anchor | 'damaged' | 'forged' {
  const parsed = anchorFile.safeParse(content.length > mostBytes ? undefined : parseJson(content));
  if (!parsed.success) return 'damaged';
  const { mac, ...fields } = parsed.data;
  const rootHash = fromBase64Url(fields.rootHash);
  const found = fromBase64Url(mac);
  if (rootHash === undefined || found === undefined) return 'damaged';
  if (!crypto.equal(found, keyring.anchorMac(canonicalBytes(fields)))) return 'forged';
  const { instanceId, size, slotSequence, manifestSequence } = fields;
  return { instanceId, size, rootHash, slotSequence, ...(manifestSequence !== undefined && { manifestSequence }) };
}

const byNewest = (a: Anchor, b: Anchor): number => b.size - a.size || b.slotSequence - a.slotSequence;

/**
 * Reads every copy of the anchor: the newest valid one holds, and what is not valid is reported, never trusted.
 * A copy of another instance is forged: the MAC is over the instance's key.
 */
export function readAnchors(
  deps: Deps,
  copies: readonly AnchorCopy[],
): { readonly anchor: Anchor | undefined; readonly distrusted: readonly DistrustedCopy[] } {
  const read = copies.map(({ place, content }) => ({ place, found: decodeAnchor(deps, content) }));
  const anchor = read
    .map(({ found }) => found)
    .filter((found) => typeof found !== 'string')
    .sort(byNewest)[0];
  const distrusted = read.flatMap(({ place, found }): DistrustedCopy[] => {
    if (typeof found === 'string') return [{ place, reason: found }];
    const contradicts = anchor !== undefined && found.size === anchor.size && !deps.crypto.equal(found.rootHash, anchor.rootHash);
    return contradicts ? [{ place, reason: 'contradicting' }] : [];
  });
  return { anchor, distrusted };
}
