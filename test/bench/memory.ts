import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { signIn, unlock } from '../e2e/hand.ts';
import { copyBuild } from './build-copy.ts';
import { type Console, startConsole, useDisplay } from './console.ts';
import { largeSecret } from './stock.ts';
import { openPageClient } from './page-client.ts';
import { type Part, SkipError, type Table } from './part.ts';
import { add, type Footprint, footprintOf, footprints, nothing } from './process-memory.ts';
import { makeSealed } from './sealed-instance.ts';
import { factor, mebibytes } from './text.ts';

/** How many were done at the moments at which it is looked; the later one says whether memory stays flat. */
const laps = [1_000, 3_000, 10_000] as const;

/** What the processes take. */
export const memory: Part = {
  name: 'memory',
  measures: `memory of every process sealed, open and after ${laps.join(' and ')} operations; the engine against an idle Node`,
  async run(bench) {
    if (!existsSync('/proc/self/smaps_rollup')) throw new SkipError('memory by process is read from /proc, which only Linux has');
    const build = copyBuild(join(bench.folder, 'build'));
    const ground = join(bench.folder, 'ground');
    await makeSealed(ground, build.engine);
    const display = await useDisplay();
    const console = await startConsole({ shell: build.shell, folder: ground, display: display.name });
    try {
      const moments = await follow(console);
      bench.table(tableOf(moments, await idleNode()));
      bench.note(
        `the page's garbage was collected first; with it the renderer took ${moments.map(({ littered }) => mebibytes(littered)).join(', ')}`,
      );
      bench.note('PSS shares common pages among those who have them, so that it adds up; USS is what the end of a process gives back');
    } finally {
      await console.close();
      display.close();
    }
  },
};

interface Moment {
  readonly name: string;
  readonly processes: ReadonlyMap<string, Footprint>;
  /** PSS of the renderer before its garbage was collected, in bytes. */
  readonly littered: number;
}

async function follow(console: Console): Promise<Moment[]> {
  const page = await console.page();
  await page.getByRole('button', { name: 'Unlock', exact: true }).waitFor();
  const sealed = await look('sealed', console, page);
  await unlock(page);
  await signIn(page);
  const open = await look('open', console, page);
  const client = await openPageClient(page);
  const moments = [sealed, open];
  let done = 0;
  for (const lap of laps) {
    const half = { count: (lap - done) / 2, atOnce: 4 };
    await client.repeat({ name: 'SecretGet', input: largeSecret, ...half });
    await client.repeat({ name: 'SecretList', input: { vault: largeSecret.vault }, ...half });
    done = lap;
    moments.push(await look(`after ${lap}`, console, page));
  }
  return moments;
}

/** Once the page has nothing left to do. A browser with much memory leaves garbage lying: what is kept shows only without it. */
async function look(name: string, { shell }: Console, page: Page): Promise<Moment> {
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
  const littered = footprints(shell.pid ?? 0).get('renderer')?.pss ?? 0;
  const debug = await page.context().newCDPSession(page);
  await debug.send('HeapProfiler.collectGarbage');
  await debug.detach();
  return { name, processes: footprints(shell.pid ?? 0), littered };
}

/** A Node with nothing to do: what a process of ours can't be below. */
async function idleNode(): Promise<Footprint> {
  const child = spawn(process.execPath, ['-e', "setInterval(() => {}, 60_000); process.stdout.write('idle')"], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    await new Promise((resolve) => child.stdout.once('data', resolve));
    return footprintOf(child.pid ?? 0);
  } finally {
    child.kill();
  }
}

function tableOf(moments: readonly Moment[], idle: Footprint): Table {
  const kinds = new Set(moments.flatMap(({ processes }) => [...processes.keys()]));
  const rowOf = (kind: string, pick: (moment: Moment) => Footprint | undefined): string[] => [
    kind,
    ...moments.map(pick).flatMap((one) => (one ? [mebibytes(one.pss), mebibytes(one.uss)] : ['', ''])),
  ];
  const engine = (moment: Moment): Footprint => moment.processes.get('engine (Node)') ?? nothing;
  return {
    title: 'memory',
    head: ['', ...moments.flatMap(({ name }) => [`${name}: PSS`, 'USS'])],
    rows: [
      ...[...kinds].map((kind) => rowOf(kind, ({ processes }) => processes.get(kind))),
      rowOf('all', ({ processes }) => [...processes.values()].reduce(add, nothing)),
      rowOf('idle Node', () => idle),
      ['engine / idle Node', ...moments.map(engine).flatMap(({ pss, uss }) => [factor(pss / idle.pss), factor(uss / idle.uss)])],
    ],
  };
}
