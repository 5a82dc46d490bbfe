import { mkdirSync, rmSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { runChild } from './child.js';
import { cache, root } from './folder.js';
import { prepare } from './prepare.js';
import { run, say, SetupError } from './progress.js';
import { forTests, installCommand, installPackages, mayInstall, missingOf } from './system-package.js';
import { addTallies, readTally, tallyLine } from './tally.js';
import { parseTest } from './test-argument.js';
import { stepCommand } from './test-step.js';

/** All of it takes about an hour on two cores; a machine may be slower. The long form of the durability tests takes what it takes. */
const wholeMs = 85 * 60_000;

await run(async () => {
  const option = parseTest(process.argv.slice(2));
  const startedMs = performance.now();
  await ensurePackages(option.install);
  const { node } = await prepare();
  const tallies = [];
  for (const step of option.steps) {
    const leftMs = option.full ? undefined : wholeMs - (performance.now() - startedMs);
    tallies.push(await runStep(step, { node, full: option.full, leftMs }));
  }
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
  const help = `This installs them: ${installCommand(missing)}\nand so does: npm test -- --install`;
  throw new SetupError(`the tests need packages that are not installed:\n${list}\n${help}`);
}

/**
 * @param {import('./test-argument.js').Step} step
 * @param {{ node: string, full: boolean, leftMs: number | undefined }} desk
 * @returns {Promise<import('./tally.js').Tally>} of a step that counts no tests: nothing passed, and one failed where it failed
 */
async function runStep(step, { node, full, leftMs }) {
  say(`test: ${step}`);
  const report = join(cache, 'test', `${step}.json`);
  mkdirSync(dirname(report), { recursive: true });
  rmSync(report, { force: true });
  const place = { root, node, platform: process.platform, report, full };
  const { words, env, runner } = stepCommand(step, place);
  const code = leftMs !== undefined && leftMs <= 0 ? 124 : await runTool(words, { env, node, leftMs });
  if (code === 124) say(`out of time: all tests together may take ${wholeMs / 60_000} minutes`);
  else if (code !== 0) say(`test: ${step} failed (exit ${code})`);
  if (runner !== undefined) return readTally(runner, report, code);
  return { passed: 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}

/**
 * @param {[string, ...string[]]} words
 * @param {{ env: NodeJS.ProcessEnv, node: string, leftMs: number | undefined }} option
 */
function runTool([file, ...words], { env, node, leftMs }) {
  // What npm would put first on the path, so that every tool runs on the pinned Node.
  const path = [join(root, 'node_modules', '.bin'), dirname(node), process.env['PATH'] ?? ''].join(delimiter);
  return runChild(file, words, {
    cwd: root,
    env: { ...process.env, ...env, PATH: path },
    ...(leftMs === undefined ? {} : { deadlineMs: leftMs }),
  });
}
