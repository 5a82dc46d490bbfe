import { parseArgs } from 'node:util';
import { resolve } from 'node:path';
import { SetupError } from './progress.js';

export const usage = `usage: npm start -- [options]

  --data DIR         keep everything in DIR
  --shell NAME       open the window with "electron" or "chromium"
  --demo             open a console of its own with demo data
  --fetch-electron   try to fetch Electron's binary, whatever came of the last try
  --dev              keep the window's developer tools at hand
  --help             print this and stop`;

/**
 * @typedef {object} StartOption
 * @property {string} [data] absolute path
 * @property {'electron' | 'chromium'} [shell]
 * @property {boolean} demo
 * @property {boolean} fetchElectron
 * @property {boolean} dev
 * @property {boolean} help
 */

const option = /** @type {const} */ ({
  data: { type: 'string' },
  shell: { type: 'string' },
  demo: { type: 'boolean', default: false },
  'fetch-electron': { type: 'boolean', default: false },
  dev: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
});

/**
 * @param {string[]} words
 * @returns {StartOption}
 * @throws {SetupError} with the usage, when a word is unknown
 */
export function parseStart(words) {
  const given = parse(words);
  if (given.data === '') throw new SetupError(`--data needs a folder\n${usage}`);
  return {
    ...(given.data === undefined ? {} : { data: resolve(given.data) }),
    ...(given.shell === undefined ? {} : { shell: parseShell(given.shell) }),
    demo: given.demo,
    fetchElectron: given['fetch-electron'],
    dev: given.dev,
    help: given.help,
  };
}

/** @param {string[]} words */
function parse(words) {
  try {
    return parseArgs({ args: words, options: option, allowPositionals: false }).values;
  } catch (error) {
    throw new SetupError(`${error instanceof Error ? error.message : 'cannot read the options'}\n${usage}`);
  }
}

/**
 * @param {string} name
 * @returns {'electron' | 'chromium'}
 */
function parseShell(name) {
  if (name === 'electron' || name === 'chromium') return name;
  throw new SetupError(`there is no shell "${name}"\n${usage}`);
}
