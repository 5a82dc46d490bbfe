import { expect, it } from 'vitest';
import { moveRow } from '../../../renderer/component/row-move.ts';

it.each([
  ['j', 3, 4],
  ['arrowdown', 9, 9],
  ['k', 3, 2],
  ['arrowup', 0, 0],
  ['home', 7, 0],
  ['end', 2, 9],
  ['pagedown', 0, 5],
  ['pageup', 3, 0],
])('%s moves from row %d to %d of ten', (key, from, to) => {
  expect(moveRow(key, from, 10, 5)).toBe(to);
});

it('other keys move nowhere', () => {
  expect(moveRow('x', 3, 10, 5)).toBeUndefined();
  expect(moveRow(undefined, 3, 10, 5)).toBeUndefined();
});
