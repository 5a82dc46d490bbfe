/**
 * @typedef {object} Choice
 * @property {'electron' | 'chromium'} shell
 * @property {string} path of the binary that draws the window
 * @property {string} why for the person, after "because"
 */

/**
 * @typedef {object} Found
 * @property {'electron' | 'chromium' | undefined} wanted by --shell
 * @property {string | undefined} electron path of its binary
 * @property {string} electronGap why there is no such path
 * @property {string | undefined} browser path
 * @property {string | undefined} chromePath value of CHROME_PATH
 */

/**
 * Chooses what draws the window: Electron where its binary is, otherwise a browser that is there.
 * @param {Found} found
 * @returns {Choice | { gap: string, browserHelps: boolean }} what is missing, and whether a browser would do instead
 */
export function chooseShell({ wanted, electron, electronGap, browser, chromePath }) {
  if (wanted !== 'chromium' && electron !== undefined) {
    return { shell: 'electron', path: electron, why: wanted === undefined ? 'its binary is here' : '--shell asks for it' };
  }
  if (wanted === 'electron') return { gap: `--shell electron: ${electronGap}`, browserHelps: false };
  if (browser !== undefined) {
    return { shell: 'chromium', path: browser, why: wanted === undefined ? `Electron is not here: ${electronGap}` : '--shell asks for it' };
  }
  if (chromePath !== undefined && chromePath !== '')
    return { gap: `CHROME_PATH names ${chromePath}, which cannot be run`, browserHelps: false };
  return {
    gap: wanted === undefined ? `no Electron (${electronGap}), and no Chromium, Chrome or Edge either` : 'no Chromium, Chrome or Edge',
    browserHelps: true,
  };
}
