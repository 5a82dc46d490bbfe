import { useQueryClient } from '@tanstack/react-query';
import { createContext, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { CancelledError } from '../../../app/contract/vault-error.ts';
import { useClient } from '../../api/client-context.tsx';
import { EngineGone } from '../../api/engine-gone.ts';
import { moduleKey } from '../../api/hsm-query.ts';

interface HsmFollowing {
  /** Keeps what the window knows of modules in step until what it returns is called. */
  readonly follow: () => () => void;
  /** Why it is in step no more. */
  readonly stopped: unknown;
}

export const HsmFollowContext = createContext<HsmFollowing>({ follow: () => () => undefined, stopped: undefined });

/** Listens to the modules once, however many places of the window want them, and not at all while none does. */
export function HsmFollow({ children }: { children: ReactNode }) {
  const [places, setPlaces] = useState(0);
  const follow = useCallback(() => {
    setPlaces((count) => count + 1);
    return () => setPlaces((count) => count - 1);
  }, []);
  const stopped = useListening(places > 0);
  return <HsmFollowContext value={useMemo(() => ({ follow, stopped }), [follow, stopped])}>{children}</HsmFollowContext>;
}

function useListening(wanted: boolean): unknown {
  const client = useClient();
  const queries = useQueryClient();
  const [stopped, setStopped] = useState<unknown>();
  useEffect(() => {
    if (!wanted) return undefined;
    const stop = new AbortController();
    const listen = async () => {
      for await (const items of client.listen('HsmFollow', {}, { signal: stop.signal })) {
        setStopped(undefined);
        queries.setQueryData(moduleKey(client), items);
      }
    };
    listen().catch((error: unknown) => {
      const isFarewell = stop.signal.aborted || error instanceof CancelledError || error instanceof EngineGone;
      if (!isFarewell) setStopped(error);
    });
    return () => stop.abort();
  }, [client, queries, wanted]);
  return stopped;
}
