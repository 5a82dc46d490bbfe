import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import * as z from 'zod';
import type { Client } from '../../renderer/api/client.ts';
import { anApplication, switchOn, tokenOf } from '../support/a-rest-house.ts';
import { type EngineUnderTest, startEngineProcess } from '../support/engine-process.ts';
import { openRestClient } from '../support/rest-client.ts';
import { copyBuild } from './build-copy.ts';
import { coresOf } from './core-time.ts';
import { type Bench, type Part, SkipError, type Table } from './part.ts';
import { comparisonHead, comparisonRow, type Contender, costs, interleave, repeat, type Round, type Sample } from './round.ts';
import { median, ratioOf } from './stat.ts';
import { makeStock, setSecret, vault } from './stock.ts';
import { duration, factor, times } from './text.ts';

const flights = [1, 16] as const;
const requestsPerRound = { 1: 300, 16: 1_600 } as const;
const secretCount = 100;
const value = 'a'.repeat(1_024);
/** What Key Vault allows a vault in a second: 4,000 in ten. */
const keyVaultPerSecond = 400;

/** The second door's price. */
export const rest: Part = {
  name: 'rest',
  measures: 'reading and writing secrets over REST against a bare node:https server that answers a constant, and the window meanwhile',
  async run(bench) {
    if (process.platform !== 'linux') throw new SkipError('the cores’ time of another process is read from /proc, which only Linux has');
    const build = copyBuild(join(bench.folder, 'build'));
    const engine = startEngineProcess({ data: join(bench.folder, 'data'), state: join(bench.folder, 'state'), entry: build.engine });
    await engine.ready;
    const page = engine.openPage();
    const house = await furnish(page, engine);
    const bare = await openBare(house);
    const load = fork(join(import.meta.dirname, 'rest-load.ts'), { execArgv: [] });
    try {
      await warm({ house, bare, load });
      for (const flight of flights) bench.table(await compare(bench, flight, { house, bare, load }));
      bench.table(await watchWindow(bench, page, { house, load }));
      bench.note(
        'the log is on and durable: what is answered is committed with its record (synchronous=FULL); limits are lifted by setting',
      );
    } finally {
      load.kill();
      bare.child.kill();
      await engine.kill();
    }
  },
};

/** A server that answers, and what it is asked. */
interface Server {
  readonly child: ChildProcess;
  readonly host: string;
  readonly port: number;
  readonly ca: string;
  readonly gets: readonly string[];
  readonly sets: readonly string[];
  /** Length of the answer to a get. */
  readonly answerBytes: number;
}

async function furnish(page: Client, { child }: EngineUnderTest): Promise<Server> {
  await makeStock(page);
  for (let at = 0; at < secretCount; at += 1) await setSecret(page, `secret-${at}`, new TextEncoder().encode(value));
  const { name, authority } = await switchOn(page);
  const { resourceGroup } = await page.call('SessionGet', {});
  const scope = `${resourceGroup}/providers/Microsoft.KeyVault/vaults/${vault}`;
  const application = await anApplication(page, 'bench', [{ role: 'Key Vault Secrets Officer', scope }]);
  const [port, ca, host] = [name.port, authority?.pem ?? '', `${vault}.${name.suffix}`];
  const client = openRestClient({ port, ca });
  const token = await tokenOf({ rest: client, port, tenantId: name.tenantId }, application);
  const { text } = await client.ask({ host, token, path: pathOf(0) });
  client.close();
  return { child, host, port, ca, ...requestsTo(host, port, token), answerBytes: Buffer.byteLength(text) };
}

const pathOf = (at: number): string => `/secrets/secret-${at}?api-version=7.5`;

