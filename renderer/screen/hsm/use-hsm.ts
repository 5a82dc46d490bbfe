import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { CancelledError } from '../../../app/contract/vault-error.ts';
import { useClient } from '../../api/client-context.tsx';
import { EngineGone } from '../../api/engine-gone.ts';
import { moduleKey } from '../../api/hsm-query.ts';
import { moduleListQuery } from '../../api/key-query.ts';

/** The modules with their tokens, in step with what is plugged in for as long as the component is there. */
export function useFollowedHsm() {
  const client = useClient();
  const queries = useQueryClient();
  const [stopped, setStopped] = useState<unknown>();
  useEffect(() => {
    const stop = new AbortController();
    const follow = async () => {
      for await (const items of client.listen('HsmFollow', {}, { signal: stop.signal })) queries.setQueryData(moduleKey(client), items);
    };
    follow().catch((error: unknown) => {
      const isFarewell = stop.signal.aborted || error instanceof CancelledError || error instanceof EngineGone;
      if (!isFarewell) setStopped(error);
    });
    return () => stop.abort();
  }, [client, queries]);
  const { data, error, refetch } = useQuery(moduleListQuery(client));
  return { modules: data?.items, error, stopped, retry: () => void refetch() };
}
