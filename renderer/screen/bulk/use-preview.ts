import { useCallback, useRef, useState } from 'react';
import type { BulkChange, BulkOutcome, BulkProgress, Selection } from '../../../app/contract/bulk.ts';
import { CancelledError } from '../../../app/contract/vault-error.ts';
import { useClient } from '../../api/client-context.tsx';
import { useEnd } from '../../component/waiting.ts';

/** Rows of a preview that are kept to look at; refusals are kept all. */
const mostShown = 200;

export interface Preview {
  readonly state: 'none' | 'running' | 'ready' | 'failed';
  readonly change: BulkChange | undefined;
  readonly progress: BulkProgress | undefined;
  readonly refusals: readonly BulkOutcome[];
  readonly others: readonly BulkOutcome[];
  readonly error: unknown;
}

const nothing: Preview = { state: 'none', change: undefined, progress: undefined, refusals: [], others: [], error: undefined };

function withRows(before: Preview, progress: BulkProgress): Preview {
  const refused = progress.rows.filter((row) => row.outcome === 'refused');
  const others = progress.rows.filter((row) => row.outcome !== 'refused');
  return {
    ...before,
    progress,
    refusals: [...before.refusals, ...refused],
    others: [...before.others, ...others].slice(0, mostShown),
  };
}

/** The dry run of a change: what would become of each secret. Asking anew gives up what was asked before. */
export function usePreview(selection: Selection) {
  const client = useClient();
  const [preview, setPreview] = useState(nothing);
  const stop = useRef<AbortController>(undefined);
  useEnd(useCallback(() => stop.current?.abort(), []));
  const ask = useCallback(
    async (change: BulkChange) => {
      stop.current?.abort();
      const own = new AbortController();
      stop.current = own;
      let found: Preview = { ...nothing, state: 'running', change };
      setPreview(found);
      try {
        for await (const progress of client.listen('BulkPrepare', { selection, change }, { signal: own.signal })) {
          found = withRows(found, progress);
          if (!own.signal.aborted) setPreview(found);
        }
        if (!own.signal.aborted) setPreview({ ...found, state: 'ready' });
      } catch (error) {
        if (!own.signal.aborted && !(error instanceof CancelledError)) setPreview({ ...found, state: 'failed', error });
      }
    },
    [client, selection],
  );
  const drop = useCallback(() => {
    stop.current?.abort();
    setPreview(nothing);
  }, []);
  return { preview, ask, drop };
}
