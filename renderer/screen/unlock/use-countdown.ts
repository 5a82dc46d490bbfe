import { useEffect, useState } from 'react';

const secondsUntil = (until: number | undefined): number => (until === undefined ? 0 : Math.max(0, Math.ceil((until - Date.now()) / 1000)));

/**
 * Whole seconds left until `until` (milliseconds since 1970), 0 when it has passed or there is none.
 * It renders once a second and stops by itself.
 */
export function useCountdown(until: number | undefined): number {
  const [, tick] = useState(0);
  const left = secondsUntil(until);
  const running = left > 0;

  useEffect(() => {
    if (!running) return undefined;
    const timer = setInterval(() => tick((count) => count + 1), 1000);
    return () => clearInterval(timer);
  }, [running, until]);

  return left;
}

/** `45 s`, `2 min 05 s`. */
export const spellSeconds = (seconds: number): string =>
  seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
