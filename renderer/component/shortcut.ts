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
  readonly shiftKey?: boolean;
}

/** Names a key press: `ctrl+b`, `ctrl+shift+c`, `g`, `?`. Cmd counts as Ctrl. Alt is the system's. */
export function nameKey({ key, ctrlKey, metaKey, altKey, shiftKey = false }: KeyPress): string | undefined {
  if (altKey || ['Control', 'Shift', 'Meta', 'Alt'].includes(key)) return undefined;
  const name = key === ' ' ? 'space' : key.toLowerCase();
  return ctrlKey || metaKey ? `ctrl+${shiftKey ? 'shift+' : ''}${name}` : name;
}

const isWriting = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.closest('input:not([type=checkbox], [type=radio], [type=range]), textarea, select') !== null);

const isDeciding = () => document.querySelector('[aria-modal="true"]') !== null;

const marksText = () => (document.getSelection()?.toString() ?? '') !== '';

/** Keys with Ctrl that belong to a text being written, or marked to be copied. */
const textKeys = ['ctrl+a', 'ctrl+c', 'ctrl+v', 'ctrl+x', 'ctrl+z', 'ctrl+shift+z'];

/** Whether a key is left to what has the focus. What locks the house always acts. */
function rests(name: string, target: EventTarget | null, letters: boolean): boolean {
  if (name === 'ctrl+l') return false;
  if (isDeciding()) return true;
  if (textKeys.includes(name)) return isWriting(target) || (name === 'ctrl+c' && marksText());
  return !name.startsWith('ctrl+') && (isWriting(target) || (!letters && name.length === 1));
}

/** Finds what a key does, alone or after the one before it. */
export function findShortcut(find: FindShortcut, before: string | undefined, name: string): (() => void) | undefined {
  return (before === undefined ? undefined : find(`${before} ${name}`)) ?? find(name);
}

/** What a key, or two one after the other, does now. */
export type FindShortcut = (name: string) => (() => void) | undefined;

/**
 * Listens for keys in the whole window. Single keys rest while something is typed, those of text editing too; while a dialog waits only
 * the lock acts.
 * @param letters whether single letters act at all (WCAG 2.2, 2.1.4)
 * @param first whether these come before what other listeners would do with the same key, whoever listens longer
 */
export function useFoundShortcut(find: FindShortcut, letters = true, first = false): void {
  const current = useRef({ find, letters });
  useEffect(() => {
    current.current = { find, letters };
  });
  useEffect(() => {
    let before: { name: string; at: number } | undefined;
    const press = (event: KeyboardEvent) => {
      const name = nameKey(event);
      if (name === undefined || event.defaultPrevented || rests(name, event.target, current.current.letters)) return;
      const act = findShortcut(current.current.find, before && event.timeStamp - before.at < sequenceMs ? before.name : undefined, name);
      before = act ? undefined : { name, at: event.timeStamp };
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', press, first);
    return () => window.removeEventListener('keydown', press, first);
  }, [first]);
}

/** The same for keys that never change what they do. */
export function useShortcut(map: ShortcutMap, letters = true, first = false): void {
  useFoundShortcut((name) => (Object.hasOwn(map, name) ? map[name] : undefined), letters, first);
}
