import { type ChildProcess, spawn } from 'node:child_process';
import { Readable, Writable } from 'node:stream';
import { withoutCore } from '../core-limit.ts';
import { type Connection, connect } from './connection.ts';
import { type BrowserLook, browserFlags } from './flag.ts';
import { crashFolder } from './profile.ts';

export interface Browser {
  readonly connection: Connection;
  readonly pid: number;
  /** Settles with what the browser said last when it is gone. */
  readonly gone: Promise<string>;
  /** Asks it to go, and ends it when it does not. */
  close(): Promise<void>;
  /** Ends it at once; what it started notices and ends too. */
  kill(): Promise<void>;
}

const graceMs = 4000;
const keptChars = 4000;

/**
 * Starts the browser on its private pipe: a pair of sockets that only this process and its child hold. When this process ends,
 * however it ends, the pipe ends and the browser with it.
 * @throws when the program cannot be started
 */
export async function startBrowser(program: string, look: BrowserLook): Promise<Browser> {
  const { file, args } = withoutCore({ file: program, args: browserFlags(look) });
  const child = spawn(file, args, {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    env: browserEnvironment(look.profile),
    detached: true,
  });
  const gone = lastWords(child);
  await started(child);
  const [send, receive] = [child.stdio[3], child.stdio[4]];
  if (!(send instanceof Writable) || !(receive instanceof Readable) || child.pid === undefined) throw new Error('no pipe to the browser');
  const connection = connect({ send, receive });
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await gone;
  };
  return { connection, pid: child.pid, gone, close: () => close(child, connection, gone), kill };
}

/** Debian's launcher reads flags of the person from these; here nobody adds any. */
function browserEnvironment(profile: string): NodeJS.ProcessEnv {
  const { CHROMIUM_FLAGS: _flags, CHROMIUM_USER_FLAGS: _userFlags, NODE_OPTIONS: _options, SSLKEYLOGFILE: _keys, ...rest } = process.env;
  return { ...rest, BREAKPAD_DUMP_LOCATION: crashFolder(profile) };
}

const started = (child: ChildProcess): Promise<void> =>
  new Promise((resolve, reject) => {
    child.once('spawn', resolve).once('error', reject);
  });

function lastWords(child: ChildProcess): Promise<string> {
  let words = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    words = (words + chunk.toString('utf8')).slice(-keptChars);
  });
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve(`${lastLines(words)} (${signal ?? `exit ${code}`})`));
  });
}

/** The browser is talkative; what ended it comes last. */
const lastLines = (words: string): string => words.trim().split('\n').slice(-3).join(' | ');

async function close(child: ChildProcess, connection: Connection, gone: Promise<string>): Promise<void> {
  const killer = setTimeout(() => child.kill('SIGKILL'), graceMs);
  // Refused only when the pipe is closed already, and then it is going.
  await connection.order('Browser.close').catch(() => undefined);
  await gone;
  clearTimeout(killer);
}
