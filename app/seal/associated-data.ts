/** A field as it is bound: absent and empty differ, and so do the number 1, the text `1` and `true`. */
export type BoundField = string | number | boolean | undefined | Uint8Array;

const tag = { absent: 0, bytes: 1, text: 2, integer: 3, truth: 4 } as const;
const headerBytes = 5;
const integerBytes = 8;
const utf8 = new TextEncoder();

/** The most that a field takes: a unit of UTF-16 becomes three bytes of UTF-8 at the most. */
function mostBytes(field: BoundField): number {
  if (typeof field === 'string') return headerBytes + 3 * field.length;
  return headerBytes + (field instanceof Uint8Array ? field.length : integerBytes);
}

/** @returns the length of what was written after the header */
function writeBody(room: DataView<ArrayBuffer>, at: number, field: BoundField): number {
  switch (typeof field) {
    case 'undefined':
      return 0;
    case 'string':
      // TextEncoder would replace a lone surrogate, and two texts would have one encoding.
      if (!field.isWellFormed()) throw new TypeError('text with a lone surrogate cannot be bound');
      return utf8.encodeInto(field, new Uint8Array(room.buffer, at)).written;
    case 'number':
      if (!Number.isSafeInteger(field)) throw new TypeError('only safe integers can be bound');
      room.setInt32(at, Math.floor(field / 2 ** 32));
      room.setInt32(at + 4, field | 0);
      return integerBytes;
    case 'boolean':
      room.setUint8(at, field ? 1 : 0);
      return 1;
    default:
      new Uint8Array(room.buffer, at).set(field);
      return field.length;
  }
}

function kindOf(field: BoundField): number {
  switch (typeof field) {
    case 'undefined':
      return tag.absent;
    case 'string':
      return tag.text;
    case 'number':
      return tag.integer;
    case 'boolean':
      return tag.truth;
    default:
      return tag.bytes;
  }
}

/**
 * Writes fields so that no two lists have the same encoding: each is one byte of kind, its length as a 32-bit
 * big-endian number, and its bytes. The purpose comes first, as a text, so that what is sealed for one use never
 * opens in another.
 * @param purpose such as `strongroom/v1/data-key`; the order of `fields` for each purpose is in docs/format-keys.md
 */
export function associatedData(purpose: string, fields: readonly BoundField[]): Uint8Array {
  const all: readonly BoundField[] = [purpose, ...fields];
  const room = new DataView(new ArrayBuffer(all.reduce<number>((most, field) => most + mostBytes(field), 0)));
  let end = 0;
  for (const field of all) {
    const length = writeBody(room, end + headerBytes, field);
    room.setUint8(end, kindOf(field));
    room.setUint32(end + 1, length);
    end += headerBytes + length;
  }
  return new Uint8Array(room.buffer, 0, end);
}
