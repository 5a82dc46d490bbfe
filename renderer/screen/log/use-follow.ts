import { useCallback, useEffect, useRef, useState } from 'react';
import type { Client } from '../../api/client.ts';
import { useClient } from '../../api/client-context.tsx';
import { placeOfAsked, type LogAsked } from '../../api/log-query.ts';
import { emptyFeed, receive, release, type LogFeed } from './log-feed.ts';

interface FollowOptions {
  /** Stable while it means the same. */
  readonly asked: LogAsked;
  /** Sequence of the newest row that the list already has, -1 for none. */
  readonly newest: number;
  readonly live: boolean;
  /** Whether the reader looks at older rows. */
  readonly paused: boolean;
  /** Told of every row that came. Stable. */
  readonly onArrive: (rows: LogFeed['shown']) => void;
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
  readonly asked: LogAsked;
  readonly signal: AbortSignal;
  readonly take: (rows: LogFeed['shown']) => void;
}

async function follow(client: Client, { after, asked, signal, take }: Following): Promise<void> {
  for await (const rows of client.listen('LogFollow', { after, ...placeOfAsked(asked) }, { signal })) take(rows);
  if (!signal.aborted) throw ended;
}

/** Follows the log while `live`, from the newest row that was ever seen, so that switching it off and on leaves no gap. */
export function useFollow({ asked, newest, live, paused, onArrive }: FollowOptions): Follow {
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
      const fresh = rows.filter((row) => row.sequence > seen.current);
      for (const row of fresh) seen.current = Math.max(seen.current, row.sequence);
      onArrive(fresh);
      setFeed((before) => receive(before, rows, isPaused.current));
    };
    follow(client, { after: seen.current, asked, signal: stop.signal, take }).catch((error: unknown) => {
      if (!stop.signal.aborted) setStopped({ error });
    });
    return () => {
      stop.abort();
      setStopped(undefined);
    };
  }, [client, asked, live, attempt, onArrive]);

  const show = useCallback(() => setFeed(release), []);
  const again = useCallback(() => setAttempt((count) => count + 1), []);
  return { feed, stopped, show, again };
}
