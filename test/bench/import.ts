import { join } from 'node:path';
import { copyBuild } from './build-copy.ts';
import { type Lap, laps, memoryCells, noteGrowth, tenthAndWhole } from './flat.ts';
import { type LoneEngine, makeEngine, openSheet, sheetNaming } from './lone-engine.ts';
import type { Bench, Part } from './part.ts';
import { coreTimeOf, watchPeaks } from './peak.ts';
import { duration } from './text.ts';

const moments = ['open', 'preview', 'dry run', 'run', 'compare'] as const;
type Moment = (typeof moments)[number];
type Spent = ReadonlyMap<Moment | 'cores', number>;

const valueBytes = 64;
const parser = 'parser-child';

/** What it takes to bring a file in. */
export const importing: Part = {
  name: 'import',
  measures: 'CSV files through upload, parser’s process, preview, dry run, run, and a second preview that compares every value; by process',
  async run(bench) {
    const { engine: entry } = copyBuild(join(bench.folder, 'build'));
    const done: (Lap & { readonly spent: Spent })[] = [];
    for (const size of tenthAndWhole(Math.max(...bench.sizes))) done.push(...(await measure(bench, size, entry)));
    bench.table({
      title: 'import: a house for each size, in it the same three times; memory resident',
      head: ['rows', ...moments, 'rows a second', 'cores’ time of a row', 'engine highest', 'at rest', 'parser highest'],
      rows: done.map(({ size, spent, peaks }) => [
        String(size),
        ...moments.map((moment) => duration(spent.get(moment) ?? 0)),
        (size / ((spent.get('run') ?? 0) / 1000)).toFixed(0),
        duration((spent.get('cores') ?? 0) / size),
        ...memoryCells(peaks, parser),
      ]),
    });
    noteGrowth(bench, done, parser);
    bench.note('the run writes one secret, one record and one check-and-set each, in shared commits (synchronous=FULL)');
  },
};

async function measure(bench: Bench, size: number, entry: string) {
  const engine = await makeEngine(join(bench.folder, String(size)), entry);
  const done: (Lap & { readonly spent: Spent })[] = [];
  try {
    for (const lap of laps) {
      const watch = watchPeaks(engine.pid);
      const spent = await bringIn(engine, { size, prefix: `import-${lap}`, valueBytes });
      done.push({ size, spent, peaks: await watch.stop() });
    }
  } finally {
    await engine.close();
  }
  return done;
}

async function bringIn(engine: LoneEngine, sheet: Parameters<typeof openSheet>[1]): Promise<Spent> {
  const { page, drain, pid } = engine;
  const spent = new Map<Moment | 'cores', number>();
  const take = async <T>(moment: Moment, work: () => Promise<T>): Promise<T> => {
    const began = performance.now();
    const result = await work();
    spent.set(moment, performance.now() - began);
    return result;
  };
  const id = await take('open', () => openSheet(engine, sheet));
  const compare = { import: id, naming: sheetNaming, compare: true };
  await take('preview', () => drain('ImportPlan', compare));
  await take('dry run', () => drain('ImportRun', { import: id, dryRun: true }));
  const before = coreTimeOf(pid);
  const { written } = await take('run', () => drain('ImportRun', { import: id, dryRun: false }));
  spent.set('cores', coreTimeOf(pid) - before);
  if (written !== sheet.size) throw new Error(`${written} of ${sheet.size} rows were written`);
  await take('compare', () => drain('ImportPlan', compare));
  const { counts } = await page.call('ImportRowList', { import: id, offset: 0, limit: 1 });
  if (counts.same !== sheet.size) throw new Error('what was written does not compare as the same');
  await page.call('ImportClose', { import: id });
  return spent;
}
