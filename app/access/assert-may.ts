import type { Room } from '../operation/operation.ts';
import { forbidden } from './refusal.ts';
import type { ActionNeed } from './role.ts';
import { decide } from './standing.ts';

/** Who asks, and from where that is looked up. */
export type Asker = Pick<Room, 'tx' | 'keyring' | 'standings' | 'principal' | 'time'>;

/**
 * For what an operation needs besides what it is declared to need, as its input says.
 * @param action of management, at `/`
 * @throws VaultError Forbidden
 */
export const assertMay = (asker: Asker, action: string): Promise<void> => assertMayAt(asker, { kind: 'action', action }, '/');

/** The same of any right, at a scope. @throws VaultError Forbidden */
export async function assertMayAt({ tx, keyring, standings, principal, time }: Asker, need: ActionNeed, scope: string): Promise<void> {
  const standing = await standings.of(tx, principal.id, time);
  const decision = decide(standing, need, { scope, time });
  if (!decision.allowed) throw await forbidden(tx, keyring, { need, decision, standing, time });
}
