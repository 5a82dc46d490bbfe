import { readdirSync, readFileSync } from 'node:fs';

/** Ids of the processes that one started, on whatever thread (Linux). */
export const childrenOf = (pid: number | undefined): number[] =>
  readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  );

/** Ids of the HSM hosts that a process started, one for each library. */
export const hostsOf = (pid: number | undefined): number[] =>
  childrenOf(pid).filter((child) => readFileSync(`/proc/${child}/cmdline`, 'utf8').includes('host-child'));
