import { forbidden } from '../access/refusal.ts';
import { decide } from '../access/standing.ts';
import type { Room } from '../operation/operation.ts';
import { getVault, vaultTarget } from '../vault/vault.ts';
import type { VaultRow } from '../vault/vault-store.ts';
import { openImport } from './open-import.ts';

/**
 * The vault that an import goes to, for whoever may still set every secret of it: a grant on one of them tells nothing of the others.
 * @throws VaultError Forbidden, VaultNotFound
 */
export async function getImportVault(
  { tx, keyring, standings, principal, time }: Pick<Room, 'tx' | 'keyring' | 'standings' | 'principal' | 'time'>,
  name: string,
): Promise<VaultRow> {
  const { needs: need } = openImport;
  const { scope } = await vaultTarget(tx, keyring, name);
  const standing = await standings.of(tx, principal.id, time);
  const decision = decide(standing, need, { scope, time });
  if (!decision.allowed) throw await forbidden(tx, keyring, { need, decision, standing, time });
  return getVault(tx, keyring, name);
}
