import { useCallback, useRef, useState } from 'react';
import { CancelledError } from '../../../app/contract/vault-error.ts';
import { useEnd } from '../../component/waiting.ts';
import type { Outcome } from './do-task.ts';
import type { Task } from './task.ts';

/** What was done, and what came of it. */
export interface Done {
  readonly task: Task;
  readonly outcome: Outcome;
}

export interface Hashing {
  /** Both in bytes. */
  readonly done: number;
  readonly total: number;
}

type RunState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'busy'; readonly hashing: Hashing | undefined }
  | { readonly kind: 'done'; readonly done: Done }
  | { readonly kind: 'failed'; readonly error: unknown };

/** Work that can be given up, and tells how far a file is hashed. */
type Work = (signal: AbortSignal, onHashing: (hashing: Hashing) => void) => Promise<Done>;

const idle: RunState = { kind: 'idle' };

const wipe = ({ outcome }: Done) => {
  if (outcome.kind !== 'verdict') outcome.value.fill(0);
};

/** One use of a key at a time. What it gave is zeroed when the next begins, when it is dropped, and when the panel goes. */
export function useRun() {
  const [state, setState] = useState(idle);
  const asked = useRef<AbortController>(undefined);
  const held = useRef<Done>(undefined);
  const drop = useCallback(() => {
    asked.current?.abort();
    asked.current = undefined;
    if (held.current) wipe(held.current);
    held.current = undefined;
    setState(idle);
  }, []);
  const run = useCallback(
    async (work: Work) => {
      drop();
      const ask = new AbortController();
      const isOver = () => ask.signal.aborted;
      asked.current = ask;
      setState({ kind: 'busy', hashing: undefined });
      try {
        const done = await work(ask.signal, (hashing) => !isOver() && setState({ kind: 'busy', hashing }));
        if (isOver()) return wipe(done);
        held.current = done;
        setState({ kind: 'done', done });
      } catch (error) {
        if (!isOver()) setState(error instanceof CancelledError ? idle : { kind: 'failed', error });
      }
    },
    [drop],
  );
  useEnd(drop);
  return { state, run, drop };
}
