import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as rest } from 'node:timers/promises';
import { commandLine, processTree } from '../main/shell/support/process-tree.ts';
import { SkipError } from './part.ts';

/** Bytes that processes held in memory while something was done. */
export interface Peaks {
  readonly engine: number;
  /** Of the engine, once it had rested. */
  readonly settled: number;
  /** Of each kind of child that it started meanwhile, by its program. */
  readonly children: ReadonlyMap<string, number>;
}

export interface PeakWatch {
  /** Ends it, after a rest in which the engine may tidy up. */
  stop(): Promise<Peaks>;
}

const lookMs = 20;
/** V8 begins to tidy up once eight seconds have passed in quiet. */
const restMs = 10_000;

/** Follows an engine and the processes that it starts. What the system says of the highest counts, not what was seen (proc(5): VmHWM). */
export function watchPeaks(engine: number): PeakWatch {
  if (!existsSync('/proc/self/clear_refs')) throw new SkipError('the highest memory of a process is read from /proc, which only Linux has');
  // From here on anew (proc(5): clear_refs).
  writeFileSync(`/proc/${engine}/clear_refs`, '5');
  const children = new Map<string, number>();
  const look = (): void => {
    for (const child of processTree(engine).filter((pid) => pid !== engine)) {
      const name = nameOf(child);
      if (name !== undefined) children.set(name, Math.max(children.get(name) ?? 0, kilobytes(child, 'VmHWM') * 1024));
    }
  };
  const timer = setInterval(look, lookMs);
  return {
    async stop() {
      clearInterval(timer);
      const highest = kilobytes(engine, 'VmHWM') * 1024;
      await rest(restMs);
      return { engine: highest, settled: kilobytes(engine, 'VmRSS') * 1024, children };
    },
  };
}

/** Milliseconds of the cores that a process has taken (proc(5): utime and stime, in hundredths of a second). */
export function coreTimeOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const [user, system] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13);
  return (Number(user) + Number(system)) * 10;
}

/** The program of a child; undefined where it is gone, or not begun. */
function nameOf(pid: number): string | undefined {
  try {
    const program = commandLine(pid).find((word) => /-child\.[jt]s$/.test(word));
    return program === undefined ? undefined : basename(program).replace(/\.[jt]s$/, '');
  } catch {
    return undefined;
  }
}

/** 0 for a process that has ended. */
function kilobytes(pid: number, name: string): number {
  try {
    return Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
