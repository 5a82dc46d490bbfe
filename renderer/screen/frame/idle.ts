import { useEffect, useRef, useState } from 'react';

/** How long before locking the person is told, so that a key press can keep the house open (WCAG 2.2, 2.2.1). */
const warnMs = 30_000;
const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;

/**
 * Watches for input, and locks after a time without any.
 * @returns seconds left, once the person should be told
 */
export function useIdle(idleMinutes: number | undefined, lock: () => void): number | undefined {
  const [left, setLeft] = useState<number>();
  const seen = useRef(0);
  const act = useRef(lock);
  useEffect(() => {
    act.current = lock;
  });
  useEffect(() => {
    if (idleMinutes === undefined) return undefined;
    seen.current = Date.now();
    const see = () => {
      seen.current = Date.now();
      setLeft(undefined);
    };
    const timer = setInterval(() => {
      // Compared with the clock, not counted: a computer that slept has been idle all the while.
      const rest = seen.current + idleMinutes * 60_000 - Date.now();
      setLeft(rest <= warnMs ? Math.max(0, Math.ceil(rest / 1000)) : undefined);
      if (rest > 0) return;
      clearInterval(timer);
      act.current();
    }, 1000);
    for (const sign of signs) window.addEventListener(sign, see, { passive: true });
    return () => {
      clearInterval(timer);
      for (const sign of signs) window.removeEventListener(sign, see);
    };
  }, [idleMinutes]);
  return left;
}
