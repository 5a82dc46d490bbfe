import { useCallback, useRef, useState } from 'react';
import { isVaultError } from '../../../app/contract/vault-error.ts';
import { useCountdown } from './use-countdown.ts';

/** Trying something that is slowed down after failures. */
export interface Attempt {
  readonly busy: boolean;
  readonly error: unknown;
  /** Seconds until the next attempt is allowed; 0 when now. */
  readonly left: number;
  /** Seconds that the wait had when it began; 0 when there was none. */
  readonly waited: number;
  /** Runs `work` unless one is running or the wait is not over. @returns whether it succeeded */
  readonly run: (work: () => Promise<void>) => Promise<boolean>;
  readonly forgive: () => void;
}

const retryOf = (error: unknown): number | undefined => {
  if (isVaultError(error, 'UnlockFailed') || isVaultError(error, 'Throttled')) return error.data.retryOn;
  if (isVaultError(error, 'SignInFailed') || isVaultError(error, 'InvitationInvalid')) return error.data.retryOn;
  return undefined;
};

const secondsTo = (time: number | undefined) => (time === undefined ? 0 : Math.max(0, Math.ceil((time - Date.now()) / 1000)));

/** @param knownRetryOn when the engine already said that the next attempt is allowed, milliseconds since 1970 */
export function useAttempt(knownRetryOn?: number): Attempt {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<{ error: unknown; waited: number }>();
  const [first] = useState(() => secondsTo(knownRetryOn));
  const running = useRef(false);
  const until = Math.max(retryOf(failure?.error) ?? 0, knownRetryOn ?? 0);
  const left = useCountdown(until === 0 ? undefined : until);

  const run = useCallback(async (work: () => Promise<void>) => {
    if (running.current) return false;
    running.current = true;
    setBusy(true);
    const outcome = await work().then(
      () => undefined,
      (error: unknown) => ({ error, waited: secondsTo(retryOf(error)) }),
    );
    running.current = false;
    setBusy(false);
    setFailure(outcome);
    return outcome === undefined;
  }, []);

  const forgive = useCallback(() => setFailure(undefined), []);
  return { busy, error: failure?.error, left, waited: failure?.waited ?? first, run, forgive };
}
