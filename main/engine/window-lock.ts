import { randomUUID } from 'node:crypto';
import type { Departure } from '../../app/contract/bridge.ts';
import type { LockCause } from '../../app/contract/link.ts';
import { VaultError } from '../../app/contract/vault-error.ts';
import { createSessionHolder } from '../../app/identity/session.ts';
import type { Corridor } from '../../app/operation/corridor.ts';

export const departureOf = (cause: LockCause): Departure => (cause === 'shell-closed' ? 'stopped' : 'locked');

/** The shell demands it: recorded while the house is open, and done in any case. What is locked besides, the operation decides. */
export async function lock(corridor: Corridor, cause: LockCause, leave: (departure: Departure) => void): Promise<void> {
  const caller = { id: randomUUID(), door: 'shell', address: 'shell', session: createSessionHolder() } as const;
  const signal = new AbortController().signal;
  let done = false;
  try {
    await corridor.call({ caller, name: 'InstanceLock', requestId: randomUUID(), input: { reason: cause }, signal });
    done = true;
  } catch (error) {
    // A sealed house has nothing to lock; a store that fails must not keep it open.
    if (!(error instanceof VaultError)) throw error;
  } finally {
    if (!done) leave(departureOf(cause));
  }
}
