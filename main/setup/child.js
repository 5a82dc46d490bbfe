import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/** @typedef {Pick<import('node:child_process').SpawnOptions, 'cwd' | 'env' | 'stdio'> & { deadlineMs?: number }} ChildOption */

/** Signals that a program gets when we get them. @type {NodeJS.Signals[]} */
export const passedOn = process.platform === 'win32' ? ['SIGINT', 'SIGTERM'] : ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a program to its end, with this terminal and the signals that this process gets.
 * @param {string} file
 * @param {string[]} words
 * @param {ChildOption} [option] `deadlineMs`: ends it, and what it started, after that long
 * @returns {Promise<number>} exit code; as a shell says it when a signal ended the program; 124 past the deadline; 127 when it cannot be started
 */
export function runChild(file, words, { deadlineMs, ...option } = {}) {
  // In a group of its own, so that the deadline reaches grandchildren too.
  const grouped = deadlineMs !== undefined && process.platform !== 'win32';
  const child = spawn(file, words, { stdio: 'inherit', windowsHide: true, detached: grouped, ...option });
  /** @param {NodeJS.Signals} signal */
  const pass = (signal) => {
    if (grouped && child.pid !== undefined) process.kill(-child.pid, signal);
    else child.kill(signal);
  };
  const deadline = startDeadline(deadlineMs, pass);
  for (const signal of passedOn) process.on(signal, pass);
  return new Promise((settle) => {
    /** @param {number} code */
    const end = (code) => {
      for (const signal of passedOn) process.off(signal, pass);
      settle(deadline.stop() ? 124 : code);
    };
    child.once('error', () => end(127));
    child.once('close', (code, signal) => end(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
  });
}

/**
 * @param {number | undefined} deadlineMs
 * @param {(signal: NodeJS.Signals) => void} send
 * @returns {{ stop(): boolean }} `stop` tells whether the deadline had passed
 */
function startDeadline(deadlineMs, send) {
  let late = false;
  const timer =
    deadlineMs === undefined
      ? undefined
      : setTimeout(() => {
          late = true;
          send('SIGKILL');
        }, deadlineMs);
  return {
    stop() {
      clearTimeout(timer);
      return late;
    },
  };
}
