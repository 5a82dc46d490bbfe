import { useEffect, useRef } from 'react';

/** What keys do: `n`, `?`, `escape`, `ctrl+l`, or one after the other, `g v`. */
export type ShortcutMap = Readonly<Record<string, (() => void) | undefined>>;

/** A first key waits this long for its second. */
const sequenceMs = 1500;

interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** Names a key press: `ctrl+b`, `g`, `?`. Cmd counts as Ctrl. Alt is the system's. */
export function nameKey({ key, ctrlKey, metaKey, altKey }: KeyPress): string | undefined {
  if (altKey || ['Control', 'Shift', 'Meta', 'Alt'].includes(key)) return undefined;
  return ctrlKey || metaKey ? `ctrl+${key.toLowerCase()}` : key.toLowerCase();
}

const isWriting = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.closest('input:not([type=checkbox], [type=radio], [type=range]), textarea, select') !== null);

const isDeciding = () => document.querySelector('[aria-modal="true"]') !== null;

/** Finds what a key does, alone or after the one before it. */
export function findShortcut(map: ShortcutMap, before: string | undefined, name: string): (() => void) | undefined {
  return (before === undefined ? undefined : map[`${before} ${name}`]) ?? map[name];
}

/**
 * Listens for keys in the whole window. Single keys rest while something is typed or a dialog waits; those with Ctrl work always.
 * @param letters whether single keys act at all (WCAG 2.2, 2.1.4)
 */
export function useShortcut(map: ShortcutMap, letters = true): void {
  const current = useRef({ map, letters });
  useEffect(() => {
    current.current = { map, letters };
  });
  useEffect(() => {
    let before: { name: string; at: number } | undefined;
    const press = (event: KeyboardEvent) => {
      const name = nameKey(event);
      if (name === undefined || event.defaultPrevented) return;
      if (!name.startsWith('ctrl+') && (!current.current.letters || isWriting(event.target) || isDeciding())) return;
      const act = findShortcut(current.current.map, before && event.timeStamp - before.at < sequenceMs ? before.name : undefined, name);
      before = act ? undefined : { name, at: event.timeStamp };
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}
