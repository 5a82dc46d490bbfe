import { posix, win32 } from 'node:path';

/**
 * What a choice needs to know of a machine. Tests describe one instead.
 * @typedef {object} Machine
 * @property {NodeJS.Platform} platform
 * @property {NodeJS.ProcessEnv} env
 * @property {string} home
 * @property {(path: string) => boolean} isExecutable
 */

const linuxName = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'microsoft-edge-stable'];
const linuxFolder = ['/usr/bin', '/usr/local/bin'];
/** Snap confines its programs: no private pipe, no folder of ours. Only when nothing else is there. */
const snap = ['/snap/bin/chromium'];
const macName = ['Chromium', 'Google Chrome', 'Microsoft Edge'];
const windowsPath = [
  ['Google', 'Chrome', 'Application', 'chrome.exe'],
  ['Chromium', 'Application', 'chrome.exe'],
  ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
];

/**
 * Finds a browser of the Chromium family. `CHROME_PATH` overrides, and is not second-guessed.
 * @param {Machine} machine
 * @returns {string | undefined} path of the binary
 */
export function findBrowser(machine) {
  const given = machine.env['CHROME_PATH'];
  if (given !== undefined && given !== '') return machine.isExecutable(given) ? given : undefined;
  return usualPlaces(machine).find((path) => machine.isExecutable(path));
}

/**
 * @param {Machine} machine
 * @returns {string[]} best first
 */
function usualPlaces({ platform, env, home }) {
  if (platform === 'darwin') {
    const folders = ['/Applications', posix.join(home, 'Applications')];
    return macName.flatMap((name) => folders.map((folder) => posix.join(folder, `${name}.app`, 'Contents', 'MacOS', name)));
  }
  if (platform === 'win32') {
    const folders = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => env[name] ?? []);
    return windowsPath.flatMap((path) => folders.map((folder) => win32.join(folder, ...path)));
  }
  const folders = [
    ...new Set([...linuxFolder, ...(env['PATH'] ?? '').split(':').filter((folder) => posix.isAbsolute(folder) && folder !== '/snap/bin')]),
  ];
  return [...linuxName.flatMap((name) => folders.map((folder) => posix.join(folder, name))), ...snap];
}
