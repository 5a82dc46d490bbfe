import { join } from 'node:path';
import { type CallName, contract } from '../../app/contract/operation.ts';
import { mostValueBytes } from '../../app/contract/secret.ts';
import type { Client } from '../../renderer/api/client.ts';
import { startEngineProcess } from '../support/engine-process.ts';
import { copyBuild } from './build-copy.ts';
import { startConsole, useDisplay } from './console.ts';
import { largeSecret, makeStock } from './stock.ts';
import { openPageClient, type PageEnd } from './page-client.ts';
import { type Bench, type Part, SkipError, type Table } from './part.ts';
import { type Ping, startPing } from './ping.ts';
import { comparisonHead, comparisonRow, type Contender, interleave, repeat, type Sample } from './round.ts';

const callsPerRound = 30;
const smallAnswer = 1_000;
/** A sealed frame is base64url: four characters for three bytes. */
const largeAnswer = Math.ceil(((mostValueBytes + 700) * 4) / 3);

interface Question {
  readonly label: string;
  readonly name: CallName;
  readonly input: object;
  readonly answerChars: number;
}

const questions: readonly Question[] = [
  { label: 'InstanceGet (no transaction, no record)', name: 'InstanceGet', input: {}, answerChars: smallAnswer },
  { label: 'SessionGet', name: 'SessionGet', input: {}, answerChars: smallAnswer },
  { label: 'SecretGet 25 KiB', name: 'SecretGet', input: largeSecret, answerChars: largeAnswer },
];

/** Round trips between processes. */
export const ipc: Part = {
  name: 'ipc',
  measures:
    'round trips over the sealed channel to a real engine, from a bare client and from the real window, against a bare child process',
  async run(bench) {
    const large = questions.at(-1);
    const build = copyBuild(join(bench.folder, 'build'));
    const ping = startPing();
    const { client, close } = await openEngine(bench, build.engine);
    const window = await openWindow(bench, build.shell);
    try {
      for (const question of questions) bench.table(await compare(bench, question, { ping, client, window }));
      if (large) bench.table(await compareFlights(bench, large, { ping, client, window }));
    } finally {
      await window?.close();
      await close();
      await ping.close();
    }
  },
};

interface Ends {
  readonly ping: Ping;
  readonly client: Client;
  readonly window: WindowEnd | undefined;
}

/** An engine with the page's client in front of it, in this process: no shell and no window between. */
async function openEngine({ folder }: Bench, entry: string): Promise<{ client: Client; close(): Promise<void> }> {
  const engine = startEngineProcess({ data: join(folder, 'engine'), state: join(folder, 'engine-state'), entry });
  await engine.ready;
  const client = engine.openPage();
  await makeStock(client);
  return { client, close: () => engine.kill() };
}

interface WindowEnd extends PageEnd {
  close(): Promise<void>;
}

async function openWindow(bench: Bench, shell: string): Promise<WindowEnd | undefined> {
  try {
    return await startWindow(bench, shell);
  } catch (error) {
    if (!(error instanceof SkipError)) throw error;
    bench.note(`without the window: ${error.message}`);
    return undefined;
  }
}

async function startWindow({ folder }: Bench, shell: string): Promise<WindowEnd> {
  const display = await useDisplay();
  const console = await startConsole({ shell, folder: join(folder, 'window'), display: display.name });
  const close = async (): Promise<void> => {
    await console.close();
    display.close();
  };
  const end = await openPageClient(await console.page());
  await makeStock(end);
  return { ...end, close };
}

async function compare(bench: Bench, question: Question, { ping, client, window }: Ends): Promise<Table> {
  const contenders: Contender[] = [
    { name: 'bare child process', round: () => repeat(callsPerRound, 1, () => ping.send(question.answerChars)) },
    ...enginesOf(question, 1, { client, window }),
  ];
  return tableOf(question.label, await interleave(contenders, bench.rounds));
}

/** Whether what is asked at the same time is answered together. */
async function compareFlights(bench: Bench, question: Question, ends: Ends): Promise<Table> {
  const single: Contender = { name: 'engine, 1 in flight', round: () => repeat(callsPerRound, 1, () => ask(ends.client, question)) };
  const samples = await interleave([single, ...enginesOf(question, 16, ends)], bench.rounds);
  return tableOf(`${question.label}, 16 in flight against 1`, samples);
}

function enginesOf(question: Question, atOnce: number, { client, window }: Omit<Ends, 'ping'>): Contender[] {
  const flight = atOnce === 1 ? '' : `, ${atOnce} in flight`;
  const { name, input } = question;
  return [
    { name: `engine${flight}`, round: () => repeat(callsPerRound, atOnce, () => ask(client, question)) },
    ...(window ? [{ name: `window${flight}`, round: () => window.repeat({ name, input, count: callsPerRound, atOnce }) }] : []),
  ];
}

const ask = (client: Client, { name, input }: Question): Promise<unknown> => client.call(name, contract[name].input.parse(input));

function tableOf(title: string, samples: readonly Sample[]): Table {
  const [base] = samples;
  return {
    title,
    head: comparisonHead,
    rows: samples.map((sample) => comparisonRow(sample.name, sample, sample === base ? undefined : base)),
  };
}
