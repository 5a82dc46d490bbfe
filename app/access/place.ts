import { houseTarget, type Target } from '../operation/operation.ts';
import type { Tx } from '../operation/store.ts';
import { keyNoun } from '../key/key-noun.ts';
import type { Keyring } from '../seal/keyring.ts';
import { secretNoun } from '../secret/secret-noun.ts';
import type { NounHouse } from '../vault/object-noun.ts';
import { findObject } from '../vault/object-row.ts';
import { listResourceGroups, subscriptionPath } from '../vault/resource-group.ts';
import { findVault, isPool, vaultResourceId } from '../vault/vault.ts';
import { poolOf } from './pool-need.ts';

const shape =
  /^\/subscriptions\/(?<subscription>[^/]+)(?:\/resourcegroups\/(?<group>[^/]+)(?:\/providers\/microsoft\.keyvault\/(?:vaults|managedhsms)\/(?<vault>[^/]+)(?:\/(?<kind>secrets|keys)(?:\/(?<name>[^/]+))?)?)?)?$/i;
/** How a pool's own door names places in it, by the pool's name alone. */
const shortShape = /^\/providers\/microsoft\.keyvault\/managedhsms\/(?<vault>[^/]+)(?:\/(?<kind>keys)(?:\/(?<name>[^/]+))?)?$/i;

/**
 * What there is at a scope, as authorization and the log see it, in the house's own spelling. What lies in a deleted vault is nowhere; a
 * deleted object keeps its place.
 * @returns undefined where there is nothing
 * @throws VaultError IntegrityViolation
 */
export async function findPlace(tx: Tx, keyring: Keyring, scope: string): Promise<Target | undefined> {
  if (scope === '/') return houseTarget('tenant');
  const short = shortShape.exec(scope)?.groups;
  if (short?.['vault'] !== undefined) return findInPool({ tx, keyring }, short['vault'], short['kind'], short['name']);
  const { subscription, group, vault, kind, name } = shape.exec(scope)?.groups ?? {};
  if (subscription === undefined) return undefined;
  if (group === undefined) return findSubscription(tx, subscription);
  const found = vault === undefined ? await findGroup(tx, scope) : await findInVault({ tx, keyring }, vault, kind, name);
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

const findInPool: typeof findInVault = async (house, ...place) => {
  const found = await findInVault(house, ...place);
  return found && poolOf(found.scope) !== undefined ? found : undefined;
};

/** A vault, or an object in it, that is there; of a pool also all of its keys. */
async function findInVault(
  house: NounHouse,
  vault: string,
  kind: string | undefined,
  name: string | undefined,
): Promise<Target | undefined> {
  const row = await findVault(house.tx, house.keyring, vault);
  if (!row || row.deletion) return undefined;
  const resourceId = vaultResourceId(row);
  if (kind === undefined) return { scope: resourceId, resourceId, object: row.name };
  if (name === undefined) return isPool(row) ? { scope: `${resourceId}/keys`, resourceId, object: `${row.name} / keys` } : undefined;
  const [found, path] =
    kind.toLowerCase() === 'keys'
      ? [await findObject(keyNoun, house, row.id, name), keyNoun.kind]
      : [await findObject(secretNoun, house, row.id, name), secretNoun.kind];
  return found && { scope: `${resourceId}/${path}/${found.name}`, resourceId, object: `${row.name} / ${found.name}` };
}

/**
 * What people read for a scope, also of what is no more.
 * @param subscriptions names by id in lower case
 */
export function placeName(scope: string, subscriptions: ReadonlyMap<string, string>): string {
  const { subscription, group, vault, kind, name } = shape.exec(scope)?.groups ?? {};
  if (subscription === undefined) return scope === '/' ? 'tenant' : scope;
  if (group === undefined) return subscriptions.get(subscription.toLowerCase()) ?? subscription;
  if (vault === undefined) return group;
  const held = name ?? kind;
  return held === undefined ? vault : `${vault} / ${held}`;
}
