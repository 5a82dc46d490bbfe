import type { Session } from '../../../app/contract/session.ts';
import { CancelledError, isVaultError } from '../../../app/contract/vault-error.ts';
import type { Client } from '../../api/client.ts';
import { EngineGone } from '../../api/engine-gone.ts';

interface Watcher {
  /** Told of the session as it is, first at once, then whenever what the person may has changed. */
  changed(session: Session): void;
  /** The session is over, or can't be watched any more. */
  ended(): void;
}

/** Hears of every change of what the person may, until `signal` fires. A house that is gone is told of by the shell. */
export async function watchSession(client: Client, signal: AbortSignal, { changed, ended }: Watcher): Promise<void> {
  try {
    for await (const session of client.listen('SessionFollow', {}, { signal })) changed(session);
  } catch (error) {
    if (error instanceof CancelledError || error instanceof EngineGone || isVaultError(error, 'NotImplemented')) return;
  }
  if (!signal.aborted) ended();
}
