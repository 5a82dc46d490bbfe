import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addJump, type ClockJump, findJump, isOver, readJumps } from '../../../app/vault/clock-jump.ts';
import { createMemoryStore } from '../../../app/memory/store.ts';
import { createTables } from '../../../app/memory/tables.ts';

const day = 86_400_000;
const bin = (on: number, days = 90) => ({ on, purgeOn: on + days * day, by: 'ada' });
const aStore = () => createMemoryStore(new Map(), { tables: createTables(), pageKey: new Uint8Array() }, () => undefined);

describe('time that nobody saw pass', () => {
  it('counts up to a week; the rest is a jump', () => {
    expect(findJump(0, 7 * day, 0)).toBeUndefined();
    expect(findJump(0, 7 * day + 1, 0)).toEqual({ from: 0, skippedMs: 1 });
    expect(findJump(0, 30 * day, 25 * day)).toBeUndefined();
    expect(findJump(5, 5 - day, 0)).toBeUndefined();
  });

  it('a jump puts off what was deleted before it, and nothing else', () => {
    const jumps = [{ from: 10 * day, skippedMs: 100 * day }];
    expect(isOver(bin(5 * day), jumps, 195 * day - 1)).toBe(false);
    expect(isOver(bin(5 * day), jumps, 195 * day)).toBe(true);
    expect(isOver(bin(111 * day), jumps, 201 * day)).toBe(true);
  });

  it('however the clock jumps, nothing is destroyed before its time less a week for each jump was seen to pass', () => {
    const step = fc.record({ seen: fc.integer({ min: 0, max: 20 * day }), unseen: fc.integer({ min: 0, max: 4_000 * day }) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), fc.integer({ min: 7, max: 90 }), (steps, days) => {
        const deletion = bin(0, days);
        const jumps: ClockJump[] = [];
        let now = 0;
        let seenMs = 0;
        let looks = 0;
        for (const { seen, unseen } of steps) {
          const jump = findJump(now, now + seen + unseen, seen);
          if (jump) jumps.push(jump);
          now += seen + unseen;
          seenMs += seen;
          looks += 1;
          if (isOver(deletion, jumps, now)) {
            expect(seenMs + looks * 7 * day).toBeGreaterThanOrEqual(days * day);
            return;
          }
        }
      }),
    );
  });

  it('many jumps are kept as fewer that put off no less', async () => {
    const store = aStore();
    const jumps = Array.from({ length: 100 }, (_, at) => ({ from: at * day, skippedMs: at + 1 }));
    for (const jump of jumps) await store.transaction((tx) => addJump(tx, jump));
    const kept = await store.read(readJumps);
    expect(kept).toHaveLength(64);
    expect(kept.at(-1)).toEqual(jumps.at(-1));
    for (const on of [0, 20, 50, 99]) {
      const end = (list: readonly ClockJump[]) =>
        list.filter(({ from }) => from >= on * day).reduce((sum, { skippedMs }) => sum + skippedMs, 0);
      expect(end(kept)).toBeGreaterThanOrEqual(end(jumps));
    }
  });
});
