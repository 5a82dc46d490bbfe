import { createContext, useContext, useEffect, useMemo, useRef, useState, useSyncExternalStore, type ReactNode } from 'react';
import { useToast } from '../../component/toast.tsx';
import { createJobStore, type JobStore } from './job-store.ts';
import type { Job, JobStart } from './job.ts';

interface Room {
  readonly store: JobStore;
  /** How many views show a job now. */
  readonly watched: Map<string, number>;
}

const JobContext = createContext<Room | undefined>(undefined);

function useRoom(): Room {
  const room = useContext(JobContext);
  if (!room) throw new Error('useJobs outside JobRoom');
  return room;
}

/** Long work that goes on when its screen is left; it ends with the session. */
export function JobRoom({ children }: { children: ReactNode }) {
  const say = useToast();
  const [room] = useState<Room>(() => {
    const watched = new Map<string, number>();
    const store = createJobStore((job, { kind, text, undo, undoDecision }) => {
      if ((watched.get(job.id) ?? 0) === 0) say({ kind, text, ...(undo && !undoDecision ? { undo } : {}) });
    });
    return { store, watched };
  });
  useEffect(() => () => room.store.close(), [room]);
  return <JobContext value={room}>{children}</JobContext>;
}

export interface Jobs {
  readonly jobs: readonly Job[];
  /** Begins long work. @returns its id */
  readonly startJob: (start: JobStart) => string;
  readonly cancelJob: (id: string) => void;
  /** Takes ended work out of the list. */
  readonly forgetJob: (id: string) => void;
}

/** The long work of this session, and the way to begin more. */
export function useJobs(): Jobs {
  const { store } = useRoom();
  const jobs = useSyncExternalStore(store.subscribe, store.list);
  return useMemo(() => ({ jobs, startJob: store.start, cancelJob: store.cancel, forgetJob: store.forget }), [jobs, store]);
}

/** One job, by a view that says itself how it ends: while there is one, no toast does. */
export function useWatchedJob(id: string): Job | undefined {
  const { store, watched } = useRoom();
  const counted = useRef(watched);
  useEffect(() => {
    const count = counted.current;
    count.set(id, (count.get(id) ?? 0) + 1);
    return () => void count.set(id, (count.get(id) ?? 1) - 1);
  }, [id]);
  return useSyncExternalStore(store.subscribe, store.list).find((job) => job.id === id);
}
