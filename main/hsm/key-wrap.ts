/** AES of 16 bytes by a key in a token. */
export type BlockCipher = (block: Buffer) => Buffer;

const half = 8;
const rounds = 6;
/** RFC 3394 section 2.2.3.1, and the first four bytes of RFC 5649's. */
const wrapStart = Buffer.alloc(half, 0xa6);
const paddedStart = 0xa65959a6;

/** RFC 3394 or, for `padded`, RFC 5649, block by block. @param value of a length that fits; copied */
export function wrapBlocks(encrypt: BlockCipher, value: Uint8Array, padded: boolean): Uint8Array {
  const start = Buffer.from(wrapStart);
  const text = Buffer.alloc(Math.ceil(value.length / half) * half);
  text.set(value);
  if (padded) {
    start.writeUInt32BE(paddedStart, 0);
    start.writeUInt32BE(value.length, 4);
    if (text.length === half) return new Uint8Array(encrypt(Buffer.concat([start, text])));
  }
  const block = Buffer.alloc(2 * half);
  block.set(start);
  const count = text.length / half;
  for (let step = 0; step < rounds * count; step += 1) {
    const from = (step % count) * half;
    block.set(text.subarray(from, from + half), half);
    block.set(encrypt(block));
    text.set(block.subarray(half), from);
    tally(block, step + 1);
  }
  const wrapped = new Uint8Array([...block.subarray(0, half), ...text]);
  block.fill(0);
  text.fill(0);
  return wrapped;
}

/** @returns undefined for what was not so wrapped, whatever is wrong with it; the caller zeroes the rest */
export function unwrapBlocks(decrypt: BlockCipher, wrapped: Uint8Array, padded: boolean): Uint8Array | undefined {
  const block = Buffer.alloc(2 * half);
  let text = Buffer.alloc(wrapped.length - half);
  text.set(wrapped.subarray(half));
  block.set(wrapped.subarray(0, half));
  const count = text.length / half;
  if (padded && count === 1) {
    block.set(decrypt(Buffer.from(wrapped)));
    text = Buffer.from(block.subarray(half));
  } else {
    for (let step = rounds * count - 1; step >= 0; step -= 1) {
      const from = (step % count) * half;
      tally(block, step + 1);
      block.set(text.subarray(from, from + half), half);
      block.set(decrypt(block));
      text.set(block.subarray(half), from);
    }
  }
  const length = padded ? paddedLength(block, text) : plainLength(block, text);
  const value = length === undefined ? undefined : Uint8Array.from(text.subarray(0, length));
  block.fill(0);
  text.fill(0);
  return value;
}

/** The step's number, xor-ed onto the first half. */
function tally(block: Buffer, step: number): void {
  block.writeUInt32BE((block.readUInt32BE(4) ^ step) >>> 0, 4);
}

function plainLength(block: Buffer, text: Buffer): number | undefined {
  let wrong = 0;
  for (let at = 0; at < half; at += 1) wrong |= (block[at] ?? 0) ^ (wrapStart[at] ?? 0);
  return wrong === 0 ? text.length : undefined;
}

/** All of RFC 5649 section 3's checks, in one place. */
function paddedLength(block: Buffer, text: Buffer): number | undefined {
  const length = block.readUInt32BE(4);
  let wrong = block.readUInt32BE(0) ^ paddedStart;
  if (length > text.length || length <= text.length - half) wrong |= 1;
  for (let at = text.length - half; at < text.length; at += 1) wrong |= at >= length ? (text[at] ?? 0) : 0;
  return wrong === 0 ? length : undefined;
}
