import { useAccess } from '../api/access-context.ts';
import type { May } from '../api/may.ts';
import { refusalSentence, type Unavailability } from './unavailable.ts';

/**
 * What a control takes that the person may or may not use. While that isn't known it can be used: the engine decides.
 * @param otherwise why it can't be used for another reason than rights
 */
export function useUnavailable(may: May | undefined, otherwise?: string): Unavailability {
  const access = useAccess();
  if (may?.state !== 'no') return { unavailable: otherwise, onRefused: undefined };
  return { unavailable: refusalSentence(may), onRefused: () => access?.explain(may) };
}
