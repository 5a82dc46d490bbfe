import { expect, test } from 'vitest';
import * as z from 'zod';
import { createOrderedId } from '../../main/ordered-id.ts';

test('an id is a UUID of version 7 that says when it was drawn', () => {
  const id = createOrderedId(() => 0x0199_8877_6655)();
  expect(z.uuidv7().parse(id)).toMatch(/^01998877-6655-7/);
});

test('what is drawn later sorts behind, also as a version without dashes', () => {
  let time = Date.UTC(2026, 0, 1);
  const newId = createOrderedId(() => (time += 1));
  const ids = Array.from({ length: 1_000 }, newId);
  expect(ids.toSorted()).toEqual(ids);
  const versions = ids.map((id) => id.replaceAll('-', ''));
  expect(versions.toSorted()).toEqual(versions);
});

test('no id is drawn twice at one instant', () => {
  const newId = createOrderedId(() => Date.UTC(2026, 0, 1));
  expect(new Set(Array.from({ length: 10_000 }, newId)).size).toBe(10_000);
});

test('a clock before 1970 still gives ids', () => {
  expect(z.uuid().safeParse(createOrderedId(() => -1)()).success).toBe(true);
});
