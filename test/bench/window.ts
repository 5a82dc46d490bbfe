import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildCopy, copyBuild } from './build-copy.ts';
import { startConsole, useDisplay } from './console.ts';
import { type PageStart, readPageStart } from './interactive.ts';
import type { Bench, Part, Table } from './part.ts';
import { costs, type Contender, interleave, type Sample } from './round.ts';
import { makeSealed } from './sealed-instance.ts';
import { median, ratioOf } from './stat.ts';
import { duration, times } from './text.ts';

const emptyPage = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Empty</title><button>The only one</button></html>\n';

/** From the start of the process to the first control that can be used. */
export const window: Part = {
  name: 'window',
  measures:
    'start of the process to the first control that can be used, against a page with one button in the same shell without an engine',
  async run(bench) {
    const display = await useDisplay();
    try {
      await compare(bench, display.name);
    } finally {
      display.close();
    }
  },
};

/** Milliseconds from the start of the shell's process. */
type Start = PageStart;

async function compare(bench: Bench, display: string): Promise<void> {
  const at = (name: string): string => join(bench.folder, name);
  const product = copyBuild(at('product'));
  const empty = copyBuild(at('empty'), emptyPage);
  const sealed = at('sealed');
  await makeSealed(sealed, product.engine);
  const starts = new Map<string, Start[]>();
  const contender = (name: string, build: BuildCopy, prepare: (folder: string) => void, node?: string): Contender => ({
    name,
    async round() {
      const folder = at('ground');
      mkdirSync(folder, { mode: 0o700 });
      prepare(folder);
      const start = await measureStart({ shell: build.shell, folder, display, ...(node !== undefined && { node }) });
      rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
      starts.set(name, [...(starts.get(name) ?? []), start]);
      return { perOperation: start.usable, waits: [start.usable] };
    },
  });
  const samples = await interleave(
    [
      contender('empty window', empty, () => undefined, writeSleeper(at('sleeper'))),
      contender('first start: the wizard', product, () => undefined),
      contender('later start: unlock', product, (folder) => cpSync(sealed, folder, { recursive: true })),
    ],
    bench.rounds,
  );
  bench.table(tableOf(samples, starts));
}

/** A program that takes the engine's place and does nothing. */
function writeSleeper(path: string): string {
  writeFileSync(path, '#!/bin/sh\nexec sleep 600\n', { mode: 0o700 });
  return path;
}

async function measureStart(start: Parameters<typeof startConsole>[0]): Promise<Start> {
  const console = await startConsole(start);
  try {
    const { asked, painted, usable, control } = await (await console.page()).evaluate(readPageStart);
    const since = (time: number): number => time - console.started;
    return { asked: since(asked), painted: since(painted), usable: since(usable), control };
  } finally {
    await console.close();
  }
}

function tableOf(samples: readonly Sample[], starts: ReadonlyMap<string, readonly Start[]>): Table {
  const [base] = samples;
  const rows = samples.map((sample) => {
    // The first was thrown away by the rounds too.
    const list = (starts.get(sample.name) ?? []).slice(1);
    const each = [(start: Start) => start.asked, (start: Start) => start.painted, (start: Start) => start.usable];
    const numbers = each.map((pick) => duration(median(list.map(pick))));
    const ratio = base && sample !== base ? times(ratioOf(costs(sample), costs(base))) : '×1';
    return [sample.name, ...numbers, ratio, `“${list[0]?.control ?? ''}”`];
  });
  const head = ['', 'page asked for', 'first paint', 'first control', 'ratio (lowest–highest round)', 'which'];
  return { title: `median of ${base?.rounds.length ?? 0} starts each, in turns, on a warm disk cache`, head, rows };
}
