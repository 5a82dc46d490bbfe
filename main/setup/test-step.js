import { join } from 'node:path';

/**
 * @typedef {object} StepPlace
 * @property {string} root the repository
 * @property {string} node the pinned one
 * @property {NodeJS.Platform} platform
 * @property {string} report file for the runner's JSON
 * @property {boolean} full the long form of the durability tests
 */

/**
 * @typedef {object} StepCommand
 * @property {[string, ...string[]]} words program and arguments
 * @property {NodeJS.ProcessEnv} env what it needs beside our own
 * @property {'vitest' | 'playwright' | undefined} runner whose report says how many tests there were
 */

/**
 * @param {import('./test-argument.js').Step} step
 * @param {StepPlace} place
 * @returns {StepCommand}
 */
export function stepCommand(step, place) {
  switch (step) {
    case 'check':
      return { words: ['npm', 'run', '--silent', 'check'], env: {}, runner: undefined };
    case 'e2e':
      return { words: endToEnd(place), env: { PLAYWRIGHT_JSON_OUTPUT_FILE: place.report }, runner: 'playwright' };
    default:
      return {
        words: unit(step, place),
        env: place.full ? { STRONGROOM_DURABILITY: 'full' } : {},
        runner: 'vitest',
      };
  }
}

/**
 * @param {string} project
 * @param {StepPlace} place
 * @returns {[string, ...string[]]}
 */
function unit(project, { root, node, report }) {
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  // Screens start no process of their own and time nothing: every core may take one of their files.
  const workers = project === 'renderer' ? ['--maxWorkers=100%'] : [];
  return [node, vitest, 'run', '--project', project, '--passWithNoTests', ...workers, ...reporters];
}

/**
 * Playwright, on Linux with a screen, a bus and a window manager of the tests' own around it.
 * @param {StepPlace} place
 * @returns {[string, ...string[]]}
 */
function endToEnd({ root, node, platform }) {
  const cli = join(root, 'node_modules', '@playwright', 'test', 'cli.js');
  const config = join('test', 'e2e', 'playwright.config.ts');
  /** @type {[string, ...string[]]} */
  const playwright = [node, cli, 'test', '--config', config, '--pass-with-no-tests'];
  if (platform !== 'linux') return playwright;
  const screen = /** @type {const} */ (['xvfb-run', '-a', '-s', '-screen 0 1920x1200x24 -nolisten tcp']);
  return [...screen, 'dbus-run-session', '--', 'sh', '-c', 'openbox & exec "$@"', 'sh', ...playwright];
}
