const named: Readonly<Record<string, string>> = {
  ctrl: 'Ctrl',
  shift: 'Shift',
  delete: 'Del',
  escape: 'Esc',
  enter: 'Enter',
  space: 'Space',
};

const oneKey = (key: string) => named[key] ?? key.toUpperCase();

/** A shortcut as the map of keys shows it: `ctrl+shift+c` is `Ctrl Shift C`, `g v` is `G then V`. */
export const keyText = (keys: string): string =>
  keys
    .split(' ')
    .map((press) => press.split('+').map(oneKey).join(' '))
    .join(' then ');
