import { associatedData } from './associated-data.ts';
import { toBase64Url } from '../contract/base64url.ts';
import { canonicalBytes } from './canonical-json.ts';
import type { Crypto } from './crypto.ts';
import type { RowFields } from './keyring.ts';

/** The fields of a row as one text: RFC 8785 JSON, byte arrays as base64url, what is undefined left out. */
export const rowText = (fields: RowFields): Uint8Array =>
  canonicalBytes(
    Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value instanceof Uint8Array ? toBase64Url(value) : value])),
  );

/** HMAC-SHA-256 over instance, table and fields; 32 bytes. */
export const rowMac = (
  { crypto, instanceId, key }: { readonly crypto: Crypto; readonly instanceId: string; readonly key: Uint8Array },
  table: string,
  fields: RowFields,
): Uint8Array => crypto.hmacSha256(key, associatedData('strongroom/v1/row', [instanceId, table, rowText(fields)]));
