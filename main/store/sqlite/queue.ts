/** Runs pieces of work one after the other, in the order in which they came. Between two of them the process hears of everything else. */
export interface Queue {
  add<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves when everything that was added so far is over. */
  drained(): Promise<void>;
}

/** A timer that is due, a page that calls off what it asked: many thousand pieces one after the other must not keep them waiting. */
const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

export function createQueue(): Queue {
  let last: Promise<void> = Promise.resolve();
  return {
    add: (work) => {
      const done = last.then(work);
      // Who added it hears of its failure; who comes next only waits for its end.
      last = done.then(turn, turn);
      return done;
    },
    drained: () => last,
  };
}
