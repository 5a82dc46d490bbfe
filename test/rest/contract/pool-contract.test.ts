import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { poolAction } from '../../../app/contract/pool.ts';
import { type AnApplication, anApplication, askToken, openRestHouse, type RestHouse } from '../../support/a-rest-house.ts';
import type { RestAnswer, RestQuestion } from '../../support/rest-client.ts';
import { withVersion } from './wire-desk.ts';
import { wireError } from './wire-model.ts';

const definitionId = z.string().regex(/^Microsoft\.KeyVault\/providers\/Microsoft\.Authorization\/roleDefinitions\/[0-9a-f-]{36}$/);
const definition = z.strictObject({
  id: definitionId,
  name: z.uuid(),
  type: z.literal('Microsoft.Authorization/roleDefinitions'),
  properties: z.strictObject({
    roleName: z.string(),
    description: z.string(),
    type: z.enum(['AKVBuiltInRole', 'CustomRole']),
    permissions: z.array(
      z.strictObject({
        actions: z.array(z.string()),
        notActions: z.array(z.string()),
        dataActions: z.array(poolAction),
        notDataActions: z.array(poolAction),
      }),
    ),
    assignableScopes: z.array(z.enum(['/', '/keys'])),
  }),
});
const assignment = z.strictObject({
  id: z.string().regex(/^(?:\/keys(?:\/[0-9A-Za-z-]{1,127})?)?\/providers\/Microsoft\.Authorization\/roleAssignments\/[0-9a-f-]{36}$/),
  name: z.uuid(),
  type: z.literal('Microsoft.Authorization/roleAssignments'),
  properties: z.strictObject({ scope: z.string().regex(/^\/(?:keys)?/), roleDefinitionId: definitionId, principalId: z.uuid() }),
});
const models = {
  RoleDefinition: definition,
  RoleAssignment: assignment,
  RoleDefinitionListResult: z.strictObject({ value: z.array(definition), nextLink: z.string().nullable() }),
  RoleAssignmentListResult: z.strictObject({ value: z.array(assignment), nextLink: z.string().nullable() }),
} as const;

const user = '21dbd100-6940-42c2-9190-5d6cb909625b';
const sign = 'Microsoft.KeyVault/managedHsm/keys/sign/action';
const aRole = () => ({
  properties: {
    roleName: `Signers ${randomUUID()}`,
    description: 'Sign.',
    type: 'CustomRole',
    permissions: [{ actions: [], notActions: [], dataActions: [sign.toUpperCase()], notDataActions: [] }],
    assignableScopes: ['/'],
  },
});

interface Operation {
  readonly method: string;
  readonly kind: 'roleDefinitions' | 'roleAssignments';
  readonly named: boolean;
  readonly status: number;
  readonly response: keyof typeof models;
  /** The data action without what all of them begin with. */
  readonly action: string;
  readonly from: 'absent' | 'there';
}

/** Of the version 2026-04-01, from the service's own description of itself. */
const operations = {
  RoleDefinitions_CreateOrUpdate: op('PUT', 'roleDefinitions', 'RoleDefinition', 'write', 'absent', 201),
  RoleDefinitions_Get: op('GET', 'roleDefinitions', 'RoleDefinition', 'read'),
  RoleDefinitions_Delete: op('DELETE', 'roleDefinitions', 'RoleDefinition', 'delete'),
  RoleDefinitions_List: { ...op('GET', 'roleDefinitions', 'RoleDefinitionListResult', 'read'), named: false },
  RoleAssignments_Create: op('PUT', 'roleAssignments', 'RoleAssignment', 'write', 'absent', 201),
  RoleAssignments_Get: op('GET', 'roleAssignments', 'RoleAssignment', 'read'),
  RoleAssignments_Delete: op('DELETE', 'roleAssignments', 'RoleAssignment', 'delete'),
  RoleAssignments_ListForScope: { ...op('GET', 'roleAssignments', 'RoleAssignmentListResult', 'read'), named: false },
} as const satisfies Record<string, Operation>;
type OperationId = keyof typeof operations;

function op(
  method: string,
  kind: Operation['kind'],
  response: keyof typeof models,
  verb: string,
  from: Operation['from'] = 'there',
  status = 200,
): Operation {
  return { method, kind, named: true, status, response, action: `${kind}/${verb}/action`, from };
}

const ids = Object.keys(operations) as OperationId[];
const named = ids.filter((id) => operationOf(id).named);
const withBody = ids.filter((id) => operationOf(id).method === 'PUT');

let house: RestHouse;
let administrator: string;
let stranger: string;
let subject: AnApplication;

