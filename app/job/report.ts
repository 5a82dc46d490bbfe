import type { Clock } from '../operation/clock.ts';

/** Outcomes of one item. */
const mostTogether = 200;
/** Outcomes that nobody has read, before no more steps shall be started: who reads slowly slows the job. */
const mostUnread = 2_000;
const reportMs = 100;

/** Outcomes that come in any order and are read in the order of their places. */
export interface Report<T> {
  /** Resolves when there is room for one more. */
  room(): Promise<void>;
  /** Takes the next place. @returns keeps its outcome; `undefined` where there is nothing to tell */
  place(): (outcome: T | undefined) => void;
  /** Outcomes since the last reading, once they are many or 100 ms have passed; undefined when there are no more. */
  take(): Promise<readonly T[] | undefined>;
  /** Nothing more is coming. */
  end(): void;
}

export function createReport<T>(clock: Clock): Report<T> {
  const outcomes = new Map<number, T | undefined>();
  const came = createBell();
  const read = createBell();
  let placed = 0;
  let told = 0;
  let ready = 0;
  let over = false;

  function countReady(): number {
    while (outcomes.has(told + ready)) ready += 1;
    return ready;
  }

  function draw(): T[] {
    const drawn: T[] = [];
    for (let count = Math.min(countReady(), mostTogether); count > 0; count -= 1) {
      const outcome = outcomes.get(told);
      outcomes.delete(told);
      told += 1;
      ready -= 1;
      if (outcome !== undefined) drawn.push(outcome);
    }
    read.ring();
    return drawn;
  }

  return {
    async room() {
      while (placed - told >= mostUnread && !over) await read.heard();
    },
    place() {
      const place = placed;
      placed += 1;
      return (outcome) => {
        outcomes.set(place, outcome);
        came.ring();
      };
    },
    async take() {
      let due = false;
      const stop = clock.after(reportMs, () => {
        due = true;
        came.ring();
      });
      while (!over && countReady() < mostTogether && !(due && ready > 0)) await came.heard();
      stop();
      return over && countReady() === 0 ? undefined : draw();
    },
    end() {
      over = true;
      came.ring();
      read.ring();
    },
  };
}

/** Wakes whoever listens. */
function createBell() {
  let next = Promise.withResolvers<void>();
  return {
    heard: (): Promise<void> => next.promise,
    ring(): void {
      next.resolve();
      next = Promise.withResolvers<void>();
    },
  };
}
