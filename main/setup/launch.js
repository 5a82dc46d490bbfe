import { join } from 'node:path';

/**
 * The command that opens the window.
 * @param {import('./shell-choice.js').Choice} choice
 * @param {{ root: string, node: string, data: string, isRoot: boolean, demo: boolean, dev: boolean }} place `node`: the pinned one, which the engine runs on too
 * @returns {{ file: string, words: string[] }}
 */
export function launchCommand(choice, { root, node, data, isRoot, demo, dev }) {
  const program = join(root, 'dist', 'main', `${choice.shell}.js`);
  const rest = ['--data', data, ...(demo ? ['--demo'] : []), ...(dev ? ['--dev'] : [])];
  if (choice.shell === 'chromium') return { file: node, words: ['--disable-sigusr1', program, '--browser', choice.path, ...rest] };
  // Electron reads this switch before any script runs, so that it cannot add it by itself.
  return { file: choice.path, words: [...(isRoot ? ['--no-sandbox'] : []), program, '--node', node, ...rest] };
}

/**
 * The one line that says what was opened.
 * @param {import('./shell-choice.js').Choice} choice
 * @param {string} data
 */
export function launchLine(choice, data) {
  const name = choice.shell === 'electron' ? 'Electron' : 'Chromium';
  return `opening in ${name} (${choice.path}), because ${choice.why}. Data: ${data} · logs: ${join(data, 'log')}`;
}
