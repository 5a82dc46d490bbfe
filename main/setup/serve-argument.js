import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { SetupError } from './progress.js';

export const serveUsage = `usage: npm run serve -- [options]

Serves applications without a window, as the console was told to.

  --unlock WAY       "passphrase": the first line of standard input (usual); "hsm": the same with the PIN of a token;
                     "keychain": by itself
  --data DIR         the console's data folder
  --help             print this and stop`;

/**
 * @param {string[]} words
 * @returns {{ data?: string, unlock: string, help: boolean }} `data` an absolute path
 * @throws {SetupError} with the usage, when a word is unknown
 */
export function parseServe(words) {
  const { data, unlock, help } = parse(words);
  if (data === '') throw new SetupError(`--data needs a folder\n${serveUsage}`);
  if (!['passphrase', 'hsm', 'keychain'].includes(unlock)) throw new SetupError(`there is no way "${unlock}" to unlock\n${serveUsage}`);
  return { ...(data === undefined ? {} : { data: resolve(data) }), unlock, help };
}

const option = /** @type {const} */ ({
  data: { type: 'string' },
  unlock: { type: 'string', default: 'passphrase' },
  help: { type: 'boolean', default: false },
});

/** @param {string[]} words */
function parse(words) {
  try {
    return parseArgs({ args: words, options: option, allowPositionals: false }).values;
  } catch (error) {
    throw new SetupError(`${error instanceof Error ? error.message : 'cannot read the options'}\n${serveUsage}`);
  }
}
