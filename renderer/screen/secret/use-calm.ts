import { useEffect, useState } from 'react';

interface Span {
  readonly from: number;
  readonly to: number;
}

/** A scroll bar that is dragged rests so long somewhere before that place is read. */
const restMs = 60;

const near = (a: Span, b: Span) => Math.abs(a.from - b.from) <= 1 && Math.abs(a.to - b.to) <= 1;

/** The pages that are in sight: at once where one scrolls on, and where one jumps, once the jump is over. */
export function useCalm(span: Span): Span {
  const [calm, setCalm] = useState(span);
  if (calm !== span && near(calm, span)) setCalm(span);
  useEffect(() => {
    if (calm === span) return undefined;
    const timer = setTimeout(() => setCalm(span), restMs);
    return () => clearTimeout(timer);
  }, [calm, span]);
  return near(calm, span) ? span : calm;
}
