import { useQuery, useQueryClient } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { Activity, useCallback, useEffect, useRef, useState, useSyncExternalStore, type ReactNode } from 'react';
import type { Session } from '../app/contract/session.ts';
import { isVaultError } from '../app/contract/vault-error.ts';
import { useClient } from './api/client-context.tsx';
import { instanceQuery, sessionQuery } from './api/query.ts';
import { useShellState } from './api/shell-context.tsx';
import { FailureState } from './component/failure-state.tsx';
import { SessionToast } from './component/session-toast.tsx';
import { createWaiting, WaitingContext } from './component/waiting.ts';
import { createHouseRouter } from './route.tsx';
import { AccessRoom } from './screen/access/access-room.tsx';
import { FactorDueScreen } from './screen/account/factor-due-screen.tsx';
import { ActionRoom } from './screen/action/action-room.tsx';
import { DepartedPage } from './screen/frame/departed-page.tsx';
import { IdleLock } from './screen/frame/idle-lock.tsx';
import { FirstRunScreen } from './screen/first-run/first-run-screen.tsx';
import { JobRoom } from './screen/job/job-room.tsx';
import { RecoverScreen } from './screen/recover/recover-screen.tsx';
import { RollbackScreen } from './screen/rollback/rollback-screen.tsx';
import { SignInScreen } from './screen/sign-in/sign-in-screen.tsx';
import { SwitchPersonContext, useSwitchPerson } from './screen/sign-in/switch-person.ts';
import { FindRoom } from './screen/start/find-memory.tsx';
import { UnlockScreen } from './screen/unlock/unlock-screen.tsx';

/** Shows what the state of the house allows: set up, unlock, decide, sign in, or the open house. Once the engine is gone, nothing of it. */
export function House() {
  const { departure } = useShellState();
  const queries = useQueryClient();
  useEffect(() => {
    if (departure !== undefined) queries.clear();
  }, [departure, queries]);
  return departure === undefined ? <Door /> : <DepartedPage />;
}

function Door() {
  const { data, error, refetch } = useQuery(instanceQuery(useClient()));
  if (!data) return error ? <FailureState error={error} onRetry={() => void refetch()} /> : null;
  switch (data.state) {
    case 'empty':
      return <FirstRunScreen />;
    case 'sealed':
      return <UnlockScreen />;
    case 'quarantined':
      return <RollbackScreen />;
    case 'open':
      return (
        <>
          <Open recovering={data.recovering} />
          <IdleLock minutes={data.idleMinutes} />
        </>
      );
  }
}

function Open({ recovering }: { recovering: boolean }) {
  const session = useQuery({ ...sessionQuery(useClient()), staleTime: Infinity });
  const [ended, setEnded] = useState(false);
  const [left, setLeft] = useState<string>();
  if (session.data && !session.error) {
    return (
      <SwitchPersonContext value={setLeft}>
        <SessionHouse key={session.data.id} session={session.data} onEnded={setEnded} />
      </SwitchPersonContext>
    );
  }
  if (session.isPending) return null;
  if (!isVaultError(session.error, 'Unauthorized')) return <FailureState error={session.error} onRetry={() => void session.refetch()} />;
  return recovering ? <RecoverScreen /> : <SignInScreen ended={ended} left={left} />;
}

interface SessionHouseProps {
  session: Session;
  /** Told `false` when it begins, and `true` when it ends though the person didn't leave. */
  onEnded: (ended: boolean) => void;
}

/** The house of one session. The next one starts where its own person begins: nobody comes upon where another was, what they typed or were told. */
function SessionHouse({ session, onEnded }: SessionHouseProps) {
  const [router] = useState(() => createHouseRouter(session.start === 'log' ? '/log' : '/'));
  const tellWhoLeaves = useSwitchPerson();
  useEffect(() => tellWhoLeaves(undefined), [tellWhoLeaves]);
  useEffect(() => onEnded(false), [onEnded]);
  const ended = useCallback(() => onEnded(true), [onEnded]);
  return (
    <SessionToast>
      <AccessRoom onEnded={ended}>
        <FindRoom>
          <JobRoom>
            <FactorFirst session={session}>
              <ActionRoom>
                <RouterProvider router={router} />
              </ActionRoom>
            </FactorFirst>
          </JobRoom>
        </FindRoom>
      </AccessRoom>
    </SessionToast>
  );
}

/**
 * Who must have a second factor and has none sets one up before anything else, in an open house too: what they were at waits out of sight,
 * and is as it was when that is done.
 */
function FactorFirst({ session, children }: { session: Session; children: ReactNode }) {
  const [waiting] = useState(() => createWaiting(session.factorDue));
  const due = useSyncExternalStore(waiting.subscribe, waiting.now);
  const [entered, setEntered] = useState(!due);
  const left = useRef<Element>(null);
  useEffect(() => {
    if (!session.factorDue) return;
    left.current = document.activeElement;
    waiting.begin();
  }, [session.factorDue, waiting]);
  useEffect(() => {
    if (!due && left.current instanceof HTMLElement) left.current.focus();
  }, [due]);
  useEffect(() => waiting.close, [waiting]);
  const enter = () => {
    setEntered(true);
    waiting.end();
  };
  return (
    <>
      {due && <FactorDueScreen session={session} interrupts={entered} onDone={enter} />}
      <WaitingContext value={waiting}>{entered && <Activity mode={due ? 'hidden' : 'visible'}>{children}</Activity>}</WaitingContext>
    </>
  );
}
