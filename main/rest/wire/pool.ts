import * as z from 'zod';
import type { Assignment } from '../../../app/contract/access.ts';
import { uuid } from '../../../app/contract/common.ts';
import { type PoolAction, poolAction, type RoleDefinition } from '../../../app/contract/pool.ts';
import { badParameter, Refused } from '../refused.ts';
import { encodeBase64Url } from './base64url-bytes.ts';
import { readShape } from './object.ts';

const provider = 'providers/Microsoft.Authorization';

/** Names of Azure's actions are compared without case. */
const byKey: ReadonlyMap<string, PoolAction> = new Map(poolAction.options.map((action) => [action.toLowerCase(), action]));
const sentAction = z.string().transform((text, context) => {
  const action = byKey.get(text.toLowerCase());
  if (action) return action;
  context.addIssue({ code: 'custom', message: 'unknown' });
  return z.NEVER;
});
const sentActions = z.array(sentAction).nullish();
const none = z.array(z.unknown()).max(0).nullish();
const permission = z.object({ actions: none, notActions: none, dataActions: sentActions, notDataActions: sentActions });
const sentScope = z.enum(['/', '/keys']);

const definitionBody = z.object({
  properties: z.object({
    roleName: z.string().nullish(),
    description: z.string().nullish(),
    type: z.enum(['CustomRole', '']).nullish(),
    permissions: z.array(permission).nullish(),
    assignableScopes: z.array(sentScope).nullish(),
  }),
});

/**
 * `RoleDefinitionCreateParameters`.
 * @param id of the path; the role's name where the body gives none
 * @param scope of the path, where the body names none
 * @throws Refused
 */
export function readDefinition(body: unknown, { id, scope }: { readonly id: string; readonly scope: string }) {
  const { properties: sent } = readShape(definitionBody, body);
  const permissions = sent.permissions ?? [];
  return {
    id,
    name: sent.roleName || id,
    description: sent.description ?? '',
    dataActions: permissions.flatMap((it) => it.dataActions ?? []),
    notDataActions: permissions.flatMap((it) => it.notDataActions ?? []),
    scopes: sent.assignableScopes?.length ? sent.assignableScopes : [sentScope.parse(scope === '/' ? '/' : '/keys')],
  };
}

const definitionId = (id: string): string => `Microsoft.KeyVault/${provider}/roleDefinitions/${id}`;

/** `RoleDefinition`. */
export const toDefinition = (it: RoleDefinition) => ({
  id: definitionId(it.id),
  name: it.id,
  type: 'Microsoft.Authorization/roleDefinitions',
  properties: {
    roleName: it.name,
    description: it.description,
    type: it.kind === 'custom' ? 'CustomRole' : 'AKVBuiltInRole',
    permissions: [{ actions: [], notActions: [], dataActions: it.dataActions, notDataActions: it.notDataActions }],
    assignableScopes: it.scopes,
  },
});

const assignmentBody = z.object({ properties: z.object({ roleDefinitionId: z.string().max(400), principalId: uuid }) });

/** `RoleAssignmentCreateParameters`. @throws Refused */
export function readAssignment(body: unknown) {
  const { roleDefinitionId, principalId: principal } = readShape(assignmentBody, body).properties;
  const role = uuid.safeParse(roleDefinitionId.split('/').at(-1));
  if (!role.success) throw new Refused(badParameter('Property properties.roleDefinitionId has invalid value'));
  return { role: role.data.toLowerCase(), principal };
}

/** Where in its pool an assignment stands: `/`, `/keys` or `/keys/{name}`. */
const placeOf = ({ scope }: Assignment): string => /\/managedHSMs\/[^/]+(?<rest>\/.*)$/i.exec(scope)?.groups?.['rest'] ?? '/';

/** `RoleAssignment`. */
export function toAssignment(it: Assignment) {
  const scope = placeOf(it);
  return {
    id: `${scope === '/' ? '' : scope}/${provider}/roleAssignments/${it.id}`,
    name: it.id,
    type: 'Microsoft.Authorization/roleAssignments',
    properties: { scope, roleDefinitionId: definitionId(it.role.id), principalId: it.principal.id },
  };
}

const principalFilter = /^\s*principalId\s+eq\s+'?(?<id>[0-9a-f-]{36})'?\s*$/i;

/** `$filter` of a list of assignments: of one principal, or `atScope()`, without what stands below. @throws Refused */
export function readFilter(filter: string | null): { readonly principal?: string; readonly atScope: boolean } {
  if (filter === null || filter.trim() === '') return { atScope: false };
  if (filter.replaceAll(' ', '') === 'atScope()') return { atScope: true };
  const id = uuid.safeParse(principalFilter.exec(filter)?.groups?.['id']);
  if (!id.success) throw new Refused(badParameter('The filter is not supported.'));
  return { principal: id.data.toLowerCase(), atScope: false };
}

const randomBody = z.object({ count: z.number().int() });

/** `GetRandomBytesRequest`. @throws Refused */
export const readRandom = (body: unknown): { readonly count: number } => readShape(randomBody, body);

/** `RandomBytes`: no string of them is ever made. */
export function writeRandom(value: Uint8Array): Uint8Array {
  const text = encodeBase64Url(value);
  try {
    return Buffer.concat([Buffer.from('{"value":"'), text, Buffer.from('"}')]);
  } finally {
    text.fill(0);
  }
}
