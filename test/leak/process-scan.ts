import { readdirSync, readFileSync } from 'node:fs';
import { createTally, type Find } from './find.ts';
import { readMemory, UnreadableError } from './process-memory.ts';
import type { Search } from './search.ts';

/** What a process is for. Every process in which pages are drawn is a `page`, the spare one too. */
export type Role =
  | 'shell'
  | 'engine'
  | 'hsm-host'
  | 'browser'
  | 'page'
  | 'gpu-process'
  | 'utility'
  | 'zygote'
  | 'crashpad-handler'
  | 'other';

export interface Process {
  readonly pid: number;
  readonly role: Role;
}

export interface ProcessScan extends Process {
  readonly bytes: number;
  readonly finds: readonly Find[];
}

/** Every process of an account, but those that ended and only wait for their parent. */
export const processesOf = (uid: number): Process[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .flatMap((pid) => {
      const status = textOf(`/proc/${pid}/status`);
      const owners = /^Uid:\t(.*)$/m.exec(status)?.[1]?.split('\t').map(Number) ?? [];
      return owners.includes(uid) && !/^State:\tZ/m.test(status) ? [{ pid, role: roleOf(pid) }] : [];
    });

/** Empty when the process has just gone. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH')) return '';
    throw error;
  }
}

function roleOf(pid: number): Role {
  // What the zygote forks has its arguments in one text.
  const words = textOf(`/proc/${pid}/cmdline`).split(/[\0 ]/);
  const type = words.find((word) => word.startsWith('--type='))?.slice('--type='.length);
  if (type === 'renderer') return 'page';
  if (type === 'gpu-process' || type === 'utility' || type === 'zygote') return type;
  if (words.some((word) => word.endsWith('crashpad_handler'))) return 'crashpad-handler';
  if (words.some((word) => word.endsWith('/engine.js'))) return 'engine';
  if (words.some((word) => word.endsWith('/host-child.js'))) return 'hsm-host';
  if (words.some((word) => word.endsWith('/chromium.js'))) return 'shell';
  return words.includes('--remote-debugging-pipe') ? 'browser' : 'other';
}

/**
 * Looks through the memory of every process of an account. They stand still meanwhile, so that nothing moves from what was not yet
 * read to what was.
 * @throws UnreadableError when one of them cannot be read
 */
export function scanProcesses(uid: number, search: Search): ProcessScan[] {
  const stopped: Process[] = [];
  try {
    for (let fresh = processesOf(uid); fresh.length > 0; fresh = without(processesOf(uid), stopped)) {
      stopped.push(...fresh.filter(({ pid }) => signal(pid, 'SIGSTOP')));
    }
    return stopped.flatMap((one) => scanProcess(uid, one, search) ?? []);
  } finally {
    for (const { pid } of stopped) signal(pid, 'SIGCONT');
  }
}

/** @returns undefined when the process was on its way out and has gone */
function scanProcess(uid: number, { pid, role }: Process, search: Search): ProcessScan | undefined {
  const tally = createTally(`${role} ${pid}`);
  let bytes = 0;
  try {
    for (const stretch of readMemory(pid, search.longest - 1)) {
      bytes += stretch.bytes.length;
      tally.add(search, stretch.bytes, stretch.place);
    }
    if (bytes === 0) throw new UnreadableError(pid, new Error('it has no memory'));
  } catch (error) {
    if (processesOf(uid).some((one) => one.pid === pid)) throw error;
    return undefined;
  }
  return { pid, role, bytes, finds: tally.finds() };
}

/** @returns false when the process has just gone */
function signal(pid: number, name: 'SIGSTOP' | 'SIGCONT'): boolean {
  try {
    return process.kill(pid, name);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false;
    throw error;
  }
}

const without = (all: readonly Process[], some: readonly Process[]): Process[] =>
  all.filter(({ pid }) => !some.some((one) => one.pid === pid));
