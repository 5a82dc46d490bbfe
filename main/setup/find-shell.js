import { homedir } from 'node:os';
import { join } from 'node:path';
import { findBrowser } from './browser.js';
import { findElectron } from './electron-binary.js';
import { fetchElectron } from './electron-fetch.js';
import { cache, root } from './folder.js';
import { SetupError } from './progress.js';
import { agrees } from './question.js';
import { isExecutable } from './runtime.js';
import { chooseShell } from './shell-choice.js';
import { chromium, hasTerminal, installCommand, installPackages, isDebian, mayInstall } from './system-package.js';

/**
 * Finds what draws the window on this machine, and fetches or installs it where that is possible.
 * @param {import('./argument.js').StartOption} option
 * @param {string} node the pinned Node
 * @returns {Promise<import('./shell-choice.js').Choice>}
 * @throws {SetupError} with what to do, when there is nothing
 */
export async function findShell(option, node) {
  const electron = option.shell === 'chromium' ? { why: 'not asked for' } : await getElectron(option, node);
  const choice = choose(option, electron);
  if ('shell' in choice) return choice;
  if (!choice.browserHelps || !isDebian()) throw new SetupError(`no window can be opened: ${choice.gap}`);
  await getChromium(choice.gap);
  const second = choose(option, electron);
  if ('shell' in second) return second;
  throw new SetupError(`no window can be opened: ${second.gap}`);
}

/**
 * @param {import('./argument.js').StartOption} option
 * @param {{ path: string } | { why: string }} electron
 */
function choose({ shell }, electron) {
  const machine = { platform: process.platform, env: process.env, home: homedir(), isExecutable };
  return chooseShell({
    wanted: shell,
    electron: 'path' in electron ? electron.path : undefined,
    electronGap: 'why' in electron ? electron.why : '',
    browser: findBrowser(machine),
    chromePath: process.env['CHROME_PATH'],
  });
}

/**
 * @param {import('./argument.js').StartOption} option
 * @param {string} node
 * @returns {Promise<{ path: string } | { why: string }>}
 */
async function getElectron(option, node) {
  const { platform, env } = process;
  const path = findElectron(root, { platform, env });
  if (path !== undefined) return { path };
  if ((env['ELECTRON_OVERRIDE_DIST_PATH'] ?? '') !== '') return { why: 'ELECTRON_OVERRIDE_DIST_PATH holds no binary that runs' };
  const place = { root, node, memory: join(cache, 'electron-fetch'), platform, env, home: homedir(), now: Date.now };
  return fetchElectron(place, option.fetchElectron);
}

/** @param {string} gap */
async function getChromium(gap) {
  const command = installCommand([chromium]);
  if (process.env['CI'] === 'true' && mayInstall()) return installPackages([chromium]);
  if (hasTerminal() && (await agrees(`No window can be opened: ${gap}. Install Debian's Chromium (${command})?`))) {
    return installPackages([chromium], { askPassword: true });
  }
  throw new SetupError(`no window can be opened: ${gap}. This installs one: ${command}`);
}
