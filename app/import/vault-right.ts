import { authorize } from '../access/authorize.ts';
import { listGrants } from '../access/list-grant.ts';
import { VaultError } from '../contract/vault-error.ts';
import type { Room } from '../operation/operation.ts';
import { getVault, vaultTarget } from '../vault/vault.ts';
import type { VaultRow } from '../vault/vault-store.ts';
import { openImport } from './open-import.ts';

/**
 * The vault that an import goes to, for whoever may still set every secret of it: a grant on one of them tells nothing of the others.
 * @throws VaultError Forbidden, VaultNotFound
 */
export async function getImportVault(
  { tx, keyring, principal, time }: Pick<Room, 'tx' | 'keyring' | 'principal' | 'time'>,
  name: string,
): Promise<VaultRow> {
  const { grantees } = principal;
  const { scope } = await vaultTarget(tx, keyring, name);
  const grants = await listGrants(tx, keyring, grantees);
  const decision = authorize({ need: openImport.needs, grantees, scope, grants, time });
  if (decision.allowed) return getVault(tx, keyring, name);
  const { missing, scope: where, smallestRole } = decision;
  throw new VaultError('Forbidden', { missing, scope: where, ...(smallestRole && { smallestRole }) });
}
