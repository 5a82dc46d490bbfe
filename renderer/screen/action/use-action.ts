import { useCallback, useEffect, useRef } from 'react';
import { useActionStore } from './action-room.tsx';
import { keysOf, type ActionId } from './catalogue.ts';

interface Doing {
  readonly run: () => void;
  /** Why it can't be done now and what to do about it. */
  readonly unavailable?: string | undefined;
  /** Withdraws the offer while false, as if the screen weren't there: the palette then says what the catalogue says. */
  readonly offered?: boolean;
}

/** What a button of the action takes. */
export interface ActionProps {
  readonly onClick: () => void;
  readonly unavailable: string | undefined;
  readonly 'aria-keyshortcuts': string | undefined;
}

/** `ctrl+shift+c` as ARIA writes it: `Control+Shift+C`. What comes one after the other has no form there. */
function ariaKeys(keys: string | undefined): string | undefined {
  if (keys === undefined || keys.includes(' ')) return undefined;
  return keys
    .split('+')
    .map((part) => (part === 'ctrl' ? 'Control' : part.charAt(0).toUpperCase() + part.slice(1)))
    .join('+');
}

/**
 * Offers an action of the catalogue while the component is there: to the palette, to its keys, and to the button that takes what this
 * returns. Of several offers of one action the latest counts.
 */
export function useAction(id: ActionId, { run, unavailable, offered = true }: Doing): ActionProps {
  const store = useActionStore();
  const current = useRef({ run, unavailable });
  useEffect(() => {
    current.current = { run, unavailable };
  });
  useEffect(() => (offered ? store.offer(() => ({ id, ...current.current })) : undefined), [store, id, offered]);
  const onClick = useCallback(() => current.current.run(), []);
  return { onClick, unavailable, 'aria-keyshortcuts': ariaKeys(keysOf(id)) };
}
