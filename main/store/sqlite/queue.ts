/** Runs pieces of work one after the other, in the order in which they came. */
export interface Queue {
  add<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves when everything that was added so far is over. */
  drained(): Promise<void>;
}

export function createQueue(): Queue {
  let last: Promise<void> = Promise.resolve();
  return {
    add: (work) => {
      const done = last.then(work);
      // Who added it hears of its failure; who comes next only waits for its end.
      last = done.then(
        () => undefined,
        () => undefined,
      );
      return done;
    },
    drained: () => last,
  };
}
