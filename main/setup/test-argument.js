import { parseArgs } from 'node:util';
import { SetupError } from './progress.js';

export const testUsage = `usage: npm test -- [options]

  --only STEP    run one step: check, unit, renderer, durability or e2e
  --rounds N     how many kills and power losses each durability test goes through
  --install      install missing system packages, as in CI`;

const steps = /** @type {const} */ (['check', 'unit', 'renderer', 'durability', 'e2e']);

/**
 * @typedef {typeof steps[number]} Step
 * @typedef {{ steps: readonly Step[], install: boolean, rounds?: number }} TestOption
 */

/**
 * @param {string[]} words
 * @returns {TestOption}
 * @throws {SetupError} with the usage, when a word is unknown
 */
export function parseTest(words) {
  const given = parse(words);
  const rounds = given.rounds === undefined ? undefined : Number(given.rounds);
  if (rounds !== undefined && !(Number.isSafeInteger(rounds) && rounds > 0))
    throw new SetupError(`--rounds needs a whole number above 0\n${testUsage}`);
  const chosen = given.only === undefined ? steps : steps.filter((step) => step === given.only);
  if (chosen.length === 0) throw new SetupError(`there is no step "${given.only}"\n${testUsage}`);
  return { steps: chosen, install: given.install, ...(rounds === undefined ? {} : { rounds }) };
}

/** @param {string[]} words */
function parse(words) {
  try {
    const options = /** @type {const} */ ({
      only: { type: 'string' },
      rounds: { type: 'string' },
      install: { type: 'boolean', default: false },
    });
    return parseArgs({ args: words, options, allowPositionals: false }).values;
  } catch (error) {
    throw new SetupError(`${error instanceof Error ? error.message : 'cannot read the options'}\n${testUsage}`);
  }
}
