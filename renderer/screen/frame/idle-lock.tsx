import { IdleWarning } from './idle-warning.tsx';
import { useIdle } from './idle.ts';
import { useLeave } from './leave.ts';

/** Locks the house when nobody has touched the window for a while, and says so before. */
export function IdleLock({ minutes }: { minutes: number }) {
  const { lockIdle } = useLeave();
  return <IdleWarning left={useIdle(minutes, lockIdle)} />;
}
