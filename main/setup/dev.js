import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { existsSync, watch } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseStart } from './argument.js';
import { bundle } from './bundle.js';
import { passedOn } from './child.js';
import { dataFolder } from './data-folder.js';
import { findShell } from './find-shell.js';
import { cache, root } from './folder.js';
import { launchCommand, launchLine } from './launch.js';
import { prepare } from './prepare.js';
import { run, say, SetupError } from './progress.js';
import { isRoot } from './system-package.js';

/** An editor writes several files at once; one build is enough. */
const settleMs = 150;
/** How long a shell may take to close before it is killed. */
const graceMs = 5_000;

await run(async () => {
  const option = parseStart(['--dev', ...process.argv.slice(2)]);
  const { node } = await prepare();
  const choice = await findShell(option, node);
  const { platform, env } = process;
  const data = option.data ?? dataFolder({ platform, env, home: homedir() }, option.demo ? 'strongroom-demo' : 'strongroom');
  const { file, words } = launchCommand(choice, { root, node, data, isRoot: isRoot(), demo: option.demo, dev: true });
  say(launchLine(choice, data));
  const shell = supervise(() => spawn(file, words, { stdio: 'inherit' }));
  onChange(['app', 'main', 'renderer', 'assets'], async () => {
    if (await rebuild(node)) await shell.restart();
  });
  return shell.closed;
});

/**
 * @param {string} node
 * @returns {Promise<boolean>} false when the sources do not build; the reason is printed
 */
async function rebuild(node) {
  try {
    await bundle({ root, cache, node });
    return true;
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    say(error.message);
    return false;
  }
}

/**
 * Calls back once after a burst of changes, and never twice at the same time.
 * @param {string[]} folders
 * @param {() => Promise<void>} react
 */
function onChange(folders, react) {
  let reacting = Promise.resolve();
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  for (const folder of folders.map((name) => join(root, name)).filter((path) => existsSync(path))) {
    watch(folder, { recursive: true, persistent: false }, () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        reacting = reacting.then(react);
      }, settleMs);
    });
  }
}

/**
 * Keeps one shell open until the person closes it.
 * @param {() => import('node:child_process').ChildProcess} open
 * @returns {{ restart(): Promise<void>, closed: Promise<number> }} `closed`: its exit code, when it was not a restart that ended it
 */
function supervise(open) {
  const leaving = new EventEmitter();
  const closed = once(leaving, 'closed').then(([code]) => Number(code));
  const start = () => {
    const child = open();
    /** @param {number | null} code */
    const leave = (code) => void leaving.emit('closed', code ?? 1);
    child.once('close', leave);
    return { child, leave };
  };
  let running = start();
  for (const signal of passedOn) process.on(signal, () => void running.child.kill(signal));
  return {
    closed,
    async restart() {
      running.child.off('close', running.leave);
      await end(running.child);
      running = start();
    },
  };
}

/** @param {import('node:child_process').ChildProcess} child */
async function end(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((settle) => child.once('close', settle));
  const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
  child.kill('SIGTERM');
  await gone;
  clearTimeout(timer);
}
