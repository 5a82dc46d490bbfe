import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createAuditTime } from './audit-time.ts';
import { addChronicle, scopeOf, somePerson, someVault } from './chronicle.ts';
import { type BenchHouse, openBenchHouse } from './corridor-house.ts';
import { crowdName } from './crowd.ts';
import { measureTail } from './log-tail.ts';
import type { Bench, Part, Table } from './part.ts';
import { type Contender, costs, cpuRow, interleave, type Sample } from './round.ts';
import { type Stage, stages, type StageWatch, watchStages } from './stage.ts';
import { median, quantile, sum } from './stat.ts';
import { duration, mebibytes } from './text.ts';

const dayMs = 86_400_000;

/** What reading the log costs by how many records there are, and how soon one who follows it sees a commit. */
export const log: Part = {
  name: 'log',
  measures: 'lists, filters, histograms and facets of logs of different sizes, and how soon a follower sees what was committed',
  async run(bench) {
    const sized: Sized[] = [];
    for (const size of bench.sizes) sized.push(await open(bench, size));
    const found: { deed: Deed; samples: Sample[] }[] = [];
    for (const deed of deeds)
      found.push({
        deed,
        samples: await interleave(
          sized.map((one) => contender(one, deed)),
          bench.rounds,
        ),
      });
    bench.table(costTable(sized, found));
    bench.note('engine: from the request to the answer without the commit, which is the disk’s; the cores’ time holds the commit');
    for (const one of sized) bench.table(await measureTail(one.house, one.time, `${one.size} records`));
    const largest = sized.at(-1);
    if (largest) bench.note(await exportNote(largest));
    for (const { house } of sized) await house.close();
  },
};

interface Sized {
  readonly size: number;
  readonly house: BenchHouse;
  readonly watch: StageWatch;
  readonly time: ReturnType<typeof createAuditTime>;
  readonly scope: string;
  /** Counts what was asked, so that no two questions are the same. */
  turn: number;
}

async function open(bench: Bench, size: number): Promise<Sized> {
  const folder = join(bench.folder, String(size));
  mkdirSync(folder, { mode: 0o700 });
  const watch = watchStages();
  const time = createAuditTime();
  const house = await openBenchHouse(folder, { ...watch.dress, opener: (opener) => time.dress(watch.dress.opener(opener)) });
  const began = performance.now();
  const cpu = process.cpuUsage();
  await addChronicle(house, size);
  const { user, system } = process.cpuUsage(cpu);
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  bench.note(`${size} records written in ${seconds} s, ${duration((user + system) / 1000 / size)} of the cores’ time for one`);
  const { resourceGroup } = await house.window.call('SessionGet', {});
  return { size, house, watch, time, scope: scopeOf(resourceGroup, someVault), turn: 0 };
}

interface Deed {
  readonly name: string;
  readonly operation: string;
  readonly input: (sized: Sized) => object;
}

const page = { limit: 100 };
const listed = (name: string, filter: (sized: Sized) => object, rest: (sized: Sized) => object = () => ({})): Deed => ({
  name: `list: ${name}`,
  operation: 'LogList',
  input: (sized) => ({ ...page, filter: filter(sized), ...rest(sized) }),
});
const combined = { result: ['succeeded'], operation: ['SecretGet', 'SecretSet'], vault: [someVault], text: 'redis' };
const fields = ['result', 'operation', 'identity', 'vault', 'object', 'address', 'door', 'code'];

