import * as z from 'zod';
import { fromBase64Url, toBase64Url } from '../contract/base64url.ts';
import { canonicalBytes } from '../seal/canonical-json.ts';
import type { FactorRow } from './factor-store.ts';
import type { PasskeyCredential, PasskeyUse } from './passkey.ts';

const kept = z.strictObject({ id: z.string(), publicKey: z.string(), transports: z.array(z.string()) });

/** What is kept of a passkey, as canonical JSON: nothing of it is secret. */
export const writePasskey = ({ id, publicKey, transports }: PasskeyCredential): Uint8Array =>
  canonicalBytes({ id: toBase64Url(id), publicKey: toBase64Url(publicKey), transports: [...transports] });

/** @param row of a passkey, whose MAC was checked: what else it holds is a bug */
export function readPasskey({ content, counter }: Pick<FactorRow, 'content' | 'counter'>): PasskeyCredential & PasskeyUse {
  const { transports, ...texts } = kept.parse(JSON.parse(new TextDecoder().decode(content)));
  const [id, publicKey] = [fromBase64Url(texts.id), fromBase64Url(texts.publicKey)];
  if (!id || !publicKey) throw new Error('a passkey is kept in another form');
  return { id, publicKey, transports, counter };
}

/** Somebody's passkeys. */
export const knownPasskeys = (rows: readonly Pick<FactorRow, 'kind' | 'content' | 'counter'>[]): (PasskeyCredential & PasskeyUse)[] =>
  rows.filter(({ kind }) => kind === 'passkey').map(readPasskey);
