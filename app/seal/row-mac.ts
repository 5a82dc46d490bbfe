import { associatedData } from './associated-data.ts';
import { toBase64Url } from '../contract/base64url.ts';
import { canonicalBytes } from './canonical-json.ts';
import type { RowFields } from './keyring.ts';

/** The fields of a row as one text: RFC 8785 JSON, byte arrays as base64url, what is undefined left out. */
export const rowText = (fields: RowFields): Uint8Array =>
  canonicalBytes(
    Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value instanceof Uint8Array ? toBase64Url(value) : value])),
  );

/**
 * HMAC-SHA-256 over instance, table and fields; 32 bytes.
 * @param hmac under the key of rows
 */
export const rowMac = (
  { hmac, instanceId }: { readonly hmac: (text: Uint8Array) => Uint8Array; readonly instanceId: string },
  table: string,
  fields: RowFields,
): Uint8Array => hmac(associatedData('strongroom/v1/row', [instanceId, table, rowText(fields)]));
