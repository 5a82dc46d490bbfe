import { delimiter, join } from 'node:path';
import { rmSync } from 'node:fs';
import { runChild } from './child.js';
import { cache, root } from './folder.js';
import { prepare } from './prepare.js';
import { run, say, SetupError } from './progress.js';
import { forTests, installCommand, installPackages, mayInstall, missingOf } from './system-package.js';
import { addTallies, readTally, tallyLine } from './tally.js';
import { parseTest } from './test-argument.js';

/** All of it, on two cores. A longer durability run takes what it takes. */
const wholeMs = 30 * 60_000;

await run(async () => {
  const option = parseTest(process.argv.slice(2));
  const startedMs = performance.now();
  await ensurePackages(option.install);
  const { node } = await prepare();
  const desk = {
    node,
    rounds: option.rounds,
    leftMs: () => (option.rounds === undefined ? wholeMs - (performance.now() - startedMs) : undefined),
  };
  const tallies = [];
  for (const step of option.steps) tallies.push(await runStep(step, desk));
  const total = addTallies(tallies);
  console.log(`\n${tallyLine(total)}`);
  return total.failed === 0 ? 0 : 1;
});

/** @param {boolean} asked to install what is missing */
async function ensurePackages(asked) {
  const missing = process.platform === 'linux' ? missingOf(forTests) : [];
  if (missing.length === 0) return;
  if ((asked || process.env['CI'] === 'true') && mayInstall()) return installPackages(missing);
  const list = missing.map(({ name, use }) => `  ${name}: ${use}`).join('\n');
  throw new SetupError(
    `the tests need packages that are not installed:\n${list}\nThis installs them: ${installCommand(missing)}\nor: npm test -- --install`,
  );
}

/**
 * @typedef {{ node: string, rounds: number | undefined, leftMs: () => number | undefined }} Desk
 */

/**
 * @param {import('./test-argument.js').Step} step
 * @param {Desk} desk
 * @returns {Promise<import('./tally.js').Tally>}
 */
async function runStep(step, desk) {
  say(`test: ${step}`);
  const report = join(cache, 'test', `${step}.json`);
  rmSync(report, { force: true });
  if (step === 'check') {
    const code = await runTool(desk, ['npm', 'run', '--silent', 'check']);
    return { passed: 0, failed: code === 0 ? 0 : 1, skipped: 0 };
  }
  if (step === 'e2e')
    return readTally('playwright', report, await runTool(desk, endToEnd(desk.node), { PLAYWRIGHT_JSON_OUTPUT_FILE: report }));
  const vitest = [
    desk.node,
    tool('vitest', 'vitest.mjs'),
    'run',
    '--project',
    step,
    '--passWithNoTests',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  return readTally(
    'vitest',
    report,
    await runTool(desk, vitest, desk.rounds === undefined ? {} : { STRONGROOM_ROUNDS: String(desk.rounds) }),
  );
}

/**
 * A screen, a bus and a window manager of the tests' own around Playwright.
 * @param {string} node
 */
function endToEnd(node) {
  const playwright = [
    node,
    tool('@playwright', 'test', 'cli.js'),
    'test',
    '--config',
    'test/e2e/playwright.config.ts',
    '--pass-with-no-tests',
  ];
  if (process.platform !== 'linux') return playwright;
  const screen = ['xvfb-run', '-a', '-s', '-screen 0 1920x1200x24 -nolisten tcp'];
  return [...screen, 'dbus-run-session', '--', 'sh', '-c', 'openbox & exec "$@"', 'sh', ...playwright];
}

/** @param {string[]} path */
const tool = (...path) => join(root, 'node_modules', ...path);

/**
 * @param {Desk} desk
 * @param {string[]} command
 * @param {NodeJS.ProcessEnv} [env]
 */
async function runTool({ node, leftMs }, [file = '', ...words], env = {}) {
  const deadlineMs = leftMs();
  if (deadlineMs !== undefined && deadlineMs < 0) return 124;
  // What npm would put first on the path, so that every tool runs on the pinned Node.
  const path = [join(root, 'node_modules', '.bin'), join(node, '..'), process.env['PATH'] ?? ''].join(delimiter);
  const code = await runChild(file, words, {
    cwd: root,
    env: { ...process.env, ...env, PATH: path },
    ...(deadlineMs === undefined ? {} : { deadlineMs }),
  });
  if (code === 124) say(`out of time: all tests together may take ${wholeMs / 60_000} minutes`);
  return code;
}
