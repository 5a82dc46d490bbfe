import type { KeyObject } from 'node:crypto';
import { AuthenticatedSafe, id_keyBag, id_pkcs8ShroudedKeyBag, id_SafeContents, PFX, type SafeBag, SafeContents } from '@peculiar/asn1-pfx';
import { isVaultError } from '../../app/contract/vault-error.ts';
import { OctetString } from '@peculiar/asn1-schema';
import { badPassword, openKey } from './open-key.ts';
import { parseAsn } from './parse-asn.ts';
import { isMacOf } from './pfx-mac.ts';
import { unreadable } from './unreadable.ts';

type ContentInfo = PFX['authSafe'];
type MacData = PFX['macData'];

/** RFC 5652. */
const dataContent = '1.2.840.113549.1.7.1';
const mostDepth = 4;
const pfxVersion = 3;

/** Whether it is the PFX of RFC 7292, in DER or BER. */
export const isPfx = (content: Uint8Array): boolean => parseAsn(content, PFX)?.version === pfxVersion;

/**
 * The one private key in a PFX (RFC 7292). Its MAC is checked first, where it has one: who has the password made it. Certificates are left
 * alone, and so is a key that is encrypted together with them, which no known program writes.
 * @param password in UTF-8; without one the empty one is tried, which many programs mean by none
 * @throws VaultError FileUnreadable, BadParameter (`password`)
 */
export function readPfx(content: Uint8Array, password: Uint8Array | undefined): KeyObject {
  const pfx = parseAsn(content, PFX);
  const safe = pfx && octetsOf(pfx.authSafe);
  if (!pfx || !safe) throw unreadable('format');
  const tried = password ?? new Uint8Array(0);
  if (!isMadeWith(pfx.macData, safe, tried)) throw badPassword(password ? 'wrong' : 'missing');
  const { bagId, bagValue } = onlyKey(safe);
  try {
    return openKey({ key: Buffer.from(bagValue), format: 'der', type: 'pkcs8' }, bagId === id_pkcs8ShroudedKeyBag, tried);
  } catch (error) {
    throw !password && isVaultError(error, 'BadParameter') ? badPassword('missing') : error;
  }
}

/** Of a part that is not encrypted itself. */
function octetsOf({ contentType, content }: ContentInfo): ArrayBuffer | undefined {
  return contentType === dataContent ? parseAsn(content, OctetString)?.buffer : undefined;
}

/** The structure of the library has a MAC also where the file has none: an empty one. */
const isMadeWith = (mac: MacData, safe: ArrayBuffer, password: Uint8Array): boolean =>
  mac.mac.digest.byteLength === 0 || isMacOf(mac, new Uint8Array(safe), password);

function onlyKey(safe: ArrayBuffer): SafeBag {
  const parts = parseAsn(safe, AuthenticatedSafe);
  if (!parts) throw unreadable('format');
  const contents = parts.filter(({ contentType }) => contentType === dataContent).map(octetsOf);
  const bags = contents.flatMap((content) => bagsIn(content, 0));
  const [first, second] = bags.filter(({ bagId }) => bagId === id_keyBag || bagId === id_pkcs8ShroudedKeyBag);
  if (second) throw unreadable('two-keys');
  if (!first) throw unreadable('no-key');
  return first;
}

function bagsIn(content: ArrayBuffer | undefined, depth: number): SafeBag[] {
  const bags = content && parseAsn(content, SafeContents);
  if (!bags || depth > mostDepth) throw unreadable('format');
  return bags.flatMap((bag) => (bag.bagId === id_SafeContents ? bagsIn(bag.bagValue, depth + 1) : [bag]));
}
