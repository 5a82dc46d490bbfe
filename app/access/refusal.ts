import { VaultError } from '../contract/vault-error.ts';
import type { Need } from '../operation/operation.ts';
import type { Tx } from '../operation/store.ts';
import type { Keyring } from '../seal/keyring.ts';
import type { Decision } from './authorize.ts';
import { findGrantors } from './grantor.ts';
import { needAt } from './pool-need.ts';
import { smallestRole } from './smallest-role.ts';
import { knowsOf, type Standing } from './standing.ts';

/** Who could give a role is told of so many at the most. */
const mostGrantors = 5;

/** What somebody is told of a refusal. */
export interface Refusal {
  readonly missing: string;
  readonly scope: string;
  readonly smallestRole?: string;
  readonly grantors: string[];
}

export interface Refused {
  readonly need: Need;
  readonly decision: Extract<Decision, { allowed: false }>;
  readonly standing: Standing | undefined;
  readonly time: number;
}

/**
 * What a refusal tells: the action, the smallest role that would allow it, and who could give that. Whoever holds nothing near the place
 * hears the same as if there were no such place.
 * @throws VaultError IntegrityViolation
 */
export async function toRefusal(tx: Tx, keyring: Keyring, { need, decision, standing, time }: Refused): Promise<Refusal> {
  const scope = standing && knowsOf(standing, decision.scope, time) ? decision.scope : '/';
  if (need.kind !== 'action' && need.kind !== 'dataAction') return { missing: decision.missing, scope, grantors: [] };
  // Of a pool that one doesn't know of, one hears what one hears of a vault.
  const asked = needAt(need, scope);
  const role = smallestRole(asked, scope);
  const grantors = role ? await findGrantors(tx, keyring, role.id, { scope, time, most: mostGrantors }) : [];
  return { missing: asked.action, scope, ...(role && { smallestRole: role.name }), grantors };
}

/** @returns to be thrown */
export const forbidden = async (tx: Tx, keyring: Keyring, refused: Refused): Promise<VaultError> =>
  new VaultError('Forbidden', await toRefusal(tx, keyring, refused));
