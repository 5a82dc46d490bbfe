import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchHouse } from './corridor-house.ts';
import { crowdContentType, crowdName, crowdTags, crowdVault, openable, openCrowdHouse } from './crowd.ts';
import type { Bench, Part, Table } from './part.ts';
import { type Contender, costs, cpuRow, interleave, type Sample } from './round.ts';
import { type Stage, stages, type StageWatch, watchStages } from './stage.ts';
import { median, quantile, sum } from './stat.ts';
import { duration, mebibytes } from './text.ts';

const dayMs = 86_400_000;
const typed = 'payroll-postgres prod';
const deepPages = 100;

/** What lists and searches cost by how many secrets there are. */
export const search: Part = {
  name: 'search',
  measures: 'listing, finding and setting secrets in houses of different sizes side by side, and memory over many deep pages',
  async run(bench) {
    const sized: Sized[] = [];
    for (const size of bench.sizes) sized.push(await open(bench, size));
    const found: Found[] = [];
    for (const deed of deeds)
      found.push({
        deed,
        samples: await interleave(
          sized.map((one) => contender(one, deed)),
          bench.rounds,
        ),
      });
    bench.table(costTable(sized, found));
    const largest = sized.at(-1);
    if (largest) {
      bench.table(await typingTable(largest));
      bench.note(await memoryNote(largest));
    }
    bench.note(
      'engine: from the request to the answer without the commit, which is the disk’s; the cores’ time holds the commit; ratios against the first size',
    );
    for (const { house } of sized) await house.close();
  },
};

/** A house and how many secrets it was given. */
interface Sized {
  readonly size: number;
  readonly house: BenchHouse;
  readonly watch: StageWatch;
  /** Counts what was asked, so that no two questions are the same. */
  turn: number;
}

async function open(bench: Bench, size: number): Promise<Sized> {
  const folder = join(bench.folder, String(size));
  mkdirSync(folder, { mode: 0o700 });
  const watch = watchStages();
  const began = performance.now();
  const house = await openCrowdHouse(folder, size, watch.dress);
  bench.note(`${size} secrets made in ${((performance.now() - began) / 1000).toFixed(0)} s`);
  return { size, house, watch, turn: 0 };
}

/** One thing that a person does. */
interface Deed {
  readonly name: string;
  readonly count: number;
  readonly operation: string;
  readonly input: (sized: Sized) => object;
}

const byName = { by: 'name', direction: 'up' } as const;
const searching = (name: string, query: (sized: Sized) => object, rest: (sized: Sized) => object = () => ({})): Deed => ({
  name,
  count: 12,
  operation: 'SecretSearch',
  input: (sized) => ({ query: query(sized), sort: byName, limit: 100, ...rest(sized) }),
});

/** Another secret of the crowd each time, from all over it: one that can be opened. */
const some = ({ size, turn }: Sized): number => ((turn * 7_919) % Math.floor(size / openable)) * openable;
const place = (sized: Sized) => ({ vault: crowdVault(some(sized)), name: crowdName(some(sized)) });
const secret = (tags: Record<string, string>) => ({ value: new Uint8Array(24).fill(0x62), enabled: true, tags });
const match = { by: 'match', direction: 'up' } as const;

