import { describe, expect, it } from 'vitest';
import { createGuessCount, guessDelayMs } from '../../../app/identity/guess-delay.ts';
import { createSettableClock } from '../../support/settable-clock.ts';

const refused = (retryOn?: number) => expect.objectContaining({ code: 'SignInFailed', data: retryOn === undefined ? {} : { retryOn } });
const wrong = () => Promise.resolve(false);
const right = () => Promise.resolve(true);

async function aCount(slips: number, subject = 'ada') {
  const clock = createSettableClock();
  const count = createGuessCount(clock);
  const failures: unknown[] = [];
  for (let slip = 0; slip < slips; slip += 1) {
    clock.pass(guessDelayMs(slip));
    await count.attempt(subject, wrong).catch((error: unknown) => failures.push(error));
  }
  return { clock, count, failures };
}

describe('slowing of guesses', () => {
  it('lets two slips pass, then doubles from a second, and locks for a quarter of an hour at the tenth', () => {
    expect([0, 1, 2, 3, 4, 5, 9, 10, 1000].map(guessDelayMs)).toEqual([0, 0, 0, 1_000, 2_000, 4_000, 64_000, 900_000, 900_000]);
  });

  it('is over when the right one was given', async () => {
    const { clock, count } = await aCount(4);
    await expect(count.attempt('ada', right)).rejects.toEqual(refused(clock.now() + 2_000));
    clock.pass(2_000);
    await count.attempt('ada', right);
    await expect(count.attempt('ada', wrong)).rejects.toEqual(refused());
  });

  it('slows one name without slowing another', async () => {
    const { count } = await aCount(9);
    await count.attempt('grace', right);
  });

  it('is not outrun by guesses made side by side', async () => {
    const { count } = await aCount(0);
    let tried = 0;
    const guess = async () => {
      tried += 1;
      await Promise.resolve();
      return false;
    };
    const ends = await Promise.allSettled(Array.from({ length: 64 }, () => count.attempt('ada', guess)));
    expect(ends.every((end) => end.status === 'rejected')).toBe(true);
    expect(tried).toBe(3);
  });

  it('is not changed by a clock that is set', async () => {
    const { clock, count } = await aCount(3);
    const set = createGuessCount({ now: () => clock.now() + 86_400_000, ticks: clock.ticks });
    for (let slip = 0; slip < 3; slip += 1) await expect(set.attempt('ada', wrong)).rejects.toEqual(expect.anything());
    await expect(set.attempt('ada', right)).rejects.toEqual(refused(clock.now() + 86_400_000 + 1_000));
    await expect(count.attempt('ada', right)).rejects.toEqual(refused(clock.now() + 1_000));
  });

  it('forgets the oldest names first when a stranger tries very many', async () => {
    const { count } = await aCount(9);
    for (let stranger = 0; stranger < 10_000; stranger += 1) await count.attempt(`stranger-${stranger}`, wrong).catch(() => undefined);
    await count.attempt('ada', right);
  });
});
