import { existsSync, readFileSync } from 'node:fs';

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Tally
 */

/** @type {Tally} */
const nothing = { passed: 0, failed: 0, skipped: 0 };

/**
 * Reads what a runner left behind.
 * @param {'vitest' | 'playwright'} runner
 * @param {string} file its JSON report
 * @param {number} code its exit code
 * @returns {Tally} a runner that failed without a failed test counts as one
 */
export function readTally(runner, file, code) {
  const report = readReport(file);
  const tally = runner === 'vitest' ? fromVitest(report) : fromPlaywright(report);
  return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

/**
 * @param {string} file
 * @returns {unknown} undefined when the runner was ended before it had written all of it
 */
function readReport(file) {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** @param {Tally[]} tallies */
export const addTallies = (tallies) =>
  tallies.reduce(
    (sum, one) => ({ passed: sum.passed + one.passed, failed: sum.failed + one.failed, skipped: sum.skipped + one.skipped }),
    nothing,
  );

/** The closing line that is read by machines. @param {Tally} tally */
export const tallyLine = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;

/** @param {unknown} report @returns {Tally} */
function fromVitest(report) {
  const read = reader(report);
  return { passed: read('numPassedTests'), failed: read('numFailedTests'), skipped: read('numPendingTests') + read('numTodoTests') };
}

/** @param {unknown} report @returns {Tally} */
function fromPlaywright(report) {
  const read = reader(typeof report === 'object' && report !== null && 'stats' in report ? report.stats : undefined);
  return { passed: read('expected'), failed: read('unexpected') + read('flaky'), skipped: read('skipped') };
}

/**
 * @param {unknown} values
 * @returns {(name: string) => number} 0 for what is not there
 */
function reader(values) {
  /** @type {Map<string, unknown>} */
  const entries = new Map(Object.entries(typeof values === 'object' && values !== null ? values : {}));
  return (name) => {
    const value = entries.get(name);
    return typeof value === 'number' ? value : 0;
  };
}
