import { version } from 'node:process';
import { bundle } from './bundle.js';
import { cache, root } from './folder.js';
import { buildHsm, findHsmGap, install } from './install.js';
import { say, SetupError } from './progress.js';
import { findRuntime, leastMajor, majorOf } from './runtime.js';

/**
 * Makes sure of everything that runs from this folder: packages, the pinned Node, and a build of these sources.
 * @returns {Promise<{ node: string }>} the Node that the programs run on
 */
export async function prepare() {
  const node = await prepareTools();
  await bundle({ root, cache, node });
  return { node };
}

/** Packages and the pinned Node, without the build. */
export async function prepareTools() {
  const running = { platform: process.platform, arch: process.arch, version: version.slice(1), execPath: process.execPath };
  if (majorOf(running.version) < leastMajor) throw new SetupError(`Node ${running.version} is too old: ${leastMajor} or newer is needed`);
  await install(root);
  const node = findRuntime(root, running);
  if (node === undefined)
    throw new SetupError(`npm has no Node 24 for ${running.platform} ${running.arch}: install Node 24 and start with it`);
  await buildHsm(root, { node, env: process.env });
  const gap = findHsmGap(root, process.env);
  if (gap !== undefined) say(gap);
  return node;
}
