import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { copyBuild } from './build-copy.ts';
import { type Lap, laps, memoryCells, noteGrowth, tenthAndWhole } from './flat.ts';
import { type LoneEngine, makeEngine, openEngine, openSheet, sheetNaming } from './lone-engine.ts';
import type { Bench, Part } from './part.ts';
import { coreTimeOf, watchPeaks } from './peak.ts';
import { vault } from './stock.ts';
import { duration, mebibytes } from './text.ts';

const valueBytes = 1024;
/** Rows of one file: less than may be uploaded. */
const mostSheetRows = 40_000;
const age = 'age-child';

interface Sent extends Lap {
  /** Milliseconds. */
  readonly gather: number;
  readonly save: number;
  readonly cores: number;
  readonly fileBytes: number;
}

/** What it takes to hand secrets out. */
export const exporting: Part = {
  name: 'export',
  measures: `secrets of ${valueBytes} bytes into an encrypted file, each read by an operation of its own with its own record; by process`,
  async run(bench) {
    const { engine: entry } = copyBuild(join(bench.folder, 'build'));
    const done: Sent[] = [];
    for (const size of tenthAndWhole(Math.max(...bench.sizes))) done.push(...(await measure(bench, size, entry)));
    bench.table({
      title: 'export for a recipient: a house for each size, in it the same three times; memory resident',
      head: ['secrets', 'gather', 'save', 'secrets a second', 'cores’ time of one', 'file', 'engine highest', 'at rest', 'age highest'],
      rows: done.map(({ size, gather, save, cores, fileBytes, peaks }) => [
        String(size),
        duration(gather),
        duration(save),
        (size / ((gather + save) / 1000)).toFixed(0),
        duration(cores / size),
        mebibytes(fileBytes),
        ...memoryCells(peaks, age),
      ]),
    });
    noteGrowth(bench, done, age);
  },
};

async function measure(bench: Bench, size: number, entry: string): Promise<Sent[]> {
  const folder = join(bench.folder, String(size));
  const stocking = await makeEngine(folder, entry);
  for (let from = 0; from < size; from += mostSheetRows) await stock(stocking, Math.min(mostSheetRows, size - from), `stock-${from}`);
  await stocking.close();
  // An engine that has not done anything yet.
  const engine = await openEngine(folder, entry);
  const done: Sent[] = [];
  try {
    for (const _lap of laps) {
      const watch = watchPeaks(engine.pid);
      const sent = await sendOut(engine, size);
      done.push({ size, ...sent, peaks: await watch.stop() });
    }
  } finally {
    await engine.close();
  }
  return done;
}

async function stock(engine: LoneEngine, size: number, prefix: string): Promise<void> {
  const id = await openSheet(engine, { size, prefix, valueBytes });
  await engine.drain('ImportPlan', { import: id, compare: false, naming: sheetNaming });
  await engine.drain('ImportRun', { import: id, dryRun: false });
  await engine.page.call('ImportClose', { import: id });
}

async function sendOut({ page, drain, pid }: LoneEngine, size: number): Promise<Omit<Sent, keyof Lap>> {
  const recipients = [await identityToRecipient(await generateX25519Identity())];
  const coresBefore = coreTimeOf(pid);
  const began = performance.now();
  // The instance's own large secret is of no such type.
  const selection = { query: { vault: [vault], contentType: ['text/plain'] } };
  const last = await drain('ExportPrepare', { selection, format: 'json', protection: { kind: 'recipient', recipients } });
  const gathered = performance.now();
  if (last.export === undefined || last.changed !== size) throw new Error(`${last.changed} of ${size} secrets are in the file`);
  const { sizeBytes } = await page.call('ExportSave', { export: last.export });
  const save = performance.now() - gathered;
  return { gather: gathered - began, save, cores: coreTimeOf(pid) - coresBefore, fileBytes: sizeBytes };
}
