import { useQuery } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import type { Wish } from '../../app/contract/access.ts';
import { mayQuery, type May, type MayDesk, type Refused } from './may.ts';

/** What a window knows of the rights of who is signed in. */
export interface Access {
  readonly desk: MayDesk;
  /** What was asked for when this failure was met; undefined for what is no refusal. */
  refusedBy(error: unknown): Refused | undefined;
  /** Shows why something is refused, and the way to ask for it. */
  explain(refused: Refused): void;
}

export const AccessContext = createContext<Access | undefined>(undefined);

/** Undefined outside a session, where nothing is asked about rights: the engine decides. */
export const useAccess = (): Access | undefined => useContext(AccessContext);

const nothing: Wish = { operation: '' };
const unknown: May = { state: 'unknown' };

/**
 * Whether the person may do something. The window only disables by it; the engine decides again when it is asked.
 * @param wish undefined where there is nothing to wish for yet
 */
export function useMay(wish: Wish | undefined): May {
  const { data } = useQuery({ ...mayQuery(useAccess()?.desk, wish ?? nothing), enabled: wish !== undefined });
  return (wish && data) ?? unknown;
}
