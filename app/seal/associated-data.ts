/** A field as it is bound: absent and empty differ, and so do the number 1, the text `1` and `true`. */
export type BoundField = string | number | boolean | undefined | Uint8Array;

const tag = { absent: 0, bytes: 1, text: 2, integer: 3, truth: 4 } as const;
const headerBytes = 5;

function encodeText(text: string): Uint8Array {
  // TextEncoder would replace a lone surrogate, and two texts would have one encoding.
  if (!text.isWellFormed()) throw new TypeError('text with a lone surrogate cannot be bound');
  return new TextEncoder().encode(text);
}

function encodeInteger(value: number): Uint8Array {
  if (!Number.isSafeInteger(value)) throw new TypeError('only safe integers can be bound');
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigInt64(0, BigInt(value));
  return bytes;
}

function encodeField(field: BoundField): readonly [kind: number, body: Uint8Array] {
  if (field === undefined) return [tag.absent, new Uint8Array(0)];
  if (field instanceof Uint8Array) return [tag.bytes, field];
  if (typeof field === 'string') return [tag.text, encodeText(field)];
  if (typeof field === 'number') return [tag.integer, encodeInteger(field)];
  return [tag.truth, Uint8Array.of(field ? 1 : 0)];
}

/**
 * Writes fields so that no two lists have the same encoding: each is one byte of kind, its length as a 32-bit
 * big-endian number, and its bytes. The purpose comes first, as a text, so that what is sealed for one use never
 * opens in another.
 * @param purpose such as `strongroom/v1/data-key`; the order of `fields` for each purpose is in docs/format-keys.md
 */
export function associatedData(purpose: string, fields: readonly BoundField[]): Uint8Array {
  const parts = [purpose, ...fields].map(encodeField);
  const encoded = new Uint8Array(parts.reduce((length, [, body]) => length + headerBytes + body.length, 0));
  const view = new DataView(encoded.buffer);
  let offset = 0;
  for (const [kind, body] of parts) {
    encoded[offset] = kind;
    view.setUint32(offset + 1, body.length);
    encoded.set(body, offset + headerBytes);
    offset += headerBytes + body.length;
  }
  return encoded;
}
