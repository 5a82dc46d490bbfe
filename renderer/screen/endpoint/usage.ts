import type { Output } from '../../../app/contract/operation.ts';

type Use = Output<'UsageList'>['items'][number];

export const dayMs = 86_400_000;
/** Days that the picture of use shows. */
export const usageDays = 30;

/** The last days until the end of this one, in UTC, as use is counted. */
export const lastDays = (now: number): { readonly from: number; readonly until: number } => {
  const end = (Math.floor(now / dayMs) + 1) * dayMs;
  return { from: end - usageDays * dayMs, until: end };
};

export interface Sum {
  readonly name: string;
  readonly answered: number;
  readonly refused: number;
}

/** How much there was of each, the most first. */
export function sumBy(items: readonly Use[], nameOf: (use: Use) => string): readonly Sum[] {
  const sums = new Map<string, Sum>();
  for (const use of items) {
    const name = nameOf(use);
    const before = sums.get(name) ?? { name, answered: 0, refused: 0 };
    sums.set(name, { name, answered: before.answered + use.answered, refused: before.refused + use.refused });
  }
  return [...sums.values()].toSorted((a, b) => b.answered + b.refused - (a.answered + a.refused) || a.name.localeCompare(b.name));
}

/** One sum for each day, days without use among them. */
export function sumByDay(items: readonly Use[], from: number): readonly (Sum & { readonly day: number })[] {
  const sums = new Map(sumBy(items, ({ day }) => String(Math.floor(day / dayMs))).map((sum) => [sum.name, sum]));
  return Array.from({ length: usageDays }, (_, at) => {
    const day = from + at * dayMs;
    const { answered = 0, refused = 0 } = sums.get(String(Math.floor(day / dayMs))) ?? {};
    return { day, name: String(day), answered, refused };
  });
}
