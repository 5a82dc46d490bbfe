import { createInterface } from 'node:readline/promises';

/**
 * Asks the person at the terminal. Anything but a yes is a no.
 * @param {string} text
 * @returns {Promise<boolean>}
 */
export async function agrees(text) {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await terminal.question(`${text} [y/N] `)).trim());
  } finally {
    terminal.close();
  }
}
