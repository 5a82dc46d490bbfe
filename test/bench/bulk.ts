import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import * as z from 'zod';
import { type BenchHouse, openBenchHouse, secretCount, undressed, value } from './corridor-house.ts';
import type { Bench, Part } from './part.ts';
import { setSecret, vault } from './stock.ts';
import { duration, mebibytes } from './text.ts';

/** Secrets that are made at the same time. */
const lanes = 128;

const progress = z.object({ done: z.number(), total: z.number(), refused: z.number(), job: z.string().optional() });

/** One job, as the one who watches it sees it. */
interface Watched {
  readonly name: string;
  readonly last: z.infer<typeof progress>;
  readonly took: number;
  /** Of the cores that this process took. */
  readonly cpu: number;
  /** The longest time without news, in milliseconds. */
  readonly silence: number;
  /** The longest time that the engine did nothing else. */
  readonly blocked: number;
  /** Above what was held before. */
  readonly memory: number;
}

/** Many secrets changed and exported at once. */
export const bulk: Part = {
  name: 'bulk',
  measures: 'tagging, taking back and exporting many secrets, each by an operation of its own with its own record',
  async run(bench) {
    for (const size of bench.sizes) await measure(bench, size);
  },
};

async function measure(bench: Bench, size: number): Promise<void> {
  const folder = join(bench.folder, String(size));
  mkdirSync(folder, { mode: 0o700 });
  const house = await openBenchHouse(folder, undressed);
  try {
    await stock(house, size);
    const selection = { query: { vault: [vault], tag: [{ name: 'owner', value: 'bench' }] } };
    const change = { kind: 'tag', set: { owner: 'ops', reviewed: '2026' }, remove: [] };
    const preview = await watch(house, 'BulkPrepare', { selection, change });
    const job = preview.last.job;
    const run = await watch(house, 'BulkRun', { job });
    const undo = await watch(house, 'BulkUndo', { job });
    const recipients = [await identityToRecipient(await generateX25519Identity())];
    const exporting = await watch(house, 'ExportPrepare', { selection, format: 'json', protection: { kind: 'recipient', recipients } });
    bench.table({
      title: `${size} secrets of 1 KiB`,
      head: ['', 'secrets', 'refused', 'whole', 'per secret', 'cores’ time', 'longest silence', 'longest block', 'memory'],
      rows: [preview, run, undo, exporting].map(rowOf),
    });
  } finally {
    await house.close();
  }
}

const rowOf = ({ name, last, took, cpu, silence, blocked, memory }: Watched): string[] => [
  name,
  String(last.done),
  String(last.refused),
  duration(took),
  duration(took / Math.max(last.done, 1)),
  duration(cpu / Math.max(last.done, 1)),
  duration(silence),
  duration(blocked),
  mebibytes(memory),
];

/** Makes `size` secrets of those that the house holds already, which are tagged alike: more than 100,000 are no one selection. */
async function stock({ window }: BenchHouse, size: number): Promise<void> {
  let begun = Math.min(secretCount + 1, size);
  const lane = async (): Promise<void> => {
    while (begun < size) {
      begun += 1;
      await setSecret(window, `bulk-${begun}`, value());
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

async function watch({ corridor, window: { caller } }: BenchHouse, name: string, input: unknown): Promise<Watched> {
  const { signal } = new AbortController();
  const before = process.memoryUsage().rss;
  const seen = { silence: 0, blocked: 0, memory: 0 };
  let last: Watched['last'] = { done: 0, total: 0, refused: 0 };
  const cpu = process.cpuUsage();
  const start = performance.now();
  let heard = start;
  let turned = start;
  const pulse = setInterval(() => {
    const now = performance.now();
    seen.blocked = Math.max(seen.blocked, now - turned);
    turned = now;
    seen.memory = Math.max(seen.memory, process.memoryUsage().rss - before);
  }, 1);
  for await (const item of corridor.listen({ caller, name, requestId: randomUUID(), input, signal })) {
    const now = performance.now();
    seen.silence = Math.max(seen.silence, now - heard);
    heard = now;
    last = progress.parse(item);
  }
  clearInterval(pulse);
  const took = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  return { name, last, took, cpu: (user + system) / 1000, ...seen };
}
