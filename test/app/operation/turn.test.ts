import { expect, test } from 'vitest';
import { createTurns } from '../../../app/operation/turn.ts';

test('what has the same name waits for its turn, what has another does not', async () => {
  const inTurn = createTurns();
  const order: string[] = [];
  let open = (): void => undefined;
  const gate = new Promise<void>((resolve) => (open = resolve));
  const slow = inTurn('one', async () => {
    await gate;
    order.push('slow');
  });
  const next = inTurn('one', async () => void order.push('next'));
  await inTurn('other', async () => void order.push('other'));
  expect(order).toEqual(['other']);
  open();
  await Promise.all([slow, next]);
  expect(order).toEqual(['other', 'slow', 'next']);
});

test('what fails does not keep the next from its turn', async () => {
  const inTurn = createTurns();
  const failed = inTurn('one', () => Promise.reject(new Error('broken')));
  const next = inTurn('one', async () => 'done');
  await expect(failed).rejects.toThrow('broken');
  expect(await next).toBe('done');
});
