import { readdirSync, readFileSync } from 'node:fs';

/** Milliseconds that the cores have spent on a process: on each of its threads, in nanoseconds (kernel.org: scheduler statistics). */
export function coresOf(pid: number | undefined): number {
  const threads = readdirSync(`/proc/${pid}/task`).map((thread) => `/proc/${pid}/task/${thread}/schedstat`);
  return threads.reduce((sum, path) => sum + Number(readFileSync(path, 'utf8').split(' ')[0]) / 1e6, 0);
}