beforeAll(async () => {
  house = await openRestHouse();
  const { resourceGroup } = await house.page.call('SessionGet', {});
  const setting = { retentionDays: 90, purgeProtection: false, tags: {} };
  await house.page.call('VaultPut', { name: 'hsms', resourceGroup, tier: 'managed-hsm', ...setting });
  const role = { role: 'Managed HSM Administrator', scope: house.poolScopeOf('hsms') };
  administrator = await poolToken(await anApplication(house.page, 'administrator', [role]));
  stranger = await poolToken(await anApplication(house.page, 'stranger', []));
  subject = await anApplication(house.page, 'subject', []);
});

afterAll(() => house.close());

async function poolToken({ clientId, secret }: AnApplication): Promise<string> {
  const scope = `https://managedhsm.localhost:${house.port}/.default`;
  const { body } = await askToken(house, { client_id: clientId, client_secret: secret, scope });
  return z.object({ access_token: z.string() }).parse(body).access_token;
}

function operationOf(id: OperationId): Operation {
  return operations[id];
}

const pathOf = (id: OperationId, name: string, place = ''): string => {
  const operation = operationOf(id);
  return `${place}/providers/Microsoft.Authorization/${operation.kind}${operation.named ? `/${name}` : ''}`;
};
const ask = (question: Omit<RestQuestion, 'host'>): Promise<RestAnswer> => house.rest.ask({ host: house.poolHostOf('hsms'), ...question });

/** Each time another one is given: the same twice is a conflict. */
const roles = ['33413926-3206-4cdd-b39a-83574fe37a17', '21dbd100-6940-42c2-9190-5d6cb909625c', user];
const bodyOf = (id: OperationId, role = user): object =>
  operationOf(id).kind === 'roleDefinitions'
    ? aRole()
    : {
        properties: {
          roleDefinitionId: `Microsoft.KeyVault/providers/Microsoft.Authorization/roleDefinitions/${role}`,
          principalId: subject.id,
        },
      };

function run(id: OperationId, name: string, change: Partial<RestQuestion> & { place?: string } = {}): Promise<RestAnswer> {
  const { place = '', ...rest } = change;
  const { method } = operationOf(id);
  const body = method === 'PUT' ? { body: bodyOf(id) } : {};
  return ask({ token: administrator, method, path: withVersion(pathOf(id, name, place)), ...body, ...rest });
}

function expectRefused(answer: RestAnswer, status: number, code: string): string {
  const { error } = wireError.parse(answer.body);
  expect([answer.status, error.code], answer.text).toEqual([status, code]);
  return error.message;
}

const makers = { roleDefinitions: 'RoleDefinitions_CreateOrUpdate', roleAssignments: 'RoleAssignments_Create' } as const;

/** Makes what an operation needs to be there. @returns its name */
async function arrange(id: OperationId): Promise<{ readonly name: string }> {
  const { kind, from } = operationOf(id);
  const name = randomUUID();
  if (kind === 'roleAssignments') await endAll();
  if (from === 'absent') return { name };
  const made = await run(makers[kind], name);
  expect(made.status, made.text).toBe(201);
  return { name };
}

async function endAll(): Promise<void> {
  const { value } = models.RoleAssignmentListResult.parse((await run('RoleAssignments_ListForScope', '')).body);
  for (const { name, properties } of value) if (properties.principalId === subject.id) await run('RoleAssignments_Delete', name);
}

describe.each(ids)('%s', (id) => {
  const operation = operationOf(id);

  it('answers as the contract says', async () => {
    const { name } = await arrange(id);
    const answer = await run(id, name);
    expect([answer.status, answer.text.slice(0, answer.status < 300 ? 0 : 500)]).toEqual([operation.status, '']);
    models[operation.response].parse(answer.body);
  });

  it('is asked for a token before anything else is looked at', async () => {
    expectRefused(await ask({ method: operation.method, path: pathOf(id, 'not_a_name') }), 401, 'Unauthorized');
  });

  it('is refused without a grant, and tells a stranger nothing', async () => {
    const { name } = await arrange(id);
    expectRefused(await run(id, name, { token: stranger }), 403, 'Forbidden');
  });

  it.each(['', 'api-version=1999-01-01'])('does not take %o', async (query) => {
    const { name } = await arrange(id);
    expectRefused(await run(id, name, { path: `${pathOf(id, name)}?${query}` }), 400, 'BadParameter');
  });

  it('takes the slashes that clients put before a path', async () => {
    const { name } = await arrange(id);
    expect((await run(id, name, { path: `//${withVersion(pathOf(id, name))}` })).status).toBe(operation.status);
  });

  it('is not answered by a vault', async () => {
    const { name } = await arrange(id);
    const host = house.hostOf('payroll');
    const answer = await house.rest.ask({
      host,
      token: administrator,
      method: operation.method,
      path: withVersion(pathOf(id, name)),
      ...(operation.method === 'PUT' && { body: bodyOf(id) }),
    });
    expect(answer.status).toBe(401);
  });
});

