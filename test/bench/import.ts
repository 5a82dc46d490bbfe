import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { importProgress } from '../../app/contract/import.ts';
import { type BenchHouse, openBenchHouse, undressed } from './corridor-house.ts';
import type { Bench, Part } from './part.ts';
import { vault } from './stock.ts';
import { duration, mebibytes } from './text.ts';

const naming = { prefix: '', separator: '-', lowerCase: false };
const partBytes = 512 * 1024;
const moments = ['open', 'preview', 'dry run', 'run', 'compare'] as const;
type Moment = (typeof moments)[number];

/** What it takes to bring a file in. */
export const importing: Part = {
  name: 'import',
  measures: 'a CSV file through upload, parser’s process, preview, dry run, run, and a second preview that compares every value',
  async run(bench) {
    const rows: string[][] = [];
    for (const size of bench.sizes) rows.push(await measure(bench, size));
    bench.table({
      title: 'import',
      head: ['rows', ...moments, 'run, a second', 'run, cores’ time', 'memory before', 'highest', 'after'],
      rows,
    });
    bench.note('the run writes one secret, one record and one check-and-set each, in shared commits (synchronous=FULL)');
  },
};

async function measure(bench: Bench, size: number): Promise<string[]> {
  const folder = join(bench.folder, String(size));
  mkdirSync(folder, { mode: 0o700 });
  const house = await openBenchHouse(folder, undressed);
  const memory = watchMemory();
  try {
    const spent = await walk(house, size);
    const { before, highest, after } = memory.stop();
    const perSecond = size / ((spent.get('run') ?? 0) / 1000);
    return [
      String(size),
      ...moments.map((moment) => duration(spent.get(moment) ?? 0)),
      perSecond.toFixed(0),
      duration(spent.get('cores') ?? 0),
      ...[before, highest, after].map(mebibytes),
    ];
  } finally {
    memory.stop();
    await house.close();
  }
}

async function walk(house: BenchHouse, size: number): Promise<ReadonlyMap<Moment | 'cores', number>> {
  const { window } = house;
  const spent = new Map<Moment | 'cores', number>();
  const take = async <T>(moment: Moment, work: () => Promise<T>): Promise<T> => {
    const began = performance.now();
    const result = await work();
    spent.set(moment, performance.now() - began);
    return result;
  };
  const drain = async (name: 'ImportPlan' | 'ImportRun', input: object): Promise<unknown> => {
    let last: unknown;
    for await (const item of window.listen(name, input)) last = item;
    return last;
  };
  const id = await take('open', () => openFile(house, size));
  const compare = { import: id, naming, compare: true };
  await take('preview', () => drain('ImportPlan', compare));
  await take('dry run', () => drain('ImportRun', { import: id, dryRun: true }));
  const idle = process.cpuUsage();
  const last = await take('run', () => drain('ImportRun', { import: id, dryRun: false }));
  const { user, system } = process.cpuUsage(idle);
  spent.set('cores', (user + system) / 1000);
  const { written } = importProgress.parse(last);
  if (written !== size) throw new Error(`${written} of ${size} rows were written`);
  await take('compare', () => drain('ImportPlan', compare));
  const { counts } = await window.call('ImportRowList', { import: id, offset: 0, limit: 1 });
  if (z.number().parse(counts.same) !== size) throw new Error('what was written does not compare as the same');
  await window.call('ImportClose', { import: id });
  return spent;
}

async function openFile({ window }: BenchHouse, size: number): Promise<string> {
  const lines = Array.from({ length: size }, (_, at) => `import-${at},v${String(at).padStart(63, '0')},text/plain,bench`);
  const content = new TextEncoder().encode(`name,value,contentType,owner\n${lines.join('\n')}\n`);
  const { upload } = await window.call('UploadBegin', { sizeBytes: content.length });
  for (let from = 0; from < content.length; from += partBytes) {
    await window.call('UploadSend', { upload, part: content.slice(from, from + partBytes) });
  }
  return (await window.call('ImportOpen', { upload, fileName: 'bench.csv', vault })).import;
}

/** Memory that this process holds, looked at every 50 ms. */
function watchMemory() {
  const now = () => process.memoryUsage().rss;
  const before = now();
  let highest = before;
  const look = () => (highest = Math.max(highest, now()));
  const timer = setInterval(look, 50);
  return {
    stop() {
      clearInterval(timer);
      look();
      return { before, highest, after: now() };
    },
  };
}
