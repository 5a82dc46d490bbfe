import { type ChildProcess, spawn } from 'node:child_process';
import type { Departure } from '../../app/contract/bridge.ts';
import { type FromEngine, fromEngine, type LockCause, type ToEngine } from '../../app/contract/link.ts';
import type { Command } from './core-limit.ts';
import type { LogFile } from './log-file.ts';

/** One process of the engine, from its start to its exit. */
export interface EngineLife {
  readonly pid: number | undefined;
  /** @returns false when the engine does not keep up and the message was dropped */
  send(message: ToEngine): boolean;
  /** Demands that the engine leaves, or locks where it still serves applications, and ends it when it says neither in time. */
  lock(cause: LockCause): void;
  /** Ends an engine that holds nothing, at once. */
  end(): void;
  /** Settles when the process is gone. */
  readonly gone: Promise<void>;
}

export interface LifeReport {
  said(message: Exclude<FromEngine, { kind: 'leaving' }>): void;
  /** Said once: when the engine announces that it leaves, or when it is gone without a word. */
  departed(departure: Departure): void;
}

export interface EngineStart {
  readonly command: Command;
  readonly environment: NodeJS.ProcessEnv;
  readonly log: LogFile;
  /** Written to its standard input, which is closed after it; zeroed then. */
  readonly input?: Uint8Array | undefined;
  /** How long the engine may take to say that it leaves, and after that to be gone. */
  readonly graceMs: number;
}

/** Text on its way to an engine that does not read: 32 of the longest messages. */
const mostQueuedChars = 48_000_000;

export function startEngine(start: EngineStart, report: LifeReport): EngineLife {
  const child = spawnEngine(start);
  const depart = once((departure) => report.departed(departure));
  const kill = (): void => void child.kill('SIGKILL');
  let killer: NodeJS.Timeout | undefined;
  let demanded: Departure | undefined;
  const killSoon = (): void => {
    clearTimeout(killer);
    killer = setTimeout(kill, start.graceMs);
  };
  /** It did what was demanded; the end of the shell ends it all the same. */
  const spare = (): void => {
    if (demanded === 'stopped') return;
    clearTimeout(killer);
    demanded = undefined;
  };
  child.on('message', (raw) => {
    const message = fromEngine.safeParse(raw);
    if (!message.success) {
      start.log.line('the engine sent what is no message; it is ended');
      kill();
    } else if (message.data.kind === 'leaving') {
      killSoon();
      depart(message.data.departure);
    } else {
      if (message.data.kind === 'locked') spare();
      report.said(message.data);
    }
  });
  const gone = new Promise<void>((resolve) => {
    whenGone(child, start.log, () => {
      clearTimeout(killer);
      depart(demanded ?? 'crashed');
      resolve();
    });
  });
  const send = sender(child);
  const lock = (cause: LockCause): void => {
    demanded ??= cause === 'shell-closed' ? 'stopped' : 'locked';
    send({ kind: 'lock', cause });
    killSoon();
  };
  return { pid: child.pid, send, lock, end: kill, gone };
}

/** In a session of its own, so that Ctrl+C in the terminal reaches the shell alone, which then ends the engine in order. */
function spawnEngine({ command, environment, log, input }: EngineStart): ChildProcess {
  const child = spawn(command.file, command.args, {
    env: environment,
    stdio: [input ? 'pipe' : 'ignore', 'pipe', 'pipe', 'ipc'],
    detached: true,
    windowsHide: true,
  });
  // One that ends before it has read shows in its exit.
  child.stdin?.on('error', () => input?.fill(0));
  if (input) child.stdin?.end(input, () => input.fill(0));
  child.stdout?.on('data', (chunk: Buffer) => log.append(chunk));
  child.stderr?.on('data', (chunk: Buffer) => log.append(chunk));
  return child;
}

function whenGone(child: ChildProcess, log: LogFile, then: () => void): void {
  child.once('exit', (code, signal) => {
    log.line(`engine ${child.pid} ended: ${signal ?? `exit ${code}`}`);
    then();
  });
  child.on('error', (error) => {
    log.line(`engine: ${error.message}`);
    if (child.pid === undefined) then();
  });
}

function sender(child: ChildProcess): (message: ToEngine) => boolean {
  let queued = 0;
  return (message) => {
    const chars = message.kind === 'page' ? message.text.length : 0;
    if (!child.connected || queued + chars > mostQueuedChars) return false;
    queued += chars;
    // A failed write means that the engine is going; its exit says the rest.
    child.send(message, () => {
      queued -= chars;
    });
    return true;
  };
}

function once(act: (departure: Departure) => void): (departure: Departure) => void {
  let done = false;
  return (departure) => {
    if (done) return;
    done = true;
    act(departure);
  };
}
