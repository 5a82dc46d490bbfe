import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { openCheckpoint, originOf, writeCheckpoint } from '../../../app/audit/checkpoint.ts';
import { instanceId, logKey, nodeCrypto } from './a-log.ts';

// Many runs on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

const key = { origin: originOf(instanceId), publicKey: logKey.publicKey };
const sign = nodeCrypto.ed25519Signer(logKey.seed);
const head = { size: 20_852_163, rootHash: nodeCrypto.sha256(), signedOn: Date.UTC(2027, 2, 14, 9, 26, 53, 589) };
const note = writeCheckpoint(nodeCrypto, key, head, sign);

test('a checkpoint is a signed note: origin, size, root, time, and the signature under the key of that name', () => {
  const lines = note.split('\n');
  expect(lines.slice(0, 5)).toEqual([
    `strongroom/${instanceId}/log`,
    '20852163',
    '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
    'time 2027-03-14T09:26:53.589Z',
    '',
  ]);
  expect(lines[5]).toMatch(new RegExp(`^— strongroom/${instanceId}/log [A-Za-z0-9+/]+=*$`));
  expect(note.endsWith('\n')).toBe(true);
});

test('what is written is opened the same', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 2 ** 52 }),
      fc.uint8Array({ minLength: 32, maxLength: 32 }),
      fc.integer({ min: 0, max: 8.64e15 }),
      (size, rootHash, signedOn) => {
        const written = { size, rootHash, signedOn };
        expect(openCheckpoint(nodeCrypto, key, writeCheckpoint(nodeCrypto, key, written, sign))).toEqual(written);
      },
    ),
  );
});

test('a note with any character changed, added or removed does not open', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: note.length - 1 }), fc.string({ minLength: 0, maxLength: 1, unit: 'binary' }), (at, put) => {
      fc.pre(put !== note[at]);
      expect(openCheckpoint(nodeCrypto, key, note.slice(0, at) + put + note.slice(at + 1))).toBeUndefined();
    }),
  );
});

test('a note of another instance does not open', () => {
  const other = { ...key, origin: originOf('another') };
  expect(openCheckpoint(nodeCrypto, key, writeCheckpoint(nodeCrypto, other, head, sign))).toBeUndefined();
});

test('a note that another key signed under this name does not open', () => {
  const thief = nodeCrypto.generateEd25519();
  const forged = writeCheckpoint(nodeCrypto, key, head, nodeCrypto.ed25519Signer(thief.seed));
  expect(openCheckpoint(nodeCrypto, key, forged)).toBeUndefined();
});

test("a witness's signature beside the log's own is passed over", () => {
  const cosigned = `${note}— witness.example/w1 ${Buffer.alloc(76, 1).toString('base64')}\n`;
  expect(openCheckpoint(nodeCrypto, key, cosigned)).toEqual(head);
});

test('any text that is no note is refused without an error', () => {
  const lines = fc.array(fc.oneof(fc.constantFrom(...note.split('\n')), fc.string({ unit: 'binary' })), { maxLength: 8 });
  fc.assert(
    fc.property(lines, (parts) => {
      fc.pre(parts.join('\n') !== note);
      expect(openCheckpoint(nodeCrypto, key, parts.join('\n'))).toBeUndefined();
    }),
  );
});
