import { between, type Random } from './random.ts';

/** When an engine is killed: so long after its job began, or as soon as so many changes were acknowledged. */
export type Moment = { readonly after: 'time'; readonly ms: number } | { readonly after: 'acknowledged'; readonly count: number };

export interface Moments {
  /** @param due how many changes the job will make */
  draw(operation: string, due: number): Moment;
  /** @param part of the job that was done at the moment */
  learn(operation: string, moment: Moment, part: number): void;
}

/** Moments that lie within what a job of that kind takes on this machine, now; every third follows an acknowledgement. */
export function createMoments(random: Random): Moments {
  const usualMs = new Map<string, number>();
  const usual = (operation: string): number => usualMs.get(operation) ?? 300;
  let drawn = 0;
  return {
    draw(operation, due) {
      drawn += 1;
      if (drawn % 3 === 0) return { after: 'acknowledged', count: between(random, 1, due) };
      return { after: 'time', ms: random() * usual(operation) };
    },
    learn(operation, moment, part) {
      if (moment.after === 'time') usualMs.set(operation, corrected(usual(operation), moment.ms, part));
    },
  };
}

function corrected(usualMs: number, ms: number, part: number): number {
  if (part === 0) return Math.max(usualMs, ms * 1.5);
  if (part === 1) return usualMs * 0.8;
  return (usualMs + Math.min(ms / part, usualMs * 2)) / 2;
}
