import { expect, test } from 'vitest';
import type { Scratch } from '../../../app/job/scratch.ts';
import { createSealedParts } from '../../../app/job/sealed-part.ts';
import { createMemoryScratch } from '../../../app/memory/scratch.ts';
import { createNodeCrypto } from '../../../main/crypto/node-crypto.ts';
import { text, utf8 } from '../../support/a-house.ts';

const crypto = createNodeCrypto();
const refusal = (code: string): unknown => expect.objectContaining({ code });

/** Parts over a scratch that remembers what it was given, and may be bent. */
function someParts(bend: (sealed: Uint8Array) => void = () => undefined) {
  const written: Uint8Array[] = [];
  const plain = createMemoryScratch();
  const scratch: Scratch = {
    ...plain,
    append(bytes) {
      written.push(Uint8Array.from(bytes));
      return plain.append(bytes);
    },
    async read(from, bytes) {
      await plain.read(from, bytes);
      bend(bytes);
    },
  };
  return { parts: createSealedParts({ crypto, scratch, what: 'export' }), written };
}

test('parts come back as they were, one after the other, each gone once the next is asked for', async () => {
  const { parts } = someParts();
  for (const part of ['first', '', 'third']) await parts.add(utf8(part));
  expect(parts.sizeBytes).toBe(10);
  const held: Uint8Array[] = [];
  const seen: string[] = [];
  for await (const part of parts.each()) {
    for (const earlier of held) expect(earlier).toHaveLength(0);
    seen.push(text(part));
    held.push(part);
  }
  expect(seen).toEqual(['first', '', 'third']);
});

test('nothing is written that is not sealed, and the same is never sealed alike', async () => {
  const { parts, written } = someParts();
  const secret = 's3cret value '.repeat(10);
  await parts.add(utf8(secret));
  await parts.add(utf8(secret));
  expect(written.map((bytes) => text(bytes).includes('s3cret'))).toEqual([false, false]);
  expect(text(written[0] ?? utf8(''))).not.toBe(text(written[1] ?? utf8('')));
});

test('a part that was changed on the disk is damage', async () => {
  const { parts } = someParts((sealed) => void (sealed[0] = (sealed[0] ?? 0) ^ 1));
  await parts.add(utf8('first'));
  await expect(parts.each()[Symbol.asyncIterator]().next()).rejects.toThrow(refusal('StoreDamaged'));
});

test('once they are closed there are none, also for whoever is reading', async () => {
  const { parts } = someParts();
  await parts.add(utf8('first'));
  await parts.add(utf8('second'));
  const reading = parts.each()[Symbol.asyncIterator]();
  await reading.next();
  parts.close();
  await expect(reading.next()).rejects.toThrow(refusal('StagedNotFound'));
  await expect(parts.add(utf8('third'))).rejects.toThrow(refusal('StagedNotFound'));
});
