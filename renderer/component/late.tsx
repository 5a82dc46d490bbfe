import { useEffect, useState, type ReactNode } from 'react';

/** Shows its children only when the wait has become noticeable, so that quick answers don't flicker. */
export function Late({ afterMs = 150, children }: { afterMs?: number; children: ReactNode }) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), afterMs);
    return () => clearTimeout(timer);
  }, [afterMs]);
  return late ? children : null;
}
