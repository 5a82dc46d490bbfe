import { describe, expect, it } from 'vitest';
import { createGuessCount, guessDelayMs } from '../../../app/identity/guess-delay.ts';

describe('slowing of guesses', () => {
  it('lets two slips pass, then doubles from a second to five minutes', () => {
    expect([0, 1, 2, 3, 4, 5, 12, 1000].map(guessDelayMs)).toEqual([0, 0, 0, 1_000, 2_000, 4_000, 300_000, 300_000]);
  });

  it('is over when the right one was given', () => {
    const count = createGuessCount();
    for (let failure = 0; failure < 4; failure += 1) count.fail('ada', 10_000);
    expect(count.retryOn('ada', 10_000)).toBe(12_000);
    expect(count.retryOn('ada', 12_000)).toBeUndefined();
    count.succeed('ada');
    expect(count.retryOn('ada', 10_000)).toBeUndefined();
  });

  it('slows one name without slowing another', () => {
    const count = createGuessCount();
    for (let failure = 0; failure < 9; failure += 1) count.fail('ada', 0);
    expect(count.retryOn('grace', 1)).toBeUndefined();
  });

  it('forgets the oldest names first when a stranger tries very many', () => {
    const count = createGuessCount();
    for (let failure = 0; failure < 9; failure += 1) count.fail('ada', 0);
    for (let stranger = 0; stranger < 10_000; stranger += 1) count.fail(`stranger-${stranger}`, 1);
    expect(count.retryOn('ada', 2)).toBeUndefined();
  });
});
