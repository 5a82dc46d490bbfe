import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setImmediate as tick } from 'node:timers/promises';
import { type Bridge, defaultPreference, type Departure, toShell } from '../../app/contract/bridge.ts';
import { fromEngine, type ToEngine } from '../../app/contract/link.ts';
import type { Client } from '../../renderer/api/client.ts';
import { connect } from '../../renderer/api/connection.ts';

const root = join(import.meta.dirname, '../..');

export interface EngineStart {
  /** The data folder. */
  readonly data: string;
  /** The folder of the anchor. */
  readonly state: string;
  /** Environment beside what every engine gets. */
  readonly env?: Readonly<Record<string, string>>;
  /** Runs before the engine: `strace -f …`. */
  readonly before?: readonly string[];
  /** Of Node, where they are not the least that an engine needs. */
  readonly switches?: readonly string[];
  /** Another script than the engine's source: the built one. */
  readonly entry?: string;
}

/** A real engine process, and a page in front of it: the shell's place is taken by the test. */
export interface EngineUnderTest {
  readonly child: ChildProcess;
  /** Settles when the engine takes pages. @throws Error with the engine's own words when it refuses or ends before */
  readonly ready: Promise<void>;
  /** What a new page load finds of its shell. */
  openBridge(): Bridge;
  /** A new page load, with a sealed channel of its own. */
  openPage(): Client;
  send(message: ToEngine): void;
  /** Why it left, once it has said so. */
  readonly departed: Promise<Departure>;
  /** Settles when the process is gone. */
  readonly gone: Promise<void>;
  /** What it wrote to its log. */
  output(): string;
  kill(): Promise<void>;
}

/** Starts the engine, from its sources where nothing else is said, on the Node that runs the tests. */
export function startEngineProcess(start: EngineStart): EngineUnderTest {
  const engine = [
    process.execPath,
    ...(start.switches ?? ['--disable-sigusr1']),
    start.entry ?? join(root, 'main/engine.ts'),
    '--data',
    start.data,
  ] as const;
  const [command, ...words] = start.before ? [...start.before, ...engine] : engine;
  const child = spawn(command, words, {
    env: { PATH: process.env['PATH'], HOME: start.state, XDG_STATE_HOME: start.state, ...start.env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // A group of its own, so that what runs before the engine does not outlive it, nor it that.
    detached: true,
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const pages = new Map<number, (message: string) => void>();
  const ready = Promise.withResolvers<void>();
  const departed = Promise.withResolvers<Departure>();
  const gone = new Promise<unknown>((resolve) => child.once('exit', resolve)).then(() => {
    ready.reject(new Error(`the engine ended: ${said}`));
    for (const deliver of pages.values()) deliver(JSON.stringify({ kind: 'departed', departure: 'crashed' }));
  });
  ready.promise.catch(() => undefined);
  child.on('message', (raw) => {
    const message = fromEngine.parse(raw);
    if (message.kind === 'ready') ready.resolve();
    else if (message.kind === 'refused') ready.reject(new Error(`${message.code} ${message.detail}`));
    else if (message.kind === 'page') pages.get(message.page)?.(JSON.stringify({ kind: 'engine', text: message.text }));
    else if (message.kind === 'leaving') departed.resolve(message.departure);
  });
  const send = (message: ToEngine): void => {
    // A write that fails means that the engine is going; its exit says the rest.
    if (child.connected) child.send(message, () => undefined);
  };
  let lastPage = 0;
  const openBridge = (): Bridge => {
    const page = ++lastPage;
    return {
      receive: (receiver) => pages.set(page, receiver),
      post(raw) {
        const message = toShell.parse(JSON.parse(raw));
        if (message.kind === 'hello') {
          pages.get(page)?.(JSON.stringify({ kind: 'welcome', preference: defaultPreference }));
          send({ kind: 'page-opened', page });
        } else if (message.kind === 'engine') {
          send({ kind: 'page', page, text: message.text });
        }
      },
    };
  };

  return {
    child,
    ready: ready.promise,
    departed: departed.promise,
    gone,
    send,
    output: () => said,
    openBridge,
    openPage: () => connect(openBridge()).client,
    async kill() {
      endGroup(child);
      await gone;
      while (endGroup(child)) await tick();
    },
  };
}

/** @returns whether there was anything left of the engine and of what ran before it */
function endGroup({ pid }: ChildProcess): boolean {
  try {
    return pid !== undefined && process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false;
    throw error;
  }
}
