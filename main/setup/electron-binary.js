import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isExecutable } from './runtime.js';

/**
 * Finds Electron's binary without asking the package for it: importing `electron` would download what is missing.
 * @param {string} root the repository
 * @param {{ platform: NodeJS.Platform, env: NodeJS.ProcessEnv }} machine
 * @returns {string | undefined} undefined when it is absent, of another version than the package, or cannot be run
 */
export function findElectron(root, { platform, env }) {
  const home = electronHome(root);
  const inside = readText(join(home, 'path.txt')) ?? defaultPath(platform);
  const given = env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (given !== undefined && given !== '') return runnable(join(given, inside));
  if (readText(join(home, 'path.txt')) === undefined) return undefined;
  const version = electronVersion(root);
  if (version === undefined || readText(join(home, 'dist', 'version'))?.replace(/^v/, '') !== version) return undefined;
  return runnable(join(home, 'dist', inside));
}

/** @param {string} root */
export const electronHome = (root) => join(root, 'node_modules', 'electron');

/**
 * The version that is pinned.
 * @param {string} root
 */
export function electronVersion(root) {
  const text = readText(join(electronHome(root), 'package.json'));
  /** @type {unknown} */
  const parsed = text === undefined ? undefined : JSON.parse(text);
  return typeof parsed === 'object' && parsed !== null && 'version' in parsed && typeof parsed.version === 'string'
    ? parsed.version
    : undefined;
}

/** @param {NodeJS.Platform} platform */
function defaultPath(platform) {
  if (platform === 'win32') return 'electron.exe';
  return platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron';
}

/** @param {string} path */
const readText = (path) => (existsSync(path) ? readFileSync(path, 'utf8').trim() : undefined);

/** @param {string} path */
const runnable = (path) => (isExecutable(path) ? path : undefined);