const deeds: readonly Deed[] = [
  searching('list: first page', () => ({})),
  searching('list: one vault', () => ({ vault: [crowdVault(7)] })),
  searching(
    'list: expires first',
    () => ({}),
    () => ({ sort: { by: 'expires', direction: 'up' } }),
  ),
  searching(
    'list: deep offset',
    () => ({}),
    ({ size }) => ({ offset: Math.floor(size * 0.9) }),
  ),
  searching(
    'look-up by name',
    (sized) => ({ text: crowdName(some(sized)) }),
    () => ({ sort: match, limit: 20 }),
  ),
  searching(
    'search: letter by letter',
    ({ turn }) => ({ text: typed.slice(0, 1 + (turn % typed.length)) }),
    () => ({ sort: match, limit: 50 }),
  ),
  searching('search: nothing found', ({ turn }) => ({ text: `zebra${turn}` })),
  searching('filter: tag', () => ({ tag: [{ name: 'env', value: 'prod' }] })),
  searching('filter: expiring', () => ({ state: ['expiring'] })),
  searching('filter: disabled', () => ({ state: ['disabled'] })),
  searching('filter: all at once', () => ({
    text: 'redis token',
    tag: [{ name: 'env', value: 'prod' }],
    contentType: ['text/plain', 'password'],
    state: ['active'],
    changed: { from: Date.now() - 300 * dayMs },
  })),
  { name: 'attention', count: 8, operation: 'SecretAttention', input: () => ({}) },
  { name: 'SecretGet', count: 64, operation: 'SecretGet', input: place },
  { name: 'SecretList', count: 12, operation: 'SecretList', input: (sized) => ({ vault: crowdVault(sized.turn) }) },
  {
    name: 'SecretSet: tags kept',
    count: 64,
    operation: 'SecretSet',
    input: (sized) => ({ ...place(sized), ...secret(crowdTags(some(sized))), contentType: crowdContentType(some(sized)) }),
  },
  {
    // Of three tags it takes two away.
    name: 'SecretSet: a version',
    count: 64,
    operation: 'SecretSet',
    input: (sized) => ({ ...place(sized), ...secret({ env: 'prod' }) }),
  },
  {
    name: 'SecretSet: a new secret',
    count: 64,
    operation: 'SecretSet',
    input: (sized) => ({ vault: crowdVault(sized.turn), name: `fresh-${crowdName(sized.turn)}`, ...secret({ env: 'test' }) }),
  },
  {
    name: 'SecretSet: other tags',
    count: 64,
    operation: 'SecretSet',
    input: (sized) => ({ ...place(sized), ...secret({ env: 'prod', reviewed: `turn ${sized.turn % 9}` }) }),
  },
];

async function ask(sized: Sized, operation: string, input: object): Promise<void> {
  const { house, watch } = sized;
  const { caller } = house.window;
  watch.enter();
  await house.corridor.call({ caller, name: operation, requestId: randomUUID(), input, signal: new AbortController().signal });
}

const counted = stages.filter((stage): stage is Exclude<Stage, 'commit'> => stage !== 'commit');

function contender(sized: Sized, { name, count, operation, input }: Deed): Contender {
  return {
    name,
    async round() {
      const waits: number[] = [];
      const cpu = process.cpuUsage();
      for (let at = 0; at < count; at += 1) {
        sized.turn += 1;
        sized.watch.reset();
        await ask(sized, operation, input(sized));
        waits.push(sum(counted.flatMap((stage) => sized.watch.spent(stage))));
      }
      const { user, system } = process.cpuUsage(cpu);
      return { perOperation: median(waits), cpuPerOperation: (user + system) / 1000 / count, waits };
    },
  };
}

interface Found {
  readonly deed: Deed;
  readonly samples: readonly Sample[];
}

function costTable(sized: readonly Sized[], found: readonly Found[]): Table {
  const rows = found.map(({ deed, samples }) => [
    deed.name,
    ...samples.flatMap((sample, at) => {
      const waits = sample.rounds.flatMap((round) => round.waits);
      const base = at === 0 ? undefined : samples[0];
      return [duration(median(costs(sample))), duration(quantile(waits, 0.95)), ...cpuRow(sample, base)];
    }),
  ]);
  const head = sized.flatMap(({ size }) => [`${size}: engine`, 'p95', 'cores’ time', 'ratio of it']);
  return { title: 'one operation by how many secrets there are', head: ['', ...head], rows };
}

/** Every beginning of what is typed, at the largest size. */
async function typingTable(sized: Sized): Promise<Table> {
  const rows: string[][] = [];
  for (let length = 1; length <= typed.length; length += 1) {
    const text = typed.slice(0, length);
    const waits: number[] = [];
    const cpu = process.cpuUsage();
    for (let time = 0; time < 5; time += 1) {
      sized.watch.reset();
      await ask(sized, 'SecretSearch', { query: { text }, sort: match, limit: 50 });
      waits.push(sum(counted.flatMap((stage) => sized.watch.spent(stage))));
    }
    const { user, system } = process.cpuUsage(cpu);
    rows.push([text, duration(median(waits)), duration(Math.max(...waits)), duration((user + system) / 5_000)]);
  }
  return { title: `one search as it is typed, ${sized.size} secrets`, head: ['', 'engine', 'longest of five', 'cores’ time'], rows };
}

async function memoryNote(sized: Sized): Promise<string> {
  const page = (offset: number) => ask(sized, 'SecretSearch', { query: {}, sort: byName, offset, limit: 200 });
  await page(0);
  const before = process.memoryUsage().rss;
  for (let at = 1; at <= deepPages; at += 1) await page(Math.floor((sized.size * at) / (deepPages + 1)));
  return `memory of this process before ${deepPages} deep pages ${mebibytes(before)}, after ${mebibytes(process.memoryUsage().rss)}`;
}
