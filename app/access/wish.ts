import type { Wish } from '../contract/access.ts';
import { VaultError } from '../contract/vault-error.ts';
import { houseTarget, type Need, type Target } from '../operation/operation.ts';
import type { Tx } from '../operation/store.ts';
import { keyNoun } from '../key/key-noun.ts';
import type { Keyring } from '../seal/keyring.ts';
import { secretNoun } from '../secret/secret-noun.ts';
import { findObject } from '../vault/object-row.ts';
import { listResourceGroups } from '../vault/resource-group.ts';
import { deletedVaultTarget, findVault, vaultTarget } from '../vault/vault.ts';

/** What an operation needs, by its name; undefined where there is none of that name. */
export type NeedOf = (operation: string) => Need | undefined;

/** @throws VaultError BadParameter */
export function getNeed(needOf: NeedOf, { operation }: Pick<Wish, 'operation'>): Need {
  const need = needOf(operation);
  if (!need) throw new VaultError('BadParameter', { issues: [{ path: 'operation', problem: 'unknown' }] });
  return need;
}

/** Whether an operation is about keys; what else has a name is about secrets. */
const isOfKeys = ({ operation }: Pick<Wish, 'operation'>): boolean => operation.startsWith('Key');

const ofBin = new Set(['VaultRecover', 'VaultPurge']);

/** Where the operation would be authorized, as it targets it itself. @throws VaultError IntegrityViolation */
export function wishTarget(tx: Tx, keyring: Keyring, wish: Wish): Promise<Target> {
  const { operation, vault, name } = wish;
  if (vault === undefined) return Promise.resolve(houseTarget(''));
  if (ofBin.has(operation)) return deletedVaultTarget(tx, keyring, vault);
  return vaultTarget(tx, keyring, vault, name === undefined ? undefined : { kind: isOfKeys(wish) ? 'keys' : 'secrets', name });
}

/**
 * Scopes of which any would do. A new vault goes into one of the resource groups.
 * @throws VaultError IntegrityViolation
 */
export async function wishScopes(tx: Tx, keyring: Keyring, wish: Wish): Promise<string[]> {
  const { scope } = await wishTarget(tx, keyring, wish);
  if (wish.operation !== 'VaultPut' || wish.vault !== undefined) return [scope];
  return [scope, ...(await listResourceGroups(tx)).map(({ path }) => path)];
}

/** Where what is wished for would be granted: at the object, or for one that is not there yet, at the vault; nowhere without a vault. */
export async function grantScope(tx: Tx, keyring: Keyring, wish: Wish): Promise<string | undefined> {
  if (wish.vault === undefined) return '/';
  const row = await findVault(tx, keyring, wish.vault);
  if (!row || (row.deletion !== undefined) !== ofBin.has(wish.operation)) return undefined;
  const find = (name: string) =>
    isOfKeys(wish) ? findObject(keyNoun, { tx, keyring }, row.id, name) : findObject(secretNoun, { tx, keyring }, row.id, name);
  const isThere = wish.name !== undefined && (await find(wish.name)) !== undefined;
  const { vault: _vault, name: _name, ...rest } = wish;
  const target = await wishTarget(tx, keyring, { ...rest, vault: row.name, ...(isThere && { name: wish.name }) });
  return target.scope;
}
