import { useCallback, useEffect, useRef } from 'react';
import type { May } from '../../api/may.ts';
import type { Unavailability } from '../../component/unavailable.ts';
import { useUnavailable } from '../../component/use-unavailable.ts';
import { useActionStore } from './action-room.tsx';
import { keysOf, type ActionId } from './catalogue.ts';

interface Doing {
  readonly run: () => void;
  /** Why it can't be done now and what to do about it. */
  readonly unavailable?: string | undefined;
  /** Whether one's roles include it; without it, that is not asked about. */
  readonly may?: May | undefined;
  /** Withdraws the offer while false, as if the screen weren't there: the palette then says what the catalogue says. */
  readonly offered?: boolean;
}

/** What a button of the action takes. */
export interface ActionProps extends Unavailability {
  readonly onClick: () => void;
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
export function useAction(id: ActionId, { run, unavailable: otherwise, may, offered = true }: Doing): ActionProps {
  const store = useActionStore();
  const { unavailable, onRefused } = useUnavailable(may, otherwise);
  const current = useRef({ run, unavailable, onRefused });
  useEffect(() => {
    current.current = { run, unavailable, onRefused };
  });
  useEffect(() => (offered ? store.offer(() => ({ id, ...current.current })) : undefined), [store, id, offered]);
  const onClick = useCallback(() => current.current.run(), []);
  return { onClick, unavailable, onRefused, 'aria-keyshortcuts': ariaKeys(keysOf(id)) };
}
