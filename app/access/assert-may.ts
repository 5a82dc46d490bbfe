import type { Room } from '../operation/operation.ts';
import { forbidden } from './refusal.ts';
import { decide } from './standing.ts';

/**
 * For what an operation needs besides what it is declared to need, as its input says.
 * @param action of management, at `/`
 * @throws VaultError Forbidden
 */
export async function assertMay({ tx, keyring, standings, principal, time }: Room, action: string): Promise<void> {
  const need = { kind: 'action', action } as const;
  const standing = await standings.of(tx, principal.id, time);
  const decision = decide(standing, need, { scope: '/', time });
  if (!decision.allowed) throw await forbidden(tx, keyring, { need, decision, standing, time });
}
