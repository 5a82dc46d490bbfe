import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

interface Entry {
  readonly pid: number;
  readonly parent: number;
  readonly state: string;
}

function readEntry(pid: number): Entry | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { pid, parent: Number(parent), state: state ?? '?' };
  } catch {
    return undefined;
  }
}

const entries = (): Entry[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readEntry(Number(name)) ?? []);

/** Every process below `root`, itself included, zombies not. */
export function processTree(root: number): number[] {
  const all = entries().filter(({ state }) => state !== 'Z');
  const found = [root];
  for (const pid of found) found.push(...all.filter(({ parent }) => parent === pid).map(({ pid }) => pid));
  return found;
}

/** Whether a process runs; a zombie does not. */
export function isAlive(pid: number): boolean {
  const entry = readEntry(pid);
  return entry !== undefined && entry.state !== 'Z';
}

/** Arguments of a process. What Chromium's zygote forks has them in one text. */
export const commandLine = (pid: number): string[] => readFileSync(`/proc/${pid}/cmdline`, 'utf8').split(/[\0 ]/);

/** Processes below `root` in which the browser draws pages. */
export const renderers = (root: number): number[] =>
  processTree(root).filter((pid) => isAlive(pid) && commandLine(pid).includes('--type=renderer'));

/** TCP sockets that listen and belong to a process below `root` (proc(5): state 0A of `/proc/net/tcp`). */
export function listeners(root: number): string[] {
  const rows = ['tcp', 'tcp6'].flatMap((file) => readFileSync(`/proc/net/${file}`, 'utf8').trim().split('\n').slice(1));
  const listening = new Map(
    rows.map((row) => row.trim().split(/\s+/)).flatMap((row) => (row[3] === '0A' ? [[`socket:[${row[9]}]`, row[1] ?? '']] : [])),
  );
  return processTree(root).flatMap((pid) => links(pid).flatMap((link) => listening.get(link) ?? []));
}

function links(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      try {
        return [readlinkSync(`/proc/${pid}/fd/${fd}`)];
      } catch {
        return [];
      }
    });
  } catch {
    return [];
  }
}
