import { useCallback, useEffect, useRef, useState } from 'react';

const same = (a: Uint8Array, b: Uint8Array) => a.length === b.length && a.every((byte, at) => byte === b[at]);

/** Recovery shares entered so far, as bytes that are zeroed when the page goes. */
export interface GatheredShares {
  readonly count: number;
  readonly has: (share: Uint8Array) => boolean;
  /** Takes ownership of `share`. */
  readonly add: (share: Uint8Array) => void;
  readonly remove: (position: number) => void;
  readonly clear: () => void;
  /** Copies of all of them, for one call. */
  readonly take: () => Uint8Array[];
}

export function useGatheredShares(): GatheredShares {
  const held = useRef<Uint8Array[]>([]);
  const [count, setCount] = useState(0);

  const clear = useCallback(() => {
    held.current.forEach((share) => share.fill(0));
    held.current = [];
    setCount(0);
  }, []);
  const add = useCallback((share: Uint8Array) => {
    held.current = [...held.current, share];
    setCount(held.current.length);
  }, []);
  const remove = useCallback((position: number) => {
    held.current[position]?.fill(0);
    held.current = held.current.filter((_, at) => at !== position);
    setCount(held.current.length);
  }, []);
  const has = useCallback((share: Uint8Array) => held.current.some((it) => same(it, share)), []);
  const take = useCallback(() => held.current.map((share) => share.slice()), []);
  useEffect(() => () => held.current.forEach((share) => share.fill(0)), []);

  return { count, has, add, remove, clear, take };
}
