import type { Assignment } from '../contract/access.ts';
import { checkApplication } from '../identity/application.ts';
import { checkGroup } from '../identity/group.ts';
import { checkPerson } from '../identity/person.ts';
import type { Tx } from '../operation/store.ts';
import type { Keyring } from '../seal/keyring.ts';
import type { GrantRow, GrantState } from './grant-store.ts';
import { placeName } from './place.ts';
import { findRole } from './role.ts';
import { findRoleDefinition } from './role-definition.ts';
import { scopeKey } from './scope.ts';

/** A grant, whom it reaches, and by which groups: from the person's own to the one that holds it. */
export interface Held {
  readonly grant: GrantRow;
  readonly principalId: string;
  readonly through: readonly string[];
}

/** What grants are shown against. */
export interface View {
  readonly tx: Tx;
  readonly keyring: Keyring;
  /** The instant that states are judged at, milliseconds since 1970. */
  readonly time: number;
  /** Grants that stand above it are inherited. */
  readonly scope: string;
}

/** Grants as the window sees them, in the same order. @throws VaultError IntegrityViolation when a person or a group was edited outside the house */
export async function toAssignments(view: View, held: readonly Held[]): Promise<Assignment[]> {
  const names = createNames(view);
  const subscriptions = await subscriptionNames(view.tx);
  const items: Assignment[] = [];
  for (const { grant, principalId, through } of held) {
    items.push({
      id: grant.id,
      principal: { id: principalId, ...(await names.principal(principalId)) },
      role: { id: grant.roleId, name: await names.role(grant.roleId) },
      scope: grant.scope,
      place: placeName(grant.scope, subscriptions),
      state: stateOf(grant, view.time),
      from: grant.from,
      ...(grant.until !== undefined && { until: grant.until }),
      grantedBy: (await names.principal(grant.grantedBy)).name,
      ...(grant.endedBy !== undefined && { endedBy: (await names.principal(grant.endedBy)).name }),
      reason: grant.reason,
      inherited: scopeKey(grant.scope) !== scopeKey(view.scope),
      through: await Promise.all(through.map(async (id) => ({ id, name: (await names.principal(id)).name }))),
    });
  }
  return items;
}

/** One as its principal's own. @see toAssignments */
export async function toAssignment(view: View, grant: GrantRow): Promise<Assignment> {
  const [item] = await toAssignments(view, [{ grant, principalId: grant.principalId, through: [] }]);
  if (!item) throw new Error('a grant that was written is not told of');
  return item;
}

export function stateOf({ from, until }: Pick<GrantRow, 'from' | 'until'>, time: number): GrantState {
  if (until !== undefined && until <= time) return 'ended';
  return from <= time ? 'in force' : 'to come';
}

async function subscriptionNames(tx: Tx): Promise<Map<string, string>> {
  const tenant = await tx.directory.findTenant();
  const all = tenant ? await tx.directory.listSubscriptions(tenant.id) : [];
  return new Map(all.map(({ id, name }) => [id.toLowerCase(), name]));
}

interface Named {
  readonly kind: 'person' | 'group' | 'application';
  readonly name: string;
  /** The tenant of an application of another one. */
  readonly home?: string;
}

/** The names of roles, and of people, groups and applications by id, deleted ones included, each read once; what is none of them is named by itself. */
export function createNames({ tx, keyring }: Pick<View, 'tx' | 'keyring'>) {
  const known = new Map<string, Promise<Named>>();
  const read = async (id: string): Promise<Named> => {
    const person = checkPerson(keyring, await tx.directory.findPersonById(id));
    if (person) return { kind: 'person', name: person.displayName };
    const group = await tx.groups.find(id);
    if (group) checkGroup(keyring, group);
    if (group) return { kind: 'group', name: group.name };
    const application = checkApplication(keyring, await tx.applications.find(id));
    if (!application) return { kind: 'person', name: id };
    return { kind: 'application', name: application.name, ...(application.home && { home: application.home.tenant }) };
  };
  const customRoles = new Map<string, Promise<string>>();
  const readRole = async (id: string): Promise<string> => (await findRoleDefinition(tx, keyring, id))?.name ?? id;
  return {
    role: async (id: string): Promise<string> => {
      const found = findRole(id)?.name ?? customRoles.get(id) ?? readRole(id);
      if (typeof found !== 'string') customRoles.set(id, found);
      return found;
    },
    principal: (id: string): Promise<Named> => {
      const found = known.get(id) ?? read(id);
      known.set(id, found);
      return found;
    },
  };
}
