import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type BareLoop, type Compared, compared, openBareLoop } from './bare-loop.ts';
import { type BenchHouse, openBenchHouse, secretName, undressed, value } from './corridor-house.ts';
import { vault } from './stock.ts';
import type { Bench, Part, Table } from './part.ts';
import { comparisonHead, comparisonRow, type Contender, cpuHead, cpuRow, interleave, repeat, type Round, type Sample } from './round.ts';
import { type Stage, type StageWatch, stages, watchStages } from './stage.ts';
import { median, sum } from './stat.ts';
import { duration } from './text.ts';

const operationsPerRound = 64;
const flights = [1, 16] as const;

/** The corridor's price. */
export const corridor: Part = {
  name: 'corridor',
  measures: 'operations through the corridor against a bare loop that does the same store and cipher work, and where the time goes',
  async run(bench) {
    const watch = watchStages();
    const house = await openBenchHouse(subfolder(bench, 'corridor'), watch.dress);
    // Its anchor finds a log under no signed head, and says so.
    const plain = await openBenchHouse(subfolder(bench, 'bare'), undressed, () => undefined);
    const bare = await openBareLoop(plain);
    for (const flight of flights) {
      const found: Found[] = [];
      for (const name of compared) found.push(await compare(bench, { name, flight, house, bare, watch }));
      bench.table(comparisonTable(flight, found));
      bench.table(stageTable(flight, found));
    }
    await Promise.all([house.close(), plain.close()]);
    bench.note(
      '`bare`: the same rows through the same ports, envelopes and commit (synchronous=FULL); no corridor, parsing, decision, MAC, tree or signature',
    );
  },
};

interface Setting {
  readonly name: Compared;
  readonly flight: number;
  readonly house: BenchHouse;
  readonly bare: BareLoop;
  readonly watch: StageWatch;
}

/** What was found of one operation. */
interface Found {
  readonly name: Compared;
  readonly through: Sample;
  readonly bare: Sample;
  /** Milliseconds of one operation by stage, a number for each round. */
  readonly spent: readonly { readonly stage: Stage; readonly each: number[] }[];
  /** Operations that shared a commit, by round. */
  readonly together: readonly number[];
}

async function compare(bench: Bench, setting: Setting): Promise<Found> {
  const { name, flight, watch } = setting;
  const spent = stages.map((stage) => ({ stage, each: [] as number[] }));
  const together: number[] = [];
  const through: Contender = {
    name: 'corridor',
    async round() {
      watch.reset();
      let turn = 0;
      const round = await repeat(operationsPerRound, flight, () => ask(setting, (turn += 1)));
      for (const { stage, each } of spent) each.push(usual(watch.spent(stage)));
      together.push(operationsPerRound / watch.commits());
      return round;
    },
  };
  const bare: Contender = { name: 'bare', round: () => runBare(setting) };
  const [first, second] = await interleave([through, bare], bench.rounds);
  if (!first || !second) throw new Error('a contender gave nothing');
  return { name, through: first, bare: second, spent, together };
}

/** What a stage costs one operation. The median, because the sum would hold every moment that somebody else had the core. */
const usual = (took: readonly number[]): number => (took.length === 0 ? 0 : (median(took) * took.length) / operationsPerRound);

async function ask({ name, house: { corridor, window }, watch }: Setting, turn: number): Promise<void> {
  const request = {
    caller: window.caller,
    name,
    requestId: randomUUID(),
    input: inputOf(name, turn),
    signal: new AbortController().signal,
  };
  watch.enter();
  await corridor.call(request);
}

function inputOf(name: Compared, turn: number): unknown {
  switch (name) {
    case 'SessionGet':
      return {};
    case 'SecretGet':
      return { vault, name: secretName(turn) };
    case 'SecretSet':
      return { vault, name: secretName(turn), value: value(), enabled: true, tags: { owner: 'bench' } };
    case 'SecretList':
      return { vault };
  }
}

/** As many as are in flight share a transaction, which is the best that a commit for a group can do. */
async function runBare({ name, flight, bare }: Setting): Promise<Round> {
  const { perOperation, cpuPerOperation = 0, waits } = await repeat(operationsPerRound / flight, 1, () => bare.run(name, flight));
  return { perOperation: perOperation / flight, cpuPerOperation: cpuPerOperation / flight, waits };
}

function comparisonTable(flight: number, found: readonly Found[]): Table {
  const rows = found.flatMap(({ name, through, bare }) => [
    [...comparisonRow(`${name} bare`, bare), ...cpuRow(bare)],
    [...comparisonRow(`${name} corridor`, through, bare), ...cpuRow(through, bare)],
  ]);
  return { title: `${flight} in flight`, head: [...comparisonHead, ...cpuHead], rows };
}

function stageTable(flight: number, found: readonly Found[]): Table {
  const rows = found.map(({ name, spent, together }) => {
    const each = spent.map((one) => median(one.each));
    return [name, ...each.map(duration), duration(sum(each)), median(together).toFixed(1)];
  });
  const head = ['', ...stages, 'together', 'per commit'];
  return { title: `${flight} in flight: where the time of one operation usually goes`, head, rows };
}

function subfolder({ folder }: Bench, name: string): string {
  const path = join(folder, name);
  mkdirSync(path, { mode: 0o700 });
  return path;
}
