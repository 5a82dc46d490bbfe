import { useEffect, useRef, type ReactNode } from 'react';

/** What came of something: where it lies below the edge of a small window, it comes into sight when it appears. */
export function IntoSight({ children }: { children: ReactNode }) {
  const room = useRef<HTMLDivElement>(null);
  useEffect(() => room.current?.scrollIntoView({ block: 'nearest' }), []);
  return <div ref={room}>{children}</div>;
}
