import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { go, signIn, unlock } from '../e2e/hand.ts';
import { copyBuild } from './build-copy.ts';
import { type Console, startConsole, useDisplay } from './console.ts';
import type { Bench, Part, Table } from './part.ts';
import { footprints } from './process-memory.ts';
import { makeCrowdGround } from './scroll-ground.ts';
import { median, ratioOf } from './stat.ts';
import { duration, mebibytes, times } from './text.ts';

/** What frames cost while a long list is scrolled. */
export const scroll: Part = {
  name: 'scroll',
  measures:
    'frames of the window while the list of secrets is scrolled at several speeds, in houses of different sizes, against one that lies still',
  async run(bench) {
    const build = copyBuild(join(bench.folder, 'build'));
    const display = await useDisplay();
    const lists: List[] = [];
    try {
      for (const size of bench.sizes) {
        const folder = join(bench.folder, String(size));
        await makeCrowdGround(folder, size);
        lists.push(await openList(await startConsole({ shell: build.shell, folder, display: display.name }), size));
      }
      await compare(bench, lists);
    } finally {
      for (const { console } of lists) await console.close();
      display.close();
    }
  },
};

/** The list of secrets in a window of its own. */
interface List {
  readonly size: number;
  readonly console: Console;
  readonly page: Page;
  /** Milliseconds of the main thread since the page was opened. */
  readonly spent: () => Promise<Spent>;
}

interface Spent {
  readonly all: number;
  readonly script: number;
  /** Styles and layout. */
  readonly layout: number;
}

async function openList(console: Console, size: number): Promise<List> {
  const page = await console.page();
  await unlock(page);
  await signIn(page);
  await go(page, 'Secrets');
  await page.getByRole('grid', { name: 'Secrets' }).getByRole('checkbox', { name: 'Select', exact: true }).nth(5).waitFor();
  const debug = await page.context().newCDPSession(page);
  // Of the cores, not of the clock: what other work on the machine disturbs least.
  await debug.send('Performance.enable', { timeDomain: 'threadTicks' });
  const spent = async (): Promise<Spent> => {
    const { metrics } = await debug.send('Performance.getMetrics');
    const of = (name: string): number => (metrics.find((metric) => metric.name === name)?.value ?? Number.NaN) * 1000;
    return { all: of('TaskDuration'), script: of('ScriptDuration'), layout: of('LayoutDuration') + of('RecalcStyleDuration') };
  };
  return { size, console, page, spent };
}

/** A way to scroll: so many pixels each so many frames. */
interface Motion {
  readonly name: string;
  readonly by: number;
  readonly every: number;
}

const motions: readonly Motion[] = [
  { name: 'lying still', by: 0, every: 1 },
  { name: '40 px a frame', by: 40, every: 1 },
  { name: '120 px a frame', by: 120, every: 1 },
  { name: '600 px a frame', by: 600, every: 1 },
  { name: 'a page each 10 frames', by: 720, every: 10 },
];

const framesEach = 200;

/** One round of one motion, the times in milliseconds a frame. */
interface Run extends Spent {
  readonly gaps: readonly number[];
}

async function compare(bench: Bench, lists: readonly List[]): Promise<void> {
  const before = lists.map(memoryOf);
  const runs = new Map<string, Run[]>();
  const pairs = motions.flatMap((motion) => lists.map((list) => ({ motion, list, key: keyOf(motion, list) })));
  for (let round = 0; round <= bench.rounds; round += 1) {
    for (const { motion, list, key } of pairs) {
      const run = await move(list, motion, (round + 1) / (bench.rounds + 2));
      // The first finds everything cold.
      if (round > 0) runs.set(key, [...(runs.get(key) ?? []), run]);
    }
  }
  bench.table(tableOf(lists, runs));
  for (const [at, list] of lists.entries()) bench.note(`${list.size} secrets: ${before[at]} before, ${memoryOf(list)} after`);
  bench.note('main thread: time of the cores; gaps between frames are of the clock, and on a machine with other work they are that work’s');
}

const keyOf = ({ name }: Motion, { size }: List): string => `${name}, ${size}`;

function memoryOf({ console }: List): string {
  const found = footprints(console.shell.pid ?? 0);
  const pss = (kind: string): string => mebibytes(found.get(kind)?.pss ?? 0);
  return `renderer ${pss('renderer')}, engine ${pss('engine (Node)')}`;
}

/** @param from where it begins, as a share of the list */
async function move({ page, spent }: List, { by, every }: Motion, from: number): Promise<Run> {
  await page.bringToFront();
  await page.evaluate(place, from);
  const before = await spent();
  const gaps = await page.evaluate(drive, { by, every, frames: framesEach });
  const after = await spent();
  const each = (pick: (spent: Spent) => number): number => (pick(after) - pick(before)) / framesEach;
  return { gaps, all: each(({ all }) => all), script: each(({ script }) => script), layout: each(({ layout }) => layout) };
}

/** Runs in the page: goes there, and waits until the rows are read and nothing is left to do. */
async function place(share: number): Promise<void> {
  const grid = document.querySelector('[role=grid]') ?? document.body;
  grid.scrollTop = (grid.scrollHeight - grid.clientHeight) * share;
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  do await frame();
  while (grid.querySelector('[aria-busy]'));
  await new Promise((resolve) => requestIdleCallback(resolve));
}

/** Runs in the page: scrolls, and back where the list ends. @returns milliseconds between frames */
function drive({ by, every, frames }: { by: number; every: number; frames: number }): Promise<number[]> {
  const grid = document.querySelector('[role=grid]') ?? document.body;
  const most = grid.scrollHeight - grid.clientHeight;
  const gaps: number[] = [];
  let [top, way, last] = [grid.scrollTop, 1, 0];
  return new Promise((resolve) => {
    const step = (time: number): void => {
      if (last > 0) gaps.push(time - last);
      last = time;
      if (gaps.length === frames) return resolve(gaps);
      if (top + way * by < 0 || top + way * by > most) way = -way;
      if (by > 0 && gaps.length % every === 0) grid.scrollTop = top += way * by;
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  });
}

function tableOf(lists: readonly List[], runs: ReadonlyMap<string, readonly Run[]>): Table {
  const rows = motions.flatMap((motion) => {
    const [base, ...others] = lists.map((list) => ({ name: keyOf(motion, list), runs: runs.get(keyOf(motion, list)) ?? [] }));
    return base ? [rowOf(base.name, base.runs), ...others.map((one) => rowOf(one.name, one.runs, base.runs))] : [];
  });
  const head = ['', 'main thread a frame', 'script', 'style and layout', 'ratio (lowest–highest round)', 'frames'];
  return { title: 'one frame by how many secrets there are', head: [...head, 'over 17 ms', '34 ms', '50 ms', 'longest'], rows };
}

const costs = (runs: readonly Run[]): number[] => runs.map(({ all }) => all);

/** @param base what it is measured against; absent for the base itself */
function rowOf(name: string, runs: readonly Run[], base?: readonly Run[]): string[] {
  const gaps = runs.flatMap((run) => run.gaps);
  const over = (limit: number): string => String(gaps.filter((gap) => gap > limit).length);
  return [
    name,
    duration(median(costs(runs))),
    duration(median(runs.map(({ script }) => script))),
    duration(median(runs.map(({ layout }) => layout))),
    base ? times(ratioOf(costs(runs), costs(base))) : '×1',
    String(gaps.length),
    // A frame that came in time may be measured a little late.
    ...[17.5, 34, 50].map(over),
    duration(Math.max(...gaps)),
  ];
}
