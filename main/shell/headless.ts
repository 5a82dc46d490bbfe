import { join } from 'node:path';
import process from 'node:process';
import { mostPassphraseBytes } from '../../app/contract/common.ts';
import { readFirstLine } from './headless/first-line.ts';
import { type HeadlessOption, readHeadlessOptions } from './headless/headless-option.ts';
import { exitCode } from './headless/outcome.ts';
import { runHeadless, typedWord } from './headless/run-headless.ts';
import { defaultDataFolder, OptionError } from './shell-option.ts';
import { assertNoForbidden, findPlace } from './shell-place.ts';

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const printError = (line: string): void => void process.stderr.write(`strongroom: ${line}\n`);

const prompt = (unlock: HeadlessOption['unlock']): void => {
  if (unlock !== 'keychain') printError(`${typedWord[unlock]}:`);
};

/** In a checkout the engine's source does as well. */
const engineEntry = (): string =>
  import.meta.filename.endsWith('.ts') ? join(import.meta.dirname, '..', 'engine.ts') : findPlace(import.meta.dirname).engine;

async function start(): Promise<number> {
  const args = process.argv.slice(2);
  if (findPlace(import.meta.dirname).packaged && !import.meta.filename.endsWith('.ts'))
    assertNoForbidden([...process.execArgv, ...args], process.env);
  const option = readHeadlessOptions(args, defaultDataFolder(process.env));
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stop.abort());
  return runHeadless({
    option,
    node: process.execPath,
    engineEntry: engineEntry(),
    typed: () => readFirstLine(process.stdin, { mostBytes: mostPassphraseBytes, prompt: () => prompt(option.unlock), signal: stop.signal }),
    environment: process.env,
    print,
    printError,
    stopping: stop.signal,
  });
}

try {
  process.exitCode = await start();
} catch (error) {
  printError(error instanceof Error ? error.message : String(error));
  process.exitCode = error instanceof OptionError ? exitCode.usage : exitCode.failed;
}
