import { median, quantile, ratioOf } from './stat.ts';
import { duration, times } from './text.ts';

/** What one round of a contender gave, in milliseconds. */
export interface Round {
  /** Wall time divided by the operations that were done in it. */
  readonly perOperation: number;
  /** Time of the cores that this process took for an operation: what other work on the machine disturbs least. Absent for other processes. */
  readonly cpuPerOperation?: number;
  /** How long each of them was waited for. */
  readonly waits: readonly number[];
}

/** One of the things that are measured side by side. */
export interface Contender {
  readonly name: string;
  round(): Promise<Round>;
}

export interface Sample {
  readonly name: string;
  readonly rounds: readonly Round[];
}

/**
 * Lets the contenders take turns, so that what disturbs the machine disturbs all of them; another one begins each time.
 * @param rounds counted; one more goes first, and is thrown away
 */
export async function interleave(contenders: readonly Contender[], rounds: number): Promise<Sample[]> {
  const samples = contenders.map(({ name }) => ({ name, rounds: [] as Round[] }));
  for (let round = 0; round <= rounds; round += 1) {
    for (let turn = 0; turn < contenders.length; turn += 1) {
      const at = (round + turn) % contenders.length;
      const given = await contenders[at]?.round();
      if (given && round > 0) samples[at]?.rounds.push(given);
    }
  }
  return samples;
}

/** Does `operation` over and over. @param atOnce how many are in flight */
export async function repeat(count: number, atOnce: number, operation: () => Promise<unknown>): Promise<Round> {
  const waits: number[] = [];
  let begun = 0;
  const lane = async (): Promise<void> => {
    while (begun < count) {
      begun += 1;
      const start = performance.now();
      await operation();
      waits.push(performance.now() - start);
    }
  };
  const cpu = process.cpuUsage();
  const start = performance.now();
  await Promise.all(Array.from({ length: atOnce }, lane));
  const perOperation = (performance.now() - start) / count;
  const { user, system } = process.cpuUsage(cpu);
  return { perOperation, cpuPerOperation: (user + system) / 1000 / count, waits };
}

export const costs = (sample: Sample): number[] => sample.rounds.map(({ perOperation }) => perOperation);

export const comparisonHead = ['', 'per operation', 'median wait', 'p99 wait', 'ratio (lowest–highest round)'] as const;

/** One line of a comparison. @param base what it is measured against; absent for the base itself */
export function comparisonRow(label: string, sample: Sample, base?: Sample): string[] {
  const waits = sample.rounds.flatMap((round) => round.waits);
  const cost = costs(sample);
  const numbers = [median(cost), median(waits), quantile(waits, 0.99)].map(duration);
  return [label, ...numbers, base ? times(ratioOf(cost, costs(base))) : '×1'];
}

export const cpuHead = ['cores’ time', 'ratio of it'] as const;

/** The same of the time of the cores that this process took. */
export function cpuRow(sample: Sample, base?: Sample): string[] {
  const cost = cpuCosts(sample);
  return [duration(median(cost)), base ? times(ratioOf(cost, cpuCosts(base))) : '×1'];
}

export const cpuCosts = (sample: Sample): number[] => sample.rounds.flatMap(({ cpuPerOperation }) => cpuPerOperation ?? []);
