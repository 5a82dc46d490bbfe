/** Items that came and were not yet taken; the credit that the engine was granted bounds how many. */
export interface ItemQueue {
  push(value: unknown): void;
  /** No more will come; what came is still taken. */
  end(): void;
  /** The same, and taking beyond what came throws `error`. */
  readonly fail: (error: Error) => void;
  /** Drops what came, and ends. */
  readonly drop: () => void;
  /** Waits for the next item. One at a time. @returns undefined at the end */
  take(): Promise<{ readonly value: unknown } | undefined>;
}

export function createItemQueue(): ItemQueue {
  const items: { readonly value: unknown }[] = [];
  let ended = false;
  let failure: Error | undefined;
  let wake: (() => void) | undefined;
  const change = (act: () => void) => {
    act();
    wake?.();
  };
  return {
    push: (value) => change(() => items.push({ value })),
    end: () => change(() => (ended = true)),
    fail: (error) => change(() => (failure = error)),
    drop: () =>
      change(() => {
        items.length = 0;
        ended = true;
      }),
    async take() {
      while (items.length === 0 && !ended && !failure) await new Promise<void>((resolve) => (wake = resolve));
      const item = items.shift();
      if (!item && failure) throw failure;
      return item;
    },
  };
}
