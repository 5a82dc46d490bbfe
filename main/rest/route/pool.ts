import type { Assignment } from '../../../app/contract/access.ts';
import { uuid } from '../../../app/contract/common.ts';
import type { OperationName } from '../../../app/contract/operation.ts';
import { isPoolRole } from '../../../app/access/role.ts';
import { badParameter, Refused } from '../refused.ts';
import * as wire from '../wire/pool.ts';
import { nextLink, readPage } from '../wire/page.ts';
import { parse } from '../wire/take-text.ts';
import { json, named } from './object-name.ts';
import type { Answer, VaultRequest, VaultRoute } from './vault-route.ts';

/** Operations that pools have and vaults have not. */
type PoolRouted =
  | 'RandomBytes'
  | 'RoleDefinitionPut'
  | 'RoleDefinitionGet'
  | 'RoleDefinitionList'
  | 'RoleDefinitionDelete'
  | 'RoleAssignmentCreate'
  | 'RoleAssignmentGet'
  | 'RoleAssignmentList'
  | 'RoleAssignmentEnd';

/** What is written down as the reason where nobody gives one. */
const reason = 'over REST';

/** Where in the pool: the pool itself, all of its keys, one of them. */
const places = ['', '/keys', '/keys/{name}'] as const;
type Place = (typeof places)[number];

function scopeIn(place: Place, request: VaultRequest): string {
  switch (place) {
    case '':
      return '/';
    case '/keys':
      return '/keys';
    case '/keys/{name}':
      return `/keys/${named(request).name}`;
  }
}

/** As the house names it to who knows a pool by its name alone. */
function scopeOf(place: Place, request: VaultRequest): string {
  const within = scopeIn(place, request);
  return `/providers/Microsoft.KeyVault/managedHSMs/${request.vault}${within === '/' ? '' : within}`;
}

/** @throws Refused */
function idOf({ path: { id = '' } }: VaultRequest): string {
  const parsed = uuid.safeParse(id.toLowerCase());
  if (parsed.success) return parsed.data;
  throw new Refused(badParameter(`The request URI contains an invalid name: ${id.slice(0, 127)}`));
}

const created = (body: object): Answer => ({ ...json(body), status: 201 });
const ofVault = (request: VaultRequest) => ({ vault: request.vault, id: idOf(request) });

/** Roles that are held at a pool as a resource are of another plane, and not told of here. */
const isLocal = ({ role }: Assignment): boolean => isPoolRole(role.id);

const authorization = (place: Place, rest: string): string => `${place}/providers/Microsoft.Authorization/${rest}`;

/** The same route for each place that it can be asked about. */
const everywhere = <N extends OperationName>(toRoute: (place: Place) => VaultRoute<N>): readonly VaultRoute<N>[] => places.map(toRoute);

/** What Managed HSM pools answer beside operations on keys; complete by its type. */
export const poolRoutes: { readonly [N in PoolRouted]: readonly VaultRoute<N>[] } = {
  RandomBytes: [
    {
      operation: 'RandomBytes',
      method: 'POST',
      path: '/rng',
      body: 'application/json',
      read: ({ vault, body }) => ({ vault, ...wire.readRandom(parse(body)) }),
      write: ({ value }) => ({ status: 200, body: wire.writeRandom(value) }),
    },
  ],
  RoleDefinitionPut: everywhere((place) => ({
    operation: 'RoleDefinitionPut',
    method: 'PUT',
    path: authorization(place, 'roleDefinitions/{id}'),
    body: 'application/json',
    read: (request) => ({
      vault: request.vault,
      ...wire.readDefinition(parse(request.body), { id: idOf(request), scope: scopeIn(place, request) }),
    }),
    write: (definition) => created(wire.toDefinition(definition)),
  })),
  RoleDefinitionGet: everywhere((place) => ({
    operation: 'RoleDefinitionGet',
    method: 'GET',
    path: authorization(place, 'roleDefinitions/{id}'),
    read: ofVault,
    write: (definition) => json(wire.toDefinition(definition)),
  })),
  RoleDefinitionList: everywhere((place) => ({
    operation: 'RoleDefinitionList',
    method: 'GET',
    path: authorization(place, 'roleDefinitions'),
    read: ({ vault }) => ({ vault }),
    write: ({ items }) => json({ value: items.map(wire.toDefinition), nextLink: null }),
  })),
  RoleDefinitionDelete: everywhere((place) => ({
    operation: 'RoleDefinitionDelete',
    method: 'DELETE',
    path: authorization(place, 'roleDefinitions/{id}'),
    read: ofVault,
    write: (definition) => json(wire.toDefinition(definition)),
  })),
  RoleAssignmentCreate: everywhere((place) => ({
    operation: 'RoleAssignmentCreate',
    method: 'PUT',
    path: authorization(place, 'roleAssignments/{id}'),
    body: 'application/json',
    read: (request) => ({ ...wire.readAssignment(parse(request.body)), id: idOf(request), scope: scopeOf(place, request), reason }),
    write: (assignment) => created(wire.toAssignment(assignment)),
  })),
  RoleAssignmentGet: everywhere((place) => ({
    operation: 'RoleAssignmentGet',
    method: 'GET',
    path: authorization(place, 'roleAssignments/{id}'),
    read: (request) => ({ id: idOf(request), scope: scopeOf(place, request) }),
    write: (assignment) => json(wire.toAssignment(assignment)),
  })),
  RoleAssignmentList: everywhere((place) => ({
    operation: 'RoleAssignmentList',
    method: 'GET',
    path: authorization(place, 'roleAssignments'),
    read: (request) => {
      const { principal, atScope } = wire.readFilter(request.query.get('$filter'));
      const { limit, cursor } = readPage(request.query);
      return {
        scope: scopeOf(place, request),
        reach: atScope ? 'here' : 'below',
        ...(principal !== undefined && { principal }),
        state: ['in force'],
        ...(cursor !== undefined && { after: cursor }),
        limit,
      };
    },
    write: ({ items, next }, request) => {
      const value = items.filter(isLocal).map(wire.toAssignment);
      const url = `${request.origin}${authorization(place, 'roleAssignments').replace('{name}', request.path['name'] ?? '')}`;
      const link = nextLink(url, request.query, next);
      const filter = request.query.get('$filter');
      return json({ value, nextLink: link === null || filter === null ? link : `${link}&$filter=${encodeURIComponent(filter)}` });
    },
  })),
  RoleAssignmentEnd: everywhere((place) => ({
    operation: 'RoleAssignmentEnd',
    method: 'DELETE',
    path: authorization(place, 'roleAssignments/{id}'),
    read: (request) => ({ id: idOf(request), scope: scopeOf(place, request), reason }),
    write: (assignment) => json(wire.toAssignment(assignment)),
  })),
};
