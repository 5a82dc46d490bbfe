import { setImmediate as nextTurn } from 'node:timers/promises';

/** Does what is reckoned on this thread. */
export type ByTurns = <T>(act: () => T) => Promise<T>;

/** One after the other, each in a turn of its own: nobody else waits for longer than one of them takes. */
export function createByTurns(): ByTurns {
  let last: Promise<unknown> = Promise.resolve();
  return (act) => {
    const mine = last.then(() => nextTurn()).then(act);
    last = mine.catch(() => undefined);
    return mine;
  };
}

export const atOnce: ByTurns = async (act) => act();
