/** What a source may take, and when there is more. All times are of a clock that never goes back, in milliseconds. */
export interface Allowance {
  /** Takes one. @returns how long until the next one is there, where there is none */
  take(source: string, now: number): number | undefined;
}

/** Sources that are remembered at the most before those are forgotten that have their whole allowance again. */
const mostSources = 10_000;
/** So often at the most: looking through all of them for each of very many sources would cost more than they may. */
const forgetMs = 1_000;

/** Runs `forget` when there are too many sources, and not again at once. */
function createForgetting(forget: (now: number) => void): (size: number, now: number) => void {
  let last = -Infinity;
  return (size, now) => {
    if (size <= mostSources || now - last < forgetMs) return;
    last = now;
    forget(now);
  };
}

/** Refills evenly, up to a burst. @param limit asked each time: what may be taken can change */
export function evenAllowance(limit: () => { readonly perSecond: number; readonly burst: number }): Allowance {
  const buckets = new Map<string, { readonly tokens: number; readonly at: number }>();

  const tokensOf = (bucket: { readonly tokens: number; readonly at: number }, now: number): number => {
    const { perSecond, burst } = limit();
    return Math.min(burst, bucket.tokens + ((now - bucket.at) / 1000) * perSecond);
  };

  const forget = createForgetting((now) => {
    for (const [source, bucket] of buckets) if (tokensOf(bucket, now) >= limit().burst) buckets.delete(source);
  });

  return {
    take(source, now) {
      const { perSecond, burst } = limit();
      const bucket = buckets.get(source);
      const tokens = bucket ? tokensOf(bucket, now) : burst;
      if (tokens < 1) return ((1 - tokens) / perSecond) * 1000;
      buckets.set(source, { tokens: tokens - 1, at: now });
      forget(buckets.size, now);
      return undefined;
    },
  };
}

/** So many in each window, which begins with the first that is taken: how Key Vault counts transactions. */
export function windowAllowance(windowMs: number, limit: () => number): Allowance {
  const windows = new Map<string, { readonly since: number; taken: number }>();

  const forget = createForgetting((now) => {
    for (const [source, { since }] of windows) if (now - since >= windowMs) windows.delete(source);
  });

  return {
    take(source, now) {
      const known = windows.get(source);
      const window = known && now - known.since < windowMs ? known : { since: now, taken: 0 };
      if (window.taken >= limit()) return window.since + windowMs - now;
      window.taken += 1;
      if (window !== known) windows.set(source, window);
      forget(windows.size, now);
      return undefined;
    },
  };
}
