import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runChild } from './child.js';
import { SetupError, say } from './progress.js';
import { buildSource, hashSource, openStamp } from './stamp.js';

/**
 * Builds window, programs and preloads into dist/, unless they are already made of these very sources.
 * @param {{ root: string, cache: string, node: string }} place `node` runs the bundler
 */
export async function bundle({ root, cache, node }) {
  const stamp = openStamp(join(cache, 'build'));
  const hash = hashSource(root, buildSource);
  const folder = join(root, 'dist');
  if (existsSync(folder) && stamp.matches(hash)) return;
  say('building');
  stamp.clear();
  rmSync(folder, { recursive: true, force: true });
  const started = performance.now();
  const code = await runChild(node, [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--app'], { cwd: root });
  if (code !== 0) throw new SetupError(`the build failed (exit ${code}); what it says above is the reason`);
  stamp.write(hash);
  say(`built in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}
