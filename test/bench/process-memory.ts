import { readFileSync } from 'node:fs';
import { commandLine, processTree } from '../main/shell/support/process-tree.ts';

/** Bytes of a process, or of several. */
export interface Footprint {
  /** Its own pages, and its share of those that it has in common with others (proc_pid_smaps(5): Pss). */
  readonly pss: number;
  /** Its own pages: what its end would give back. */
  readonly uss: number;
}

export const nothing: Footprint = { pss: 0, uss: 0 };

export const add = (a: Footprint, b: Footprint): Footprint => ({ pss: a.pss + b.pss, uss: a.uss + b.uss });

/** @throws when the process is gone or another person's */
export function footprintOf(pid: number): Footprint {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const bytes = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(text)?.[1] ?? 0) * 1024;
  return { pss: bytes('Pss'), uss: bytes('Private_Clean') + bytes('Private_Dirty') };
}

/** Every process of a console by what it is; several of a kind are added up. */
export function footprints(shell: number): Map<string, Footprint> {
  const found = processTree(shell).map((pid) => ({ kind: kindOf(pid, shell), footprint: footprintOf(pid) }));
  const sums = new Map<string, Footprint>();
  for (const { kind, footprint } of found) sums.set(kind, add(sums.get(kind) ?? nothing, footprint));
  return sums;
}

function kindOf(pid: number, shell: number): string {
  if (pid === shell) return 'shell (Node)';
  const words = commandLine(pid);
  if (words.some((word) => word.endsWith('/engine.js'))) return 'engine (Node)';
  const type = words.find((word) => word.startsWith('--type='))?.slice('--type='.length);
  const service = words
    .find((word) => word.startsWith('--utility-sub-type='))
    ?.split('=')[1]
    ?.split('.')[0];
  if (type === 'utility') return `utility: ${service ?? 'unknown'}`;
  if (type === 'gpu-process') return 'GPU';
  if (type !== undefined) return type;
  return words.some((word) => word.startsWith('--user-data-dir=')) ? 'browser' : (words[0] ?? 'unknown');
}
