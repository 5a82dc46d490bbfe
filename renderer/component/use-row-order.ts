import { useEffect, useState } from 'react';

/** So long a list lies still before its elements are put in order. */
const restMs = 300;

interface RowSpan {
  readonly first: number;
  /** One past the last. */
  readonly end: number;
  readonly slots: number;
}

/**
 * The rows of a list in the order of their elements. While one scrolls an element that shows another row stays where it is in the
 * document, since moving it costs as much as a new one; who reads the document finds the rows in order again once the list lies still.
 */
export function useRowOrder(span: RowSpan): readonly number[] {
  const { first } = span;
  const [start, setStart] = useState(first);
  useEffect(() => {
    const timer = setTimeout(() => setStart(first), restMs);
    return () => clearTimeout(timer);
  }, [first]);
  return orderFrom(start, span);
}

/** @param start the row that came first when the list last lay still */
export function orderFrom(start: number, { first, end, slots }: RowSpan): readonly number[] {
  const turned = (((start - first) % slots) + slots) % slots;
  return Array.from({ length: slots }, (_, at) => first + ((turned + at) % slots)).filter((index) => index < end);
}
