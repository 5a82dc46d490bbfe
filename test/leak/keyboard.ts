import { execFileSync } from 'node:child_process';

/** A keyboard of the screen: what it types reaches the browser from the X server, as from a person, and by no other way. */
export interface Keyboard {
  /** Gives the console's window the focus, once it stands. */
  takeFocus(): void;
  type(text: string): void;
  press(keys: string): void;
}

export function createKeyboard(display: string): Keyboard {
  const run = (words: string[], input = ''): string =>
    execFileSync('xdotool', words, { input, encoding: 'utf8', env: { ...process.env, DISPLAY: display } });
  return {
    takeFocus: () => void run(['search', '--onlyvisible', '--class', 'Strongroom', 'windowfocus', '--sync']),
    type: (text) => void run(['type', '--delay', '10', '--file', '-'], text),
    press: (keys) => void run(['key', keys]),
  };
}

/** Puts a text on the clipboard as another program does, from which it is pasted. */
export const offerToPaste = (display: string, text: string): void =>
  // It stays in the background for whoever pastes, until the screen ends.
  void execFileSync('xclip', ['-selection', 'clipboard', '-in'], {
    input: text,
    stdio: ['pipe', 'ignore', 'ignore'],
    env: { ...process.env, DISPLAY: display },
  });
