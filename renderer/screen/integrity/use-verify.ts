import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { useClient } from '../../api/client-context.tsx';
import { useEnd } from '../../component/waiting.ts';
import { lastVerdictQuery } from './last-verdict.ts';

export type VerifyState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly checked: number; readonly total: number | undefined }
  | { readonly kind: 'cancelled'; readonly checked: number }
  | { readonly kind: 'failed'; readonly error: unknown };

const incomplete = new Error('the walk ended without a verdict');

/** Walks the log on demand. The verdict goes where everyone who shows how the log stands finds it. */
export function useVerify() {
  const client = useClient();
  const queries = useQueryClient();
  const [state, setState] = useState<VerifyState>({ kind: 'idle' });
  const stop = useRef<AbortController>(undefined);
  useEnd(useCallback(() => stop.current?.abort(), []));

  const walk = useCallback(
    async (signal: AbortSignal) => {
      for await (const { checked, total, verdict } of client.listen('LogVerify', {}, { signal })) {
        if (signal.aborted) return;
        setState({ kind: 'running', checked, total });
        if (!verdict) continue;
        queries.setQueryData(lastVerdictQuery.queryKey, { verdict, endedOn: Date.now() });
        setState({ kind: 'idle' });
        return;
      }
      if (!signal.aborted) throw incomplete;
    },
    [client, queries],
  );

  const verify = useCallback(() => {
    const control = new AbortController();
    stop.current?.abort();
    stop.current = control;
    setState({ kind: 'running', checked: 0, total: undefined });
    walk(control.signal).catch((error: unknown) => {
      if (!control.signal.aborted) setState({ kind: 'failed', error });
    });
  }, [walk]);

  const cancel = useCallback(() => {
    stop.current?.abort();
    setState((before) => (before.kind === 'running' ? { kind: 'cancelled', checked: before.checked } : before));
  }, []);

  return { state, verify, cancel };
}