function requestsTo(host: string, port: number, token: string): Pick<Server, 'gets' | 'sets'> {
  const body = JSON.stringify({ value, tags: { owner: 'bench' } });
  const common = `host: ${host}:${port}\r\nauthorization: Bearer ${token}\r\naccept: application/json\r\n`;
  const content = `content-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
  const each = (request: (at: number) => string): string[] => Array.from({ length: secretCount }, (_, at) => request(at));
  return {
    gets: each((at) => `GET ${pathOf(at)} HTTP/1.1\r\n${common}\r\n`),
    sets: each((at) => `PUT ${pathOf(at)} HTTP/1.1\r\n${common}${content}`),
  };
}

const listening = z.object({ port: z.number(), ca: z.string() });

async function openBare(house: Server): Promise<Server> {
  const child = fork(join(import.meta.dirname, 'bare-https.ts'), { execArgv: [] });
  child.send({ host: house.host, bodyBytes: house.answerBytes });
  const [message] = await once(child, 'message');
  return { ...house, ...listening.parse(message), child };
}

interface Stand {
  readonly house: Server;
  readonly bare: Server;
  readonly load: ChildProcess;
}

const done = z.object({ wallMs: z.number(), waits: z.array(z.number()) });

/** One round of load on a server, and what that took of its cores. */
async function press(
  load: ChildProcess,
  server: Server,
  requests: readonly string[],
  given: { connections: number; count: number },
): Promise<Round> {
  const { host, port, ca, child } = server;
  const before = coresOf(child.pid);
  load.send({ host, port, ca, requests, ...given });
  const [message] = await once(load, 'message');
  const parsed = done.safeParse(message);
  if (!parsed.success) throw new Error(`load on ${host}: ${JSON.stringify(message)}`);
  const { wallMs, waits } = parsed.data;
  return { perOperation: wallMs / given.count, cpuPerOperation: (coresOf(child.pid) - before) / given.count, waits };
}

const warmUp = { gets: 10_000, sets: 4_000 } as const;

/** Asks until both runtimes have compiled what they do over and over: what is measured is how they go on, not how they begin. */
async function warm({ house, bare, load }: Stand): Promise<void> {
  for (const server of [bare, house]) {
    await press(load, server, server.gets, { connections: 16, count: warmUp.gets });
    await press(load, server, server.sets, { connections: 16, count: warmUp.sets });
  }
}

async function compare(bench: Bench, flight: (typeof flights)[number], { house, bare, load }: Stand): Promise<Table> {
  const given = { connections: flight, count: requestsPerRound[flight] };
  const contender = (name: string, server: Server, requests: readonly string[]): Contender => ({
    name,
    round: () => press(load, server, requests, given),
  });
  const [bareGet, get, bareSet, set] = await interleave(
    [
      contender('get: bare server', bare, bare.gets),
      contender('get: SecretGet', house, house.gets),
      contender('set: bare server', bare, bare.sets),
      contender('set: SecretSet', house, house.sets),
    ],
    bench.rounds,
  );
  if (!bareGet || !get || !bareSet || !set) throw new Error('a contender gave nothing');
  return {
    title: `${flight} kept-alive ${flight === 1 ? 'connection' : 'connections'}`,
    head: [...comparisonHead, 'a second', 'of the bare rate', 'cores’ time', 'for a core’s second', 'of the bare', 'of Key Vault’s 400'],
    rows: [rowOf(bareGet), rowOf(get, bareGet), rowOf(bareSet), rowOf(set, bareSet)],
  };
}

const coreCosts = ({ rounds }: Sample): number[] => rounds.map(({ cpuPerOperation }) => Math.max(cpuPerOperation ?? Number.NaN, 1e-6));

function rowOf(sample: Sample, base?: Sample): string[] {
  const rate = 1000 / median(costs(sample));
  return [
    ...comparisonRow(sample.name, sample, base),
    rate.toFixed(0),
    base ? times(ratioOf(costs(base), costs(sample))) : '',
    duration(median(coreCosts(sample))),
    (1000 / median(coreCosts(sample))).toFixed(0),
    base ? times(ratioOf(coreCosts(base), coreCosts(sample))) : '',
    base ? factor(rate / keyVaultPerSecond) : '',
  ];
}

/** How long a call of the window takes at rest, and while sixteen connections ask for all that they can get. */
async function watchWindow(bench: Bench, page: Client, { house, load }: Omit<Stand, 'bare'>): Promise<Table> {
  const ask = (): Promise<Round> => repeat(60, 1, () => page.call('SessionGet', {}));
  const under = (requests: readonly string[]) => async (): Promise<Round> => {
    let going = true;
    const pressing = (async () => {
      while (going) await press(load, house, requests, { connections: 16, count: 400 });
    })();
    const round = await ask();
    going = false;
    await pressing;
    return round;
  };
  const [rest, gets, sets] = await interleave(
    [
      { name: 'at rest', round: ask },
      { name: 'while 16 connections read', round: under(house.gets) },
      { name: 'while 16 connections write', round: under(house.sets) },
    ],
    bench.rounds,
  );
  if (!rest || !gets || !sets) throw new Error('a contender gave nothing');
  const rows = [comparisonRow(rest.name, rest), comparisonRow(gets.name, gets, rest), comparisonRow(sets.name, sets, rest)];
  return { title: 'SessionGet of a window', head: comparisonHead, rows };
}
