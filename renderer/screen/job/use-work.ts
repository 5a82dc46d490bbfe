import { useCallback, useRef, useState } from 'react';
import { CancelledError } from '../../../app/contract/vault-error.ts';
import { useEnd } from '../../component/waiting.ts';

/** How far one piece of work has come; `total` is 0 while it isn't known. */
export interface Progress {
  readonly label: string;
  readonly done: number;
  readonly total: number;
}

type Act = (signal: AbortSignal, tell: (done: number, total: number) => void) => Promise<void>;

/** One piece of work at a time that can be cancelled and ends with its screen, how far it has come, and what went wrong with it. */
export function useWork() {
  const [working, setWorking] = useState<Progress>();
  const [error, setError] = useState<unknown>();
  const stop = useRef<AbortController>(undefined);
  const work = useCallback(async (label: string, act: Act) => {
    const control = new AbortController();
    stop.current?.abort();
    stop.current = control;
    setError(undefined);
    setWorking({ label, done: 0, total: 0 });
    await act(control.signal, (done, total) => setWorking({ label, done, total })).catch((failure: unknown) => {
      if (!control.signal.aborted && !(failure instanceof CancelledError)) setError(failure);
    });
    if (stop.current === control) setWorking(undefined);
  }, []);
  const cancel = useCallback(() => stop.current?.abort(), []);
  useEnd(cancel);
  return { working, error, setError, work, cancel };
}
