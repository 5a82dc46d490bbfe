import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { access, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CancelledError } from '../../app/contract/vault-error.ts';
import { isErrno } from '../file-error.ts';
import type { Elevation, HostsChange } from './hosts-file.ts';
import { appleQuote, handCommand, powerShellReplace, replaceScript, shellQuote } from './hosts-script.ts';

/** A program and its words. */
export interface Launch {
  readonly file: string;
  readonly args: readonly string[];
}

/** What a change is handed over as. */
export interface Order {
  readonly file: string;
  /** Where the new content lies. */
  readonly content: string;
  /** SHA-256 in hex: what the administrator's script finds and writes must be these, whoever else can write where the content lies. */
  readonly before: string;
  readonly after: string;
}

/** How the system asks for an administrator; undefined where it has no way. */
export interface Asking {
  /** The program that must be there. */
  readonly program: string;
  launch(order: Order): Launch;
}

const words = ({ file, content, before, after }: Order): string[] => [file, before, content, after];

/** @param platform of Node */
export function askingOf(platform: NodeJS.Platform): Asking | undefined {
  switch (platform) {
    case 'linux':
      return {
        program: '/usr/bin/pkexec',
        launch: (order) => ({ file: '/usr/bin/pkexec', args: ['/bin/sh', '-c', replaceScript, 'sh', ...words(order)] }),
      };
    case 'darwin':
      return { program: '/usr/bin/osascript', launch: (order) => ({ file: '/usr/bin/osascript', args: ['-e', appleScript(order)] }) };
    case 'win32': {
      const program = join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'WindowsPowerShell', 'v1.0', 'powershell.exe');
      return {
        program,
        launch: (order) => ({ file: program, args: ['-NoProfile', '-NonInteractive', '-Command', powerShellReplace(program, order)] }),
      };
    }
    default:
      return undefined;
  }
}

function appleScript(order: Order): string {
  const command = ['/bin/sh', '-c', replaceScript, 'sh', ...words(order)].map(shellQuote).join(' ');
  return `do shell script ${appleQuote(command)} with administrator privileges`;
}

/**
 * Has an administrator write the file, by a script that replaces it in one step where it finds what was read.
 * @param asking how the system asks
 */
export const createElevation = (asking: Asking | undefined, env: NodeJS.ProcessEnv, platform: NodeJS.Platform): Elevation => ({
  isThere: async () => asking !== undefined && isProgram(asking.program),
  command: (file, lines) => handCommand(platform, file, lines),
  async write(change, signal) {
    if (!asking) return false;
    const folder = await mkdtemp(join(tmpdir(), 'strongroom-'));
    try {
      const content = join(folder, 'hosts');
      await writeFile(content, change.after, { encoding: 'latin1', mode: 0o600, flag: 'wx' });
      return (await run(asking.launch(toOrder(change, content)), env, signal)) === 0;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
});

const toOrder = ({ file, before, after }: HostsChange, content: string): Order => ({
  file,
  content,
  before: hash(before),
  after: hash(after),
});

const hash = (text: string): string => createHash('sha256').update(text, 'latin1').digest('hex');

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return true;
  } catch (error) {
    if (isErrno(error)) return false;
    throw error;
  }
}

/** @returns the exit code: of one that can't be started, or was ended, another than 0 @throws CancelledError */
function run({ file, args }: Launch, env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<number> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(new CancelledError());
    const child = spawn(file, args, { env, stdio: 'ignore', windowsHide: true });
    const stop = (): void => void child.kill();
    signal.addEventListener('abort', stop, { once: true });
    // One that runs as an administrator can't be ended from here either; what it was to write is gone by then.
    child.once('error', () => (signal.aborted ? reject(new CancelledError()) : resolve(127)));
    child.once('close', (code) => {
      signal.removeEventListener('abort', stop);
      if (signal.aborted) reject(new CancelledError());
      else resolve(code ?? 1);
    });
  });
}
