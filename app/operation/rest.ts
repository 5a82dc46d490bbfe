import type { Clock } from './clock.ts';

/** Waits, or less when the signal fires: resolves either way. */
export const createRest =
  (clock: Pick<Clock, 'after'>, signal: AbortSignal) =>
  (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const over = (): void => {
        callOff();
        signal.removeEventListener('abort', over);
        resolve();
      };
      const callOff = clock.after(ms, over);
      signal.addEventListener('abort', over);
      if (signal.aborted) over();
    });
