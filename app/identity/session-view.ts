import { listGrants } from '../access/list-grant.ts';
import { roles } from '../access/role.ts';
import type { Session } from '../contract/session.ts';
import type { Room } from '../operation/operation.ts';
import type { PersonRow } from './directory-store.ts';
import { isFactorDue } from './factor-row.ts';
import { checkPerson } from './person.ts';
import type { LiveSession } from './session.ts';

/**
 * A session as the window sees it.
 * @throws VaultError IntegrityViolation when the person's row or a grant was edited outside the house
 */
export async function toSession({ tx, keyring, time }: Room, person: PersonRow, live: LiveSession): Promise<Session> {
  checkPerson(keyring, person);
  const tenant = await tx.directory.findTenant();
  const [group] = tenant ? await tx.directory.listResourceGroups(tenant.id) : [];
  if (!tenant || !group) throw new Error('the instance has no tenant or resource group');
  const grants = await listGrants(tx, keyring, [person.id]);
  const held = grants.filter((grant) => grant.from <= time && (grant.until === undefined || time < grant.until));
  return {
    id: live.id,
    person: { id: person.id, name: person.name, displayName: person.displayName },
    tenant: { id: tenant.id, name: tenant.name },
    resourceGroup: `/subscriptions/${group.subscriptionId}/resourceGroups/${group.name}`,
    roles: held.map((grant) => ({ name: roles.find((role) => role.id === grant.roleId)?.name ?? grant.roleId, scope: grant.scope })),
    start: 'attention',
    logScopes: ['/'],
    factorDue: await isFactorDue(tx, keyring, person),
    startedOn: live.startedOn,
  };
}
