import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { AccessContext, type Access } from '../../api/access-context.ts';
import { ClientContext, useClient } from '../../api/client-context.tsx';
import { createMayDesk, type Refused } from '../../api/may.ts';
import { createNoticingClient, type Notice } from '../../api/noticing-client.ts';
import { sessionQuery } from '../../api/query.ts';
import { createAccessMemory, type AccessMemory } from './access-memory.ts';
import { RefusalDialog } from './refusal-dialog.tsx';
import { createRightsKeeper } from './rights-keeper.ts';
import { watchSession } from './watch-session.ts';

interface AccessRoomProps {
  /** The session ended, and not because the person left. Give the same function while it means the same. */
  onEnded: () => void;
  children: ReactNode;
}

/** What one person may, for all screens of their session: asked, remembered, and asked again as soon as it may have changed. */
export function AccessRoom({ onEnded, children }: AccessRoomProps) {
  const [refused, setRefused] = useState<Refused>();
  const [memory] = useState(createAccessMemory);
  const client = useWatchedClient(memory, onEnded);
  const factorDue = useQuery({ ...sessionQuery(client), enabled: false }).data?.factorDue === true;
  // Something else comes first, and a refusal would lie on top of it.
  if (factorDue && refused) setRefused(undefined);
  const access = useMemo(
    (): Access => ({ desk: createMayDesk(client), refusedBy: memory.refusedBy, explain: setRefused }),
    [client, memory],
  );
  return (
    <ClientContext value={client}>
      <AccessContext value={access}>
        {children}
        {refused && <RefusalDialog refused={refused} onClose={() => setRefused(undefined)} />}
      </AccessContext>
    </ClientContext>
  );
}

/** The client of the session: what it is refused, and the session itself, tell when rights have to be asked for again. */
function useWatchedClient(memory: AccessMemory, onEnded: () => void) {
  const client = useClient();
  const queries = useQueryClient();
  const keeper = useMemo(() => createRightsKeeper(queries), [queries]);
  const ended = useCallback(() => {
    if (!memory.leaving()) onEnded();
    keeper.checkSession();
  }, [memory, keeper, onEnded]);
  const watched = useMemo(() => {
    const failed: Notice['failed'] = (error, name, input) => {
      const why = memory.note(error, name, input);
      if (why === 'refused') keeper.askAgain();
      if (why === 'signed-out') ended();
      // The session itself says what is due.
      if (why === 'factor-due') keeper.checkSession();
    };
    return createNoticingClient(client, { asking: memory.asking, failed });
  }, [client, memory, keeper, ended]);
  useEffect(() => {
    const stop = new AbortController();
    void watchSession(watched, stop.signal, { changed: keeper.sessionIs, ended });
    return () => stop.abort();
  }, [watched, keeper, ended]);
  // What one person read is not left for the next.
  useEffect(() => keeper.drop, [keeper]);
  return watched;
}
