import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { childrenOf } from '../support/process-tree.ts';
import { coresOf } from './core-time.ts';
import { buildCryptokiLoop, type CryptokiLoop, type LoopWork } from './cryptoki-loop.ts';
import { type HsmGround, type KeyName, openHsmGround, vault } from './hsm-ground.ts';
import { opensslVersion, speedRound, type SpeedWork } from './openssl-speed.ts';
import { type Bench, type Part, SkipError, type Table } from './part.ts';
import { type Contender, costs, cpuCosts, interleave, repeat, type Round, type Sample } from './round.ts';
import { median, ratioOf } from './stat.ts';
import { duration, factor, times } from './text.ts';

const inFlight = 32;
/** What Key Vault allows a vault in a second: 2,000 signatures by RSA-2048 of an HSM in ten. */
const keyVaultPerSecond = 200;

/** What a token's keys are asked for, and what software's. */
export const hsm: Part = {
  name: 'hsm',
  measures: 'signing and key wrapping: a token (SoftHSM) through the corridor against a C loop on it, software keys against openssl speed',
  async run(bench) {
    if (process.platform !== 'linux') throw new SkipError('the cores’ time of another process is read from /proc, which only Linux has');
    const version = opensslVersion();
    const ground = await openHsmGround(bench.folder);
    try {
      const loop = buildCryptokiLoop(bench.folder, ground.loop, ground.sessions);
      bench.table(await compareToken(bench, ground, loop));
      bench.table(await compareSoftware(bench, ground, version));
    } finally {
      await ground.close();
    }
    bench.note(
      `the C loop and the host have ${ground.sessions} sessions each, the corridor ${inFlight} calls in flight; every call is recorded, durably`,
    );
    bench.note(
      'wrapping: the host does RFC 3394 over AES of the token, which has no C_Encrypt for it; the C loop makes an object and wraps that',
    );
    bench.note('cores’ time: of the engine and of the host; ratios of it are those of a machine that does nothing else');
  },
};

interface TokenTask {
  readonly label: string;
  readonly work: LoopWork;
  readonly key: KeyName;
  readonly counts: { readonly corridor: number; readonly loop: number };
}

const tokenTasks: readonly TokenTask[] = [
  { label: 'RSA-2048 sign', work: 'rs256', key: 'RSA-HSM', counts: { corridor: 1_000, loop: 1_500 } },
  { label: 'P-256 sign', work: 'es256', key: 'EC-HSM', counts: { corridor: 2_000, loop: 10_000 } },
  { label: 'AES-256 wrap', work: 'wrap', key: 'oct-HSM', counts: { corridor: 2_000, loop: 4_000 } },
];

/** What is asked of a key by each kind of work. */
const callOf = {
  rs256: { name: 'KeySign', input: { algorithm: 'RS256', digest: new Uint8Array(32).fill(7) } },
  es256: { name: 'KeySign', input: { algorithm: 'ES256', digest: new Uint8Array(32).fill(7) } },
  wrap: { name: 'KeyWrap', input: { algorithm: 'A256KW', value: new Uint8Array(32).fill(7) } },
} as const;

/** Asks for it by the corridor. */
function asker({ house: { corridor, window } }: HsmGround, work: LoopWork, key: KeyName): () => Promise<unknown> {
  const { name, input } = callOf[work];
  const { signal } = new AbortController();
  return () => corridor.call({ caller: window.caller, name, requestId: randomUUID(), input: { vault, name: key, ...input }, signal });
}

/** Asks the host, without a house. */
function hostAsker({ hosts, placeOf }: HsmGround, work: LoopWork, name: KeyName): () => Promise<unknown> {
  const place = placeOf(name);
  switch (work) {
    case 'rs256':
    case 'es256': {
      const key = hosts.key(place, work === 'rs256' ? { family: 'RSA', bits: 2048 } : { family: 'EC', curve: 'P-256' });
      const { algorithm, digest } = callOf[work].input;
      return () => key.sign(algorithm, digest);
    }
    case 'wrap': {
      const { algorithm, value } = callOf.wrap.input;
      const key = hosts.key(place, { family: 'oct', bits: 256 });
      return () => key.encrypt(algorithm, value, {});
    }
  }
}

