import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { CancelledError } from '../../../app/contract/vault-error.ts';
import { hashBytes, hashFile } from '../../../renderer/api/hash.ts';

const signal = new AbortController().signal;
const sizes = [0, 1, 55, 64, 127, 128, 524_287, 524_288, 524_289, 1_500_000];

it.each(['SHA-256', 'SHA-384', 'SHA-512'] as const)('%s of a file in slices is that of the whole', async (hash) => {
  for (const size of sizes) {
    const bytes = Uint8Array.from({ length: size }, (_, at) => (at * 31) % 251);
    const expected = createHash(hash.replace('-', '').toLowerCase()).update(bytes).digest('hex');
    const seen: number[] = [];
    const digest = await hashFile(new Blob([bytes]), hash, { signal, onDone: (done) => seen.push(done) });
    expect(Buffer.from(digest).toString('hex'), `${size}`).toBe(expected);
    expect(Buffer.from(await hashBytes(bytes, hash)).toString('hex')).toBe(expected);
    expect(seen.at(-1) ?? 0).toBe(size);
  }
});

it('no more of a file is held than a slice, and it ends between two of them', async () => {
  const stop = new AbortController();
  const asked: number[] = [];
  const slice = (from: number, to: number) => {
    asked.push(to - from);
    return new Blob([new Uint8Array(16)]);
  };
  const file: Blob = Object.defineProperties(new Blob(), { size: { value: 2 ** 31 }, slice: { value: slice } });
  const hashing = hashFile(file, 'SHA-256', { signal: stop.signal, onDone: (done) => done > 2 ** 20 && stop.abort() });
  await expect(hashing).rejects.toBeInstanceOf(CancelledError);
  expect(asked).toEqual([524_288, 524_288, 524_288]);
});
