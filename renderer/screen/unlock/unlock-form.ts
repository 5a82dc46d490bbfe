import type { Slot } from '../../../app/contract/instance.ts';
import type { Input } from '../../../app/contract/operation.ts';
import type { Attempt } from './use-attempt.ts';

/** What every way to unlock is given: its slot, the shared attempt, and the call. */
export interface UnlockFormProps {
  slot: Slot;
  attempt: Attempt;
  /** Rejects as the engine says. Byte arrays in the input are zeroed. */
  unlock: (input: Input<'InstanceUnlock'>) => Promise<unknown>;
}

/** Why an attempt can't be made right now, for the button. */
export const waitReason = (left: number): string | undefined =>
  left > 0 ? 'Attempts are slowed down after a failure. Wait for the countdown.' : undefined;
