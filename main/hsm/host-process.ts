import { type ChildProcess, spawn } from 'node:child_process';
import { Duplex } from 'node:stream';
import { withoutCore } from '../shell/core-limit.ts';
import { moduleVariables } from '../shell/module-variable.ts';
import { createLink, type Link } from './link.ts';
import { hostSaying, type HostSaying } from './message.ts';

export interface HostStart {
  /** The pinned Node. */
  readonly node: string;
  /** `host-child.ts`, or what it was built into. */
  readonly child: string;
  /** Of the engine: a library finds its configuration there. */
  readonly env: NodeJS.ProcessEnv;
  /** Most sessions of a token that work at once. */
  readonly sessions: number;
  /** How long an operation waits for a session, in milliseconds. */
  readonly waitMs: number;
  /** How often tokens are looked for, in milliseconds. */
  readonly lookMs: number;
}

export interface HostProcess extends Link {
  kill(): void;
}

/** What a library finds its configuration by, and what any program needs. Nothing that bends Node or the loader. */
const allowed = new Set([
  'APPDATA', 'HOME', 'LANG', 'LOCALAPPDATA', 'PATH', 'PROGRAMDATA', 'SYSTEMROOT', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR', 'TZ', 'USER',
  'USERPROFILE', 'XDG_CONFIG_HOME', 'XDG_RUNTIME_DIR',
]); // prettier-ignore

/**
 * Starts a host. A library's threads are the host's: as many as work at once, and some for the rest. It leaves no core dump, which would
 * hold PINs.
 * @param to.hear what it says, in its shape; @param to.ended once, whatever it ended by; nothing is heard after it
 */
export function startHost(start: HostStart, to: { hear(saying: HostSaying): void; ended(): void }): HostProcess {
  const words = [start.sessions, start.waitMs, start.lookMs].map(String);
  const { file, args } = withoutCore({ file: start.node, args: ['--disable-sigusr1', start.child, ...words] });
  const known = Object.entries(start.env).filter(([name]) => allowed.has(name) || moduleVariables.has(name));
  const child = spawn(file, [...args], {
    env: { ...Object.fromEntries(known), UV_THREADPOOL_SIZE: String(start.sessions + 4) },
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    windowsHide: true,
  });
  const kill = (): void => void child.kill('SIGKILL');
  once(child, to.ended);
  const stream = child.stdio[3];
  if (!(stream instanceof Duplex)) throw new TypeError('a host without a pipe');
  // What a process leaves unread when it ends shows in its end.
  stream.on('error', () => undefined);
  const link = createLink(stream, { hear: (message) => to.hear(hostSaying.parse(message)), violated: kill });
  return { send: link.send, kill };
}

function once(child: ChildProcess, ended: () => void): void {
  const end = (): void => {
    child.off('error', end);
    child.off('close', end);
    ended();
  };
  // It could not be started.
  child.once('error', end);
  // After its last words were read.
  child.once('close', end);
}