/** How late this process, which is the engine, came to what it was to do. */
const createLoopDelay = () => monitorEventLoopDelay({ resolution: 1 });
type LoopDelay = ReturnType<typeof createLoopDelay>;

/** A round in which all processes of this one are counted. */
async function watched(count: number, delay: LoopDelay, act: () => Promise<unknown>): Promise<Round> {
  const all = (): number => [process.pid, ...childrenOf(process.pid)].reduce((total, pid) => total + coresOf(pid), 0);
  const before = all();
  delay.enable();
  const round = await repeat(count, inFlight, act);
  delay.disable();
  return { ...round, cpuPerOperation: (all() - before) / count };
}

async function compareToken(bench: Bench, ground: HsmGround, loop: CryptokiLoop): Promise<Table> {
  const rows: string[][] = [];
  for (const { label, work, key, counts } of tokenTasks) {
    const [delay, unused] = [createLoopDelay(), createLoopDelay()];
    const object = Buffer.from(ground.placeOf(key).object).toString('hex');
    const contenders: Contender[] = [
      { name: `${label}: C loop`, round: () => loop.round(work, object, counts.loop) },
      { name: `${label}: host alone`, round: () => watched(counts.corridor, unused, hostAsker(ground, work, key)) },
      { name: `${label}: corridor`, round: () => watched(counts.corridor, delay, asker(ground, work, key)) },
    ];
    const [base, host, corridor] = await interleave(contenders, bench.rounds);
    if (!base || !host || !corridor) throw new Error('a contender gave nothing');
    const isSigning = work === 'rs256';
    rows.push(rowOf(base), rowOf(host, { base }), rowOf(corridor, { base, delay, limited: isSigning }));
  }
  return { title: 'keys in a token of SoftHSM', head: tableHead('the C loop’s'), rows };
}

const softwareTasks: readonly { label: string; work: 'rs256' | 'es256'; key: KeyName; speed: SpeedWork; count: number }[] = [
  { label: 'RSA-2048 sign', work: 'rs256', key: 'RSA', speed: 'rsa2048', count: 1_000 },
  { label: 'P-256 sign', work: 'es256', key: 'EC', speed: 'ecdsap256', count: 1_000 },
];

async function compareSoftware(bench: Bench, ground: HsmGround, version: string): Promise<Table> {
  const processes = availableParallelism();
  const rows: string[][] = [];
  for (const { label, work, key, speed, count } of softwareTasks) {
    const delay = createLoopDelay();
    const [base, corridor] = await interleave(
      [
        { name: `${label}: openssl speed`, round: () => speedRound(speed, processes) },
        { name: `${label}: corridor`, round: () => watched(count, delay, asker(ground, work, key)) },
      ],
      bench.rounds,
    );
    if (!base || !corridor) throw new Error('a contender gave nothing');
    rows.push(rowOf(base), rowOf(corridor, { base, delay }));
  }
  return { title: `software keys (${version}, ${processes} processes)`, head: tableHead('openssl’s'), rows };
}

const tableHead = (base: string): string[] => [
  '',
  'per operation',
  'a second',
  `of ${base} rate (lowest–highest round)`,
  'cores’ time',
  `of ${base} by it`,
  'loop delay p99',
  'of Key Vault’s 200',
];

interface Against {
  readonly base: Sample;
  readonly delay?: LoopDelay;
  /** Whether Key Vault has a limit to compare with. */
  readonly limited?: boolean;
}

function rowOf(sample: Sample, against?: Against): string[] {
  const cost = costs(sample);
  const rate = 1000 / median(cost);
  // What openssl speed takes of the cores for signing alone, it does not say.
  const [cores, baseCores] = [cpuCosts(sample), against ? cpuCosts(against.base) : []];
  return [
    sample.name,
    duration(median(cost)),
    rate.toFixed(0),
    against ? times(ratioOf(costs(against.base), cost)) : '',
    cores.length > 0 ? duration(median(cores)) : '',
    baseCores.length > 0 ? times(ratioOf(baseCores, cores)) : '',
    against?.delay ? duration(against.delay.percentile(99) / 1e6) : '',
    against?.limited ? factor(rate / keyVaultPerSecond) : '',
  ];
}