describe.each(named)('%s', (id) => {
  it.each(['a_b', 'x'.repeat(36), '1'])('does not take the name %s', async (name) => {
    expectRefused(await run(id, name), 400, 'BadParameter');
  });

  it('does not know what is not there', async () => {
    if (operationOf(id).from === 'absent') return;
    const code = operationOf(id).kind === 'roleDefinitions' ? 'RoleDefinitionNotFound' : 'RoleAssignmentNotFound';
    expectRefused(await run(id, randomUUID()), 404, code);
  });
});

describe.each(withBody)('%s', (id) => {
  it.each([
    ['no body', ''],
    ['no JSON', '{'],
    ['no object', '[]'],
    ['no properties', '{}'],
    [
      'actions that there are not',
      '{"properties":{"permissions":[{"dataActions":["Microsoft.KeyVault/managedHsm/*"]}],"roleDefinitionId":"x","principalId":"y"}}',
    ],
    ['actions of another plane', '{"properties":{"permissions":[{"actions":["*"]}],"roleDefinitionId":7}}'],
  ])('refuses %s, and changes nothing', async (_what, body) => {
    const { name } = await arrange(id);
    expectRefused(await run(id, name, { body, headers: { 'content-type': 'application/json' } }), 400, 'BadParameter');
    const get = operationOf(id).kind === 'roleDefinitions' ? 'RoleDefinitions_Get' : 'RoleAssignments_Get';
    expect((await run(get, name)).status).toBe(404);
  });
});

describe('assignments', () => {
  it('stand at the pool, at all of its keys or at one, and are listed where they are asked about', async () => {
    await endAll();
    const made = new Map<string, string>();
    for (const [at, place] of ['', '/keys'].entries()) {
      const name = randomUUID();
      const answer = await run('RoleAssignments_Create', name, { place, body: bodyOf('RoleAssignments_Create', roles[at]) });
      expect(models.RoleAssignment.parse(answer.body).properties.scope).toBe(place || '/');
      made.set(place, name);
    }
    const list = async (place: string, filter = '') => {
      const path = `${withVersion(pathOf('RoleAssignments_ListForScope', '', place))}${filter}`;
      const { value } = models.RoleAssignmentListResult.parse((await run('RoleAssignments_ListForScope', '', { path })).body);
      return value.filter(({ properties }) => properties.principalId === subject.id).map(({ name }) => name);
    };
    expect(new Set(await list(''))).toEqual(new Set(made.values()));
    expect(await list('/keys')).toEqual([made.get('/keys')]);
    expect(new Set(await list('/keys', '&$filter=atScope()'))).toEqual(new Set(made.values()));
    expect(new Set(await list('', `&$filter=principalId%20eq%20'${subject.id}'`))).toEqual(new Set(made.values()));
    expectRefused(
      await run('RoleAssignments_ListForScope', '', { path: `${withVersion(pathOf('RoleAssignments_ListForScope', ''))}&$filter=x` }),
      400,
      'BadParameter',
    );
  });

  it('are made once', async () => {
    const { name } = await arrange('RoleAssignments_Create');
    expect((await run('RoleAssignments_Create', name)).status).toBe(201);
    const again = { headers: { 'x-ms-client-request-id': randomUUID() } };
    expectRefused(await run('RoleAssignments_Create', name, again), 409, 'RoleAssignmentExists');
    expectRefused(await run('RoleAssignments_Create', randomUUID(), again), 409, 'RoleAssignmentExists');
  });

  it('of a role that is one’s own end before it is deleted', async () => {
    await endAll();
    const role = randomUUID();
    await run('RoleDefinitions_CreateOrUpdate', role);
    const name = randomUUID();
    expect((await run('RoleAssignments_Create', name, { body: bodyOf('RoleAssignments_Create', role) })).status).toBe(201);
    expectRefused(await run('RoleDefinitions_Delete', role), 409, 'Conflict');
    await run('RoleAssignments_Delete', name);
    expect((await run('RoleDefinitions_Delete', role)).status).toBe(200);
  });

  it('come with no random bytes where no token is bound', async () => {
    const path = withVersion('/rng');
    await run('RoleAssignments_Create', randomUUID());
    expectRefused(await ask({ token: await poolToken(subject), method: 'POST', path, body: { count: 8 } }), 400, 'BadParameter');
    expectRefused(await ask({ token: administrator, method: 'POST', path, body: { count: 8 } }), 403, 'Forbidden');
  });
});
