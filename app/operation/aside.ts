import { CancelledError } from '../contract/vault-error.ts';

/** Pieces of work that go on beside what began them, one of each name at a time. */
export interface Aside {
  /** Begins it, unless one of this name is under way still. */
  begin(name: string, work: () => Promise<void>): void;
  /** When none is under way. */
  settled(): Promise<void>;
}

/** @param report told of what fails, but not of what was cancelled */
export function createAside(report: (error: unknown) => void): Aside {
  const under = new Map<string, Promise<void>>();
  return {
    begin(name, work) {
      if (under.has(name)) return;
      const done = work()
        .catch((error: unknown) => {
          if (!(error instanceof CancelledError)) report(error);
        })
        .finally(() => under.delete(name));
      under.set(name, done);
    },
    async settled() {
      while (under.size > 0) await Promise.all(under.values());
    },
  };
}
