import { expect, test } from 'vitest';
import { giveBack, secretBytes } from '../../../app/seal/secret-bytes.ts';

test('what has its buffer for itself is empty once it is given back', () => {
  const bytes = secretBytes(100).fill(7);
  const { buffer } = bytes;
  giveBack(bytes);
  giveBack(bytes);
  expect(bytes).toHaveLength(0);
  expect(buffer.detached).toBe(true);
});

test('what shares a buffer is zeroed, and its neighbours are left alone', () => {
  const shared = secretBytes(6).fill(7);
  giveBack(shared.subarray(2, 4));
  expect([...shared]).toEqual([7, 7, 0, 0, 7, 7]);
});
