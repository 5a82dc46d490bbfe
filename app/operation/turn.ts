/** Does one piece of work at a time, in the order in which it was asked for; what fails does not keep the next from its turn. */
export type Turn = <T>(work: () => Promise<T>) => Promise<T>;

export function createTurn(): Turn {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };
}

/** Turns by name: what has another name doesn't wait. */
export type Turns = <T>(name: string, work: () => Promise<T>) => Promise<T>;

export function createTurns(): Turns {
  const turns = new Map<string, { readonly turn: Turn; waiting: number }>();
  return async (name, work) => {
    const entry = turns.get(name) ?? { turn: createTurn(), waiting: 0 };
    turns.set(name, entry);
    entry.waiting += 1;
    try {
      return await entry.turn(work);
    } finally {
      entry.waiting -= 1;
      if (entry.waiting === 0) turns.delete(name);
    }
  };
}
