import { useState } from 'react';
import type { CallName } from '../../app/contract/operation.ts';
import { fieldErrors } from '../api/field-error.ts';
import { checkInput } from './form-check.ts';

/**
 * What the contract says against a form's input, told from the first time that somebody tried to send it.
 * @param refusal why the engine did not take what was sent, where its sentences belong beside the fields too
 */
export function useInputCheck(operation: CallName, input: unknown, refusal?: unknown) {
  const [tried, setTried] = useState(false);
  const wrong = checkInput(operation, input);
  return {
    /** Sentences by dotted path. */
    problems: tried ? { ...fieldErrors(refusal, operation), ...wrong } : {},
    /** Sends it, unless something stands against it. */
    trySend: (send: () => void) => {
      setTried(true);
      if (Object.keys(wrong).length === 0) send();
    },
  };
}
