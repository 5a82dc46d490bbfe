import { useCallback, useEffect, useMemo, useRef, useState } from 'react';

/** A value while it is written: it lives in its text area alone, never in the state of a form. */
export interface ValueDraft {
  readonly area: (node: HTMLTextAreaElement | null) => void;
  /** Length in bytes of UTF-8. */
  readonly sizeBytes: number;
  /** Counts anew; call it on every change. */
  count(): void;
  /** @returns the value as bytes that the caller owns and zeroes */
  take(): Uint8Array;
  clear(): void;
}

/** Holds a value while it is written; leaving the form empties the text area. */
export function useValueDraft(): ValueDraft {
  const node = useRef<HTMLTextAreaElement>(null);
  const [sizeBytes, setSizeBytes] = useState(0);
  const take = useCallback(() => new TextEncoder().encode(node.current?.value ?? ''), []);
  const count = useCallback(() => {
    const value = take();
    setSizeBytes(value.length);
    value.fill(0);
  }, [take]);
  const clear = useCallback(() => {
    if (node.current) node.current.value = '';
    setSizeBytes(0);
  }, []);
  const area = useCallback((next: HTMLTextAreaElement | null) => {
    // React tells null when the element leaves the page: what was written leaves with it.
    if (next === null && node.current) node.current.value = '';
    node.current = next;
  }, []);
  useEffect(() => clear, [clear]);
  return useMemo(() => ({ area, sizeBytes, count, take, clear }), [area, sizeBytes, count, take, clear]);
}
