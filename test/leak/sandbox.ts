import { readFileSync, readlinkSync } from 'node:fs';
import { processesOf } from './process-scan.ts';

const argumentsOf = (pid: number): string[] => readFileSync(`/proc/${pid}/cmdline`, 'utf8').split(/[\0 ]/);

/** What the browser's own sandbox is worth for the pages that it draws. */
export interface Sandbox {
  /** Arguments of any process of the browser that switch it off. */
  readonly switchedOff: readonly string[];
  /** Pages whose system calls are not filtered (`Seccomp: 2`, proc_pid_status(5)). */
  readonly unfiltered: readonly number[];
  /** Pages in the browser's own user or process namespace. */
  readonly unseparated: readonly number[];
}

export function inspectSandbox(uid: number): Sandbox {
  const all = processesOf(uid);
  const pages = all.filter(({ role }) => role === 'page').map(({ pid }) => pid);
  const browser = all.find(({ role }) => role === 'browser')?.pid;
  if (browser === undefined || pages.length === 0) throw new Error('there is no browser with a page');
  const space = (pid: number): string => ['user', 'pid'].map((kind) => readlinkSync(`/proc/${pid}/ns/${kind}`)).join(' ');
  return {
    switchedOff: all.flatMap(({ pid }) => argumentsOf(pid).filter((word) => /^--(no-sandbox|disable-.*sandbox|no-zygote$)/.test(word))),
    unfiltered: pages.filter((pid) => !/^Seccomp:\t2$/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))),
    unseparated: pages.filter((pid) =>
      space(pid)
        .split(' ')
        .some((one) => space(browser).includes(one)),
    ),
  };
}
