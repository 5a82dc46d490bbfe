import { houseTarget, type Target } from '../operation/operation.ts';
import type { Tx } from '../operation/store.ts';
import { findSecretRow } from '../secret/secret-row.ts';
import type { Keyring } from '../seal/keyring.ts';
import { listResourceGroups, subscriptionPath } from '../vault/resource-group.ts';
import { findVault, vaultResourceId } from '../vault/vault.ts';

const shape =
  /^\/subscriptions\/(?<subscription>[^/]+)(?:\/resourcegroups\/(?<group>[^/]+)(?:\/providers\/microsoft\.keyvault\/vaults\/(?<vault>[^/]+)(?:\/secrets\/(?<secret>[^/]+))?)?)?$/i;

/**
 * What there is at a scope, as authorization and the log see it, in the house's own spelling. What lies in a deleted vault is nowhere; a
 * deleted secret keeps its place.
 * @returns undefined where there is nothing
 * @throws VaultError IntegrityViolation
 */
export async function findPlace(tx: Tx, keyring: Keyring, scope: string): Promise<Target | undefined> {
  if (scope === '/') return houseTarget('tenant');
  const { subscription, group, vault, secret } = shape.exec(scope)?.groups ?? {};
  if (subscription === undefined) return undefined;
  if (group === undefined) return findSubscription(tx, subscription);
  const found = vault === undefined ? await findGroup(tx, scope) : await findInVault(tx, keyring, vault, secret);
  return found?.scope.toLowerCase() === scope.toLowerCase() ? found : undefined;
}

async function findSubscription(tx: Tx, id: string): Promise<Target | undefined> {
  const tenant = await tx.directory.findTenant();
  const all = tenant ? await tx.directory.listSubscriptions(tenant.id) : [];
  const found = all.find((one) => one.id.toLowerCase() === id.toLowerCase());
  return found && { scope: subscriptionPath(found.id), resourceId: subscriptionPath(found.id), object: found.name };
}

async function findGroup(tx: Tx, scope: string): Promise<Target | undefined> {
  const found = (await listResourceGroups(tx)).find(({ path }) => path.toLowerCase() === scope.toLowerCase());
  return found && { scope: found.path, resourceId: found.path, object: found.name };
}

/** A vault, or a secret in it, that is there. */
async function findInVault(tx: Tx, keyring: Keyring, vault: string, secret: string | undefined): Promise<Target | undefined> {
  const row = await findVault(tx, keyring, vault);
  if (!row || row.deletion) return undefined;
  const resourceId = vaultResourceId(row.resourceGroup, row.name);
  if (secret === undefined) return { scope: resourceId, resourceId, object: row.name };
  const found = await findSecretRow(tx, keyring, row.id, secret);
  return found && { scope: `${resourceId}/secrets/${found.name}`, resourceId, object: `${row.name} / ${found.name}` };
}

/**
 * What people read for a scope, also of what is no more.
 * @param subscriptions names by id in lower case
 */
export function placeName(scope: string, subscriptions: ReadonlyMap<string, string>): string {
  const { subscription, group, vault, secret } = shape.exec(scope)?.groups ?? {};
  if (subscription === undefined) return scope === '/' ? 'tenant' : scope;
  if (group === undefined) return subscriptions.get(subscription.toLowerCase()) ?? subscription;
  if (vault === undefined) return group;
  return secret === undefined ? vault : `${vault} / ${secret}`;
}
