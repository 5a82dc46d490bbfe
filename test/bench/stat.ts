/** @param share 0.5 for the median, 0.99 for what one in a hundred exceeds */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** A ratio that each round gave anew: between two things that ran side by side, whatever else the machine did. */
export interface Ratio {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** @param over by round @param under by round, of the same rounds */
export function ratioOf(over: readonly number[], under: readonly number[]): Ratio {
  const each = over.map((value, round) => value / (under[round] ?? Number.NaN));
  return { median: median(each), low: Math.min(...each), high: Math.max(...each) };
}
