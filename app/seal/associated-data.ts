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

/** @returns where it ends */
function writeText(room: Uint8Array<ArrayBuffer>, at: number, text: string): number {
  // Nearly every text is ASCII and short: writing it here takes less than asking the encoder.
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code > 0x7f) return encodeText(room, at, text);
    room[at + index] = code;
  }
  return at + text.length;
}

function encodeText(room: Uint8Array<ArrayBuffer>, at: number, text: string): number {
  // TextEncoder would replace a lone surrogate, and two texts would have one encoding.
  if (!text.isWellFormed()) throw new TypeError('text with a lone surrogate cannot be bound');
  return at + utf8.encodeInto(text, room.subarray(at)).written;
}

/** Big-endian. @returns where it ends */
function writeWord(room: Uint8Array<ArrayBuffer>, at: number, word: number): number {
  room[at] = word >>> 24;
  room[at + 1] = word >>> 16;
  room[at + 2] = word >>> 8;
  room[at + 3] = word;
  return at + 4;
}

/** @returns where it ends */
function writeBody(room: Uint8Array<ArrayBuffer>, at: number, field: BoundField): number {
  switch (typeof field) {
    case 'undefined':
      return at;
    case 'string':
      return writeText(room, at, field);
    case 'number':
      if (!Number.isSafeInteger(field)) throw new TypeError('only safe integers can be bound');
      return writeWord(room, writeWord(room, at, Math.floor(field / 2 ** 32)), field | 0);
    case 'boolean':
      room[at] = field ? 1 : 0;
      return at + 1;
    default:
      room.set(field, at);
      return at + field.length;
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
  let most = 0;
  for (const field of all) most += mostBytes(field);
  const room = new Uint8Array(new ArrayBuffer(most));
  let end = 0;
  for (const field of all) {
    const start = end + headerBytes;
    const next = writeBody(room, start, field);
    room[end] = kindOf(field);
    writeWord(room, end + 1, next - start);
    end = next;
  }
  return room.subarray(0, end);
}
