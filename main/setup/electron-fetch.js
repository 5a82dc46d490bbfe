import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runChild } from './child.js';
import { electronHome, electronVersion, findElectron } from './electron-binary.js';
import { say } from './progress.js';
import { answers, releaseServer } from './release-server.js';

const probeMs = 4_000;
const downloadMs = 10 * 60_000;
const memoryMs = 24 * 60 * 60_000;

/**
 * @typedef {object} FetchPlace
 * @property {string} root the repository
 * @property {string} node that runs the installer
 * @property {string} memory file that remembers a failed try
 * @property {NodeJS.Platform} platform
 * @property {NodeJS.ProcessEnv} env
 * @property {string} home the person's folder
 * @property {() => number} now milliseconds since 1970
 */

/**
 * Fetches Electron's binary with the package's own installer, which checks it against the hashes in the package.
 * @param {FetchPlace} place
 * @param {boolean} force also when a try failed within a day
 * @returns {Promise<{ path: string } | { why: string }>} why there is none
 */
export async function fetchElectron(place, force) {
  const version = electronVersion(place.root);
  if (version === undefined) return { why: 'the electron package is not installed' };
  const lately = force ? undefined : findLateFailure(place, version);
  if (lately !== undefined) return { why: `${lately} when asked within the last day (--fetch-electron asks again)` };
  const gap = await tryFetch(place, version);
  const path = gap === undefined ? findElectron(place.root, place) : undefined;
  if (path !== undefined) {
    rmSync(place.memory, { force: true });
    return { path };
  }
  const why = gap ?? 'its installer left no binary that runs';
  mkdirSync(dirname(place.memory), { recursive: true });
  writeFileSync(place.memory, `${version} ${place.now()} ${why}`);
  return { why };
}

/**
 * @param {FetchPlace} place
 * @param {string} version
 * @returns {Promise<string | undefined>} what went wrong
 */
async function tryFetch(place, version) {
  const server = releaseServer(place.env);
  if (!isCached(place, version)) {
    say(`asking ${server.host} for Electron ${version}`);
    if (!(await answers(server, probeMs))) return `its release server ${server.host} did not answer`;
  }
  say(`fetching Electron ${version} (about 120 MB)`);
  const code = await runChild(place.node, [join(electronHome(place.root), 'install.js')], { deadlineMs: downloadMs });
  if (code === 124) return `fetching its binary took longer than ${downloadMs / 60_000} minutes`;
  return code === 0 ? undefined : `fetching its binary failed (exit ${code})`;
}

/**
 * Whether the official archive already lies in the installer's own cache, so that no server is needed.
 * @param {FetchPlace} place
 * @param {string} version
 */
function isCached({ platform, env, home }, version) {
  const folder =
    env['electron_config_cache'] ?? (platform === 'linux' ? join(env['XDG_CACHE_HOME'] ?? join(home, '.cache'), 'electron') : undefined);
  if (folder === undefined) return false;
  const key = createHash('sha256').update(`https://github.com/electron/electron/releases/download/v${version}`).digest('hex');
  return existsSync(join(folder, key, `electron-v${version}-${platform}-${process.arch}.zip`));
}

/**
 * @param {FetchPlace} place
 * @param {string} version
 * @returns {string | undefined} why the last try failed, when that was less than a day ago
 */
function findLateFailure({ memory, now }, version) {
  if (!existsSync(memory)) return undefined;
  const [lastVersion, failedAt, ...why] = readFileSync(memory, 'utf8').split(' ');
  const age = now() - Number(failedAt);
  return lastVersion === version && age >= 0 && age < memoryMs ? why.join(' ') || 'its binary could not be fetched' : undefined;
}
