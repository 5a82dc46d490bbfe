import { useEffect, useRef, type ReactNode } from 'react';

/** What came of something: where it lies below the edge of a small window, it comes into sight when it appears. */
export function IntoSight({ children }: { children: ReactNode }) {
  const room = useRef<HTMLDivElement>(null);
  // In braces: browsers give a promise back, which is no way to clean up.
  useEffect(() => {
    room.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return <div ref={room}>{children}</div>;
}
