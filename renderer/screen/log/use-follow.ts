import { useCallback, useEffect, useRef, useState } from 'react';
import type { LogFilter } from '../../../app/contract/log.ts';
import type { Client } from '../../api/client.ts';
import { useClient } from '../../api/client-context.tsx';
import { emptyFeed, receive, release, type LogFeed } from './log-feed.ts';

interface FollowOptions {
  /** Stable while it means the same. */
  readonly filter: LogFilter;
  /** Sequence of the newest row that the list already has, -1 for none. */
  readonly newest: number;
  readonly live: boolean;
  /** Whether the reader looks at older rows. */
  readonly paused: boolean;
}

export interface Follow {
  readonly feed: LogFeed;
  /** Set when following stopped by itself. */
  readonly stopped: { readonly error: unknown } | undefined;
  /** Lets in the rows that were kept back. */
  readonly show: () => void;
  readonly again: () => void;
}

const ended = new Error('the stream ended');

interface Following {
  readonly after: number;
  readonly filter: LogFilter;
  readonly signal: AbortSignal;
  readonly take: (rows: LogFeed['shown']) => void;
}

async function follow(client: Client, { after, filter, signal, take }: Following): Promise<void> {
  for await (const rows of client.listen('LogFollow', { after, filter }, { signal })) take(rows);
  if (!signal.aborted) throw ended;
}

/** Follows the log while `live`, from the newest row that was ever seen, so that switching it off and on leaves no gap. */
export function useFollow({ filter, newest, live, paused }: FollowOptions): Follow {
  const client = useClient();
  const [feed, setFeed] = useState(emptyFeed);
  const [stopped, setStopped] = useState<{ error: unknown }>();
  const [attempt, setAttempt] = useState(0);
  const seen = useRef(newest);
  const isPaused = useRef(paused);
  useEffect(() => {
    isPaused.current = paused;
  }, [paused]);

  useEffect(() => {
    if (!live) return undefined;
    const stop = new AbortController();
    const take = (rows: LogFeed['shown']) => {
      for (const row of rows) seen.current = Math.max(seen.current, row.sequence);
      setFeed((before) => receive(before, rows, isPaused.current));
    };
    follow(client, { after: seen.current, filter, signal: stop.signal, take }).catch((error: unknown) => {
      if (!stop.signal.aborted) setStopped({ error });
    });
    return () => {
      stop.abort();
      setStopped(undefined);
    };
  }, [client, filter, live, attempt]);

  const show = useCallback(() => setFeed(release), []);
  const again = useCallback(() => setAttempt((count) => count + 1), []);
  return { feed, stopped, show, again };
}
