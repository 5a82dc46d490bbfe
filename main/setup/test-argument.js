import { parseArgs } from 'node:util';
import { SetupError } from './progress.js';

export const testUsage = `usage: npm test -- [options]

  --only STEP    run one step: check, unit, renderer, durability or e2e
  --full         the long form of the durability tests: thousands of kills and power losses, as long as they take
  --install      install missing system packages, as in CI`;

const steps = /** @type {const} */ (['check', 'unit', 'renderer', 'durability', 'e2e']);

/**
 * @typedef {typeof steps[number]} Step
 * @typedef {{ steps: readonly Step[], install: boolean, full: boolean }} TestOption
 */

/**
 * @param {string[]} words
 * @returns {TestOption}
 * @throws {SetupError} with the usage, when a word is unknown
 */
export function parseTest(words) {
  const given = parse(words);
  const chosen = given.only === undefined ? steps : steps.filter((step) => step === given.only);
  if (chosen.length === 0) throw new SetupError(`there is no step "${given.only}"\n${testUsage}`);
  return { steps: chosen, install: given.install, full: given.full };
}

/** @param {string[]} words */
function parse(words) {
  try {
    const flag = /** @type {const} */ ({ type: 'boolean', default: false });
    const options = /** @type {const} */ ({ only: { type: 'string' }, full: flag, install: flag });
    return parseArgs({ args: words, options, allowPositionals: false }).values;
  } catch (error) {
    throw new SetupError(`${error instanceof Error ? error.message : 'cannot read the options'}\n${testUsage}`);
  }
}
