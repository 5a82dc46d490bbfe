import { join } from 'node:path';
import type { EndpointName } from '../../../app/contract/endpoint.ts';
import { engineCommand, engineEnvironment } from '../engine-command.ts';
import { type EngineReport, superviseEngine } from '../engine-process.ts';
import { claimInstance } from '../instance.ts';
import { openLogFile } from '../log-file.ts';
import type { HeadlessOption } from './headless-option.ts';
import { exitCode, type Outcome, outcomeOf } from './outcome.ts';

export interface HeadlessDeps {
  readonly option: HeadlessOption;
  /** The pinned Node. */
  readonly node: string;
  /** The engine's script. */
  readonly engineEntry: string;
  /** Asked once the data folder is ours: a passphrase, or the PIN of a token; undefined where none was given. Zeroed when it is handed over. */
  readonly typed: () => Promise<Uint8Array | undefined>;
  readonly environment: NodeJS.ProcessEnv;
  /** A line for whoever started it. */
  readonly print: (line: string) => void;
  readonly printError: (line: string) => void;
  /** Aborted when the process is told to end. */
  readonly stopping: AbortSignal;
}

/** What is typed for a way to unlock. */
export const typedWord = { passphrase: 'passphrase', hsm: 'PIN' } as const;

const stopped: Outcome = { code: exitCode.stopped, sentence: '' };

/**
 * The engine without a window, from start to end: claims the data folder, has the house opened, serves until it is told to stop.
 * @returns the exit code
 */
export async function runHeadless(deps: HeadlessDeps): Promise<number> {
  const { code, sentence } = await claimed(deps);
  if (sentence !== '') deps.printError(sentence);
  return code;
}

async function claimed(deps: HeadlessDeps): Promise<Outcome> {
  const { data, unlock } = deps.option;
  const instance = await claimInstance(data, () => 'headless');
  if (!instance) return outcomeOf('StoreInUse', '{}');
  try {
    const input = unlock === 'keychain' ? undefined : await deps.typed();
    if (deps.stopping.aborted) return stopped;
    if (unlock !== 'keychain' && !input?.length)
      return {
        code: exitCode.usage,
        sentence: `no ${typedWord[unlock]}: write it to standard input as one line, or use --unlock keychain`,
      };
    return await serve(deps, input);
  } finally {
    instance.close();
  }
}

async function serve(deps: HeadlessDeps, input: Uint8Array | undefined): Promise<Outcome> {
  const { data } = deps.option;
  const logs = join(data, 'log');
  const log = openLogFile(join(logs, 'engine.log'));
  const end = Promise.withResolvers<Outcome>();
  const report = createReport(deps, logs, (outcome) => end.resolve(outcome));
  const engine = superviseEngine(
    {
      command: engineCommand({ node: deps.node, entry: deps.engineEntry, args: ['--data', data, '--unlock', deps.option.unlock] }),
      environment: engineEnvironment(deps.environment),
      log,
      input,
      graceMs: 2000,
    },
    report,
  );
  const stop = (): void => end.resolve(stopped);
  deps.stopping.addEventListener('abort', stop, { once: true });
  if (deps.stopping.aborted) stop();
  try {
    return await end.promise;
  } finally {
    await engine.stop();
  }
}

/** Only one that opens the house by itself is started again: nobody is there to type a passphrase anew. */
function createReport(deps: HeadlessDeps, logs: string, end: (outcome: Outcome) => void): EngineReport {
  let isTold = false;
  return {
    serving(name) {
      if (!isTold) deps.print(readyLine(deps, name, logs));
      isTold = true;
    },
    ready: () => undefined,
    page: () => undefined,
    expelled: () => undefined,
    locked: () => undefined,
    departed(departure) {
      if (departure === 'crashed' && deps.option.unlock === 'keychain') return;
      end({ code: exitCode.failed, sentence: `the engine ended by itself; its last words are in ${join(logs, 'engine.log')}` });
    },
    refused: (code, detail) => end(outcomeOf(code, detail)),
  };
}

const readyLine = ({ option }: HeadlessDeps, { suffix, authority, port, tenantId }: EndpointName, logs: string): string =>
  `ready headless authority https://${authority}:${port}/${tenantId} vaults https://{vault}.${suffix}:${port} data ${option.data} log ${logs}`;
