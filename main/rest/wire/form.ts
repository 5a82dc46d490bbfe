const ampersand = 0x26;
const equals = 0x3d;
const plus = 0x2b;
const percent = 0x25;
const space = 0x20;

const mostFields = 64;

/** A form (application/x-www-form-urlencoded) whose values are bytes: what is secret in it is never a string. */
export interface Form {
  /** The value; undefined where the field is not there. Stays the form's. */
  bytes(name: string): Uint8Array | undefined;
  /** The same as text; undefined where it is not there, empty, or no UTF-8. */
  text(name: string): string | undefined;
  /** Zeroes every value. */
  clear(): void;
}

/** @returns undefined where it can't be read, a field is there twice, or there are too many */
export function readForm(body: Uint8Array): Form | undefined {
  const fields = new Map<string, Uint8Array>();
  const clear = (): void => fields.forEach((value) => value.fill(0));
  for (const pair of split(body)) {
    if (pair.length === 0) continue;
    const middle = pair.indexOf(equals);
    const name = decode(middle < 0 ? pair : pair.subarray(0, middle));
    const value = decode(middle < 0 ? new Uint8Array(0) : pair.subarray(middle + 1));
    const key = name && toText(name);
    if (key === undefined || !value || fields.has(key) || fields.size === mostFields) {
      value?.fill(0);
      clear();
      return undefined;
    }
    fields.set(key, value);
  }
  return {
    bytes: (name) => fields.get(name),
    text(name) {
      const value = fields.get(name);
      return value && value.length > 0 ? toText(value) : undefined;
    },
    clear,
  };
}

function* split(body: Uint8Array): Iterable<Uint8Array> {
  let from = 0;
  for (let end = body.indexOf(ampersand); end >= 0; end = body.indexOf(ampersand, from)) {
    yield body.subarray(from, end);
    from = end + 1;
  }
  yield body.subarray(from);
}

/** @returns undefined where a percent sign is followed by anything but two hexadecimal digits */
function decode(part: Uint8Array): Uint8Array | undefined {
  // Nothing is longer decoded than encoded; the spare bytes of a secret are zeros.
  const decoded = new Uint8Array(part.length);
  let length = 0;
  for (let at = 0; at < part.length; at += 1) {
    const byte = part[at] ?? 0;
    const escaped = byte === percent ? readHex(part[at + 1]) * 16 + readHex(part[at + 2]) : undefined;
    if (Number.isNaN(escaped)) {
      decoded.fill(0);
      return undefined;
    }
    decoded[length] = escaped ?? (byte === plus ? space : byte);
    length += 1;
    if (escaped !== undefined) at += 2;
  }
  return decoded.subarray(0, length);
}

function readHex(byte: number | undefined): number {
  const letter = byte === undefined ? '' : String.fromCharCode(byte);
  return /^[0-9a-f]$/i.test(letter) ? Number.parseInt(letter, 16) : Number.NaN;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function toText(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
