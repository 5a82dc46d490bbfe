import { describe, expect, it } from 'vitest';
import { toEventEntry } from '../../../app/audit/event.ts';
import { createUnlockCount } from '../../../app/seal/unlock-count.ts';
import { createSettableClock } from '../../support/settable-clock.ts';

const clock = createSettableClock();

const slipsAt = (time: number, count: number) =>
  Array.from({ length: count }, () => ({
    ...toEventEntry(
      { clock, newId: () => '' },
      { operation: 'InstanceUnlock', result: 'refused', status: 401, code: 'UnlockFailed', object: 'passphrase slot', properties: {} },
    ),
    time,
  }));

describe('the wait between wrong attempts to unlock', () => {
  it('is taken over from the journal, less the time that has passed since', () => {
    const count = createUnlockCount(clock, { entries: slipsAt(clock.now() - 1_500, 4), counted: undefined });
    expect(count.retryOn()).toBe(clock.now() + 500);
  });

  it('ends, though the journal names a time that never comes', () => {
    const start = createSettableClock();
    const count = createUnlockCount(start, { entries: slipsAt(8.64e15, 30), counted: { count: 9, from: 0, until: 8.64e15 } });
    expect(count.retryOn()).toBe(start.now() + 300_000);
    start.pass(300_000);
    expect(count.retryOn()).toBeUndefined();
  });

  it('is not shortened by a clock that is set forward', () => {
    let setBy = 0;
    const base = createSettableClock();
    const count = createUnlockCount({ now: () => base.now() + setBy, ticks: base.ticks }, undefined);
    for (let slip = 0; slip < 5; slip += 1) count.fail();
    setBy = 86_400_000;
    expect(count.retryOn()).toBe(base.now() + setBy + 4_000);
  });
});
