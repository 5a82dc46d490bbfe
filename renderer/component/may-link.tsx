import type { ReactNode } from 'react';
import { ActionButton } from './action-button.tsx';
import type { Unavailability } from './unavailable.ts';

interface MayLinkProps {
  /** Whether one may do what the link leads to. */
  stop: Unavailability;
  /** What it says where it leads nowhere. */
  words: string;
  /** The link itself. */
  children: ReactNode;
}

/** A link to something that one may do; for who may not, a button that says why. */
export function MayLink({ stop, words, children }: MayLinkProps) {
  return stop.unavailable === undefined ? children : <ActionButton {...stop}>{words}</ActionButton>;
}
