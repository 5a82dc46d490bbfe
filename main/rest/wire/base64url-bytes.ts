const alphabet = Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_', 'latin1');
const none = 0xff;
const values = Uint8Array.from({ length: 256 }, (_, code) => {
  const at = alphabet.indexOf(code);
  return at < 0 ? none : at;
});

const padding = 0x3d;

/** Base64url without padding (RFC 4648 section 5) as bytes: what is secret in it is never a string. */
export function encodeBase64Url(bytes: Uint8Array): Uint8Array {
  const text = new Uint8Array(Math.ceil((bytes.length * 4) / 3));
  let at = 0;
  for (let from = 0; from < bytes.length; from += 3) {
    const group = ((bytes[from] ?? 0) << 16) | ((bytes[from + 1] ?? 0) << 8) | (bytes[from + 2] ?? 0);
    for (let shift = 18; shift >= 0 && at < text.length; shift -= 6) {
      text[at] = alphabet[(group >> shift) & 63] ?? 0;
      at += 1;
    }
  }
  return text;
}

/**
 * The bytes of base64url, with padding or without.
 * @returns undefined for any other character, for a length that nothing has, and where bits are set that say nothing
 */
export function decodeBase64Url(text: Uint8Array): Uint8Array | undefined {
  let length = text.length;
  while (length > 0 && text.length - length < 2 && text[length - 1] === padding) length -= 1;
  if (length % 4 === 1) return undefined;
  const bytes = new Uint8Array(Math.floor((length * 3) / 4));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (let from = 0; from < length; from += 1) {
    const value = values[text[from] ?? 0] ?? none;
    if (value === none) return dropped(bytes);
    held = ((held << 6) | value) & 0xfff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at] = (held >> bits) & 0xff;
    at += 1;
  }
  return (held & ((1 << bits) - 1)) === 0 ? bytes : dropped(bytes);
}

function dropped(bytes: Uint8Array): undefined {
  bytes.fill(0);
  return undefined;
}