const deeds: readonly Deed[] = [
  listed('first page', () => ({})),
  listed(
    'deep page',
    () => ({}),
    ({ size }) => ({ before: Math.floor(size / 10) }),
  ),
  listed('result refused', () => ({ result: ['refused'] })),
  listed('operation', () => ({ operation: ['SecretUpdate'] })),
  listed('identity', () => ({ identity: [somePerson()] })),
  listed('vault', () => ({ vault: [someVault] })),
  listed('object', ({ turn }) => ({ object: [`${someVault} / ${crowdName(turn)}`] })),
  listed('address', () => ({ address: ['10.0.3.11'] })),
  listed('door none has', () => ({ door: ['rest'] })),
  listed('code', () => ({ code: ['SecretNotFound'] })),
  listed('correlation none has', () => ({ correlationId: randomUUID() })),
  listed('thirty days', () => ({ from: Date.now() - 60 * dayMs, until: Date.now() - 30 * dayMs })),
  listed('text, common', ({ turn }) => ({ text: 'payroll-postgres'.slice(0, 1 + (turn % 16)) })),
  listed('text, none', ({ turn }) => ({ text: `zebra${turn}` })),
  listed('combined', () => combined),
  listed(
    'one vault’s scope',
    () => ({}),
    ({ scope }) => ({ scope }),
  ),
  { name: 'histogram', operation: 'LogHistogram', input: () => ({ filter: {}, bars: 120 }) },
  { name: 'histogram: combined', operation: 'LogHistogram', input: () => ({ filter: combined, bars: 120 }) },
  {
    name: 'histogram: text',
    operation: 'LogHistogram',
    input: () => ({ filter: { text: 'pay', from: Date.now() - 400 * dayMs, until: Date.now() }, bars: 120 }),
  },
  { name: 'facets: four', operation: 'LogFacetList', input: () => ({ filter: {}, fields: fields.slice(0, 4), limit: 10 }) },
  { name: 'facets: all, combined', operation: 'LogFacetList', input: () => ({ filter: combined, fields, limit: 10 }) },
  {
    name: 'completion of an object',
    operation: 'LogFacetList',
    input: () => ({ filter: {}, fields: ['object'], text: 'redis', limit: 10 }),
  },
  {
    name: 'writing: SecretGet',
    operation: 'SecretGet',
    input: ({ turn }) => ({ vault: 'bench', name: `secret-${turn % 100}` }),
  },
];

const count = 6;
const counted = stages.filter((stage): stage is Exclude<Stage, 'commit'> => stage !== 'commit');

const contender = (sized: Sized, { name, operation, input }: Deed): Contender => ({
  name,
  async round() {
    const waits: number[] = [];
    const cpu = process.cpuUsage();
    for (let at = 0; at < count; at += 1) {
      sized.turn += 1;
      sized.watch.reset();
      sized.watch.enter();
      const { caller } = sized.house.window;
      const ask = { caller, name: operation, requestId: randomUUID(), input: input(sized), signal: new AbortController().signal };
      await sized.house.corridor.call(ask);
      waits.push(sum(counted.flatMap((stage) => sized.watch.spent(stage))));
    }
    const { user, system } = process.cpuUsage(cpu);
    return { perOperation: median(waits), cpuPerOperation: (user + system) / 1000 / count, waits };
  },
});

function costTable(sized: readonly Sized[], found: readonly { deed: Deed; samples: readonly Sample[] }[]): Table {
  const rows = found.map(({ deed, samples }) => [
    deed.name,
    ...samples.flatMap((sample) => {
      const waits = sample.rounds.flatMap((round) => round.waits);
      return [duration(median(costs(sample))), duration(quantile(waits, 0.99)), cpuRow(sample)[0] ?? ''];
    }),
  ]);
  const head = sized.flatMap(({ size }) => [`${size}: engine`, 'p99', 'cores’ time']);
  return { title: 'one operation by how many records there are', head: ['', ...head], rows };
}

async function exportNote({ house, size }: Sized): Promise<string> {
  const before = process.memoryUsage().rss;
  let [bytes, parts, most] = [0, 0, before];
  const began = performance.now();
  for await (const item of house.window.listen('LogExport', { filter: {}, format: 'jsonl' })) {
    bytes += item !== null && typeof item === 'object' && 'part' in item && item.part instanceof Uint8Array ? item.part.length : 0;
    parts += 1;
    if (parts % 100 === 0) most = Math.max(most, process.memoryUsage().rss);
  }
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  return `${size} records exported in ${seconds} s, ${mebibytes(bytes)} in ${parts} parts; memory before ${mebibytes(before)}, most ${mebibytes(most)}`;
}
