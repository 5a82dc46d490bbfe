import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anApplication, openRestHouse, type RestHouse, tokenOf } from '../../support/a-rest-house.ts';
import type { RestAnswer, RestQuestion } from '../../support/rest-client.ts';
import { keyModels } from './key-model.ts';
import { attester, type KeyGround, type KeyOperation, type KeyOperationId, keyOperations, leaving } from './key-operation.ts';
import { withVersion } from './wire-desk.ts';
import { wireError } from './wire-model.ts';

let house: RestHouse;
let officer: string;
/** One who may nothing. */
let stranger: string;
let last = 0;

const ids = Object.keys(keyOperations) as KeyOperationId[];
const operationOf = (id: KeyOperationId): KeyOperation => keyOperations[id];
const withBody = ids.filter((id) => operationOf(id).body);
const named = ids.filter((id) => operationOf(id).path.includes('{name}'));

beforeAll(async () => {
  house = await openRestHouse();
  const role = { role: 'Key Vault Crypto Officer', scope: house.scopeOf('payroll') };
  officer = await tokenOf(house, await anApplication(house.page, 'officer', [role]));
  await house.page.call('AttestationIssuerPut', { name: 'Contoso', authority: attester.authority, keySet: attester.keySet });
  stranger = await tokenOf(house, await anApplication(house.page, 'stranger', []));
});

afterAll(() => house.close());

const pathOf = (id: KeyOperationId, { name, version }: Pick<KeyGround, 'name' | 'version'>): string =>
  operationOf(id).path.replace('{name}', name).replace('{version}', version);

const ask = (question: Omit<RestQuestion, 'host'>): Promise<RestAnswer> => house.rest.ask({ host: house.hostOf('payroll'), ...question });

/** @param change of what is good */
function run(id: KeyOperationId, ground: KeyGround, change: Partial<RestQuestion> = {}): Promise<RestAnswer> {
  const { method, body } = operationOf(id);
  return ask({ token: officer, method, path: withVersion(pathOf(id, ground)), ...(body && { body: body(ground) }), ...change });
}

function expectRefused(answer: RestAnswer, status: number, code: string, inner?: string): string {
  const { error } = wireError.parse(answer.body);
  expect([answer.status, error.code, error.innererror?.code], answer.text).toEqual([status, code, inner]);
  return error.message;
}

const nowhere = (): KeyGround => ({ name: `Case-${(last += 1)}`, version: 'f'.repeat(32), backup: 'AAAA' });

/** Makes what an operation needs to be there. */
async function arrange(id: KeyOperationId): Promise<KeyGround> {
  const { from, type } = operationOf(id);
  const { name } = nowhere();
  if (from === 'absent') return { name, version: '', backup: '' };
  const body = type === 'oct' ? { kty: 'oct', key_size: 256 } : { kty: 'EC', crv: 'P-256', ...(type === 'leaving' && leaving) };
  const made = await ask({ token: officer, method: 'POST', path: withVersion(`/keys/${name}/create`), body });
  const version = keyModels.KeyBundle.parse(made.body).key.kid.split('/').at(-1) ?? '';
  const ground = { name, version, backup: '' };
  if (from === 'there') return ground;
  const backup = keyModels.Backup.parse((await run('BackupKey', ground)).body).value;
  await run('DeleteKey', ground);
  if (from === 'backed up') await run('PurgeDeletedKey', ground);
  return { ...ground, backup };
}

describe.each(ids)('%s', (id) => {
  const operation = operationOf(id);

  it('answers as the contract says', async () => {
    const answer = await run(id, await arrange(id));
    expect([answer.status, answer.text.slice(0, answer.status < 300 ? 0 : 500)]).toEqual([operation.status, '']);
    if (operation.response) keyModels[operation.response].parse(answer.body);
    else expect(answer.text).toBe('');
  });

  it('is asked for a token before anything else is looked at', async () => {
    const answer = await ask({ method: operation.method, path: pathOf(id, { name: 'not_a_name', version: 'none' }) });
    expectRefused(answer, 401, 'Unauthorized');
  });

  it('is refused without a grant, and says which action is missing', async () => {
    const message = expectRefused(await run(id, await arrange(id), { token: stranger }), 403, 'Forbidden', 'ForbiddenByRbac');
    expect(message).toContain(`Action: 'Microsoft.KeyVault/vaults/${operation.action}'`);
  });

  it.each(['', 'api-version=1999-01-01'])('does not take %o', async (query) => {
    const ground = await arrange(id);
    expectRefused(await run(id, ground, { path: `${pathOf(id, ground)}?${query}` }), 400, 'BadParameter');
  });

  it('takes what older clients send', async () => {
    const ground = await arrange(id);
    expect((await run(id, ground, { path: `${pathOf(id, ground)}/?api%2Dversion=7.4` })).status).toBe(operation.status);
  });
});

describe.each(named)('%s', (id) => {
  it.each(['a_b', 'a%20b', '%2e%2e', 'x'.repeat(128)])('does not take the name %s', async (name) => {
    expectRefused(await run(id, { ...nowhere(), name }), 400, 'BadParameter');
  });

  it('does not know what is not there', async () => {
    const answer = await run(id, nowhere());
    if (id === 'CreateKey' || id === 'ImportKey') expect(answer.status).toBe(200);
    else if (id === 'GetKeyVersions') expect(answer.body).toEqual({ value: [], nextLink: null });
    else expectRefused(answer, 404, 'KeyNotFound');
  });
});

describe.each(withBody)('%s', (id) => {
  it.each([
    ['no body', ''],
    ['no JSON', '{'],
    ['no object', '[]'],
    ['values of other types', '{"kty":7,"alg":7,"value":7,"digest":7,"key":7,"tags":7,"key_ops":7,"lifetimeActions":7}'],
  ])('refuses %s, and changes nothing', async (_what, body) => {
    const ground = await arrange(id);
    const headers = { 'content-type': 'application/json' };
    const answer = await run(id, ground, { body, headers });
    expectRefused(answer, 400, 'BadParameter');
    if (operationOf(id).from === 'absent') expectRefused(await run('GetKeyRotationPolicy', ground), 404, 'KeyNotFound');
  });
});

it('a key that may leave says to whom, and another one may not', async () => {
  const path = (name: string, rest: string) => withVersion(`/keys/${name}/${rest}`);
  const made = keyModels.KeyBundle.parse(
    (await ask({ token: officer, method: 'POST', path: path('leaves', 'create'), body: { kty: 'EC', ...leaving } })).body,
  );
  expect(made).toMatchObject({ attributes: { exportable: true }, release_policy: { ...leaving.release_policy, immutable: false } });
  for (const body of [{ attributes: { exportable: true } }, { release_policy: leaving.release_policy }]) {
    const answer = await ask({ token: officer, method: 'POST', path: path('never', 'create'), body: { kty: 'EC', ...body } });
    expect(expectRefused(answer, 400, 'BadParameter')).toContain('release_policy');
  }
  for (const data of ['!', Buffer.from('{}').toString('base64url')]) {
    const body = { kty: 'EC', attributes: { exportable: true }, release_policy: { data } };
    const answer = await ask({ token: officer, method: 'POST', path: path('never', 'create'), body });
    expect(expectRefused(answer, 400, 'BadParameter')).toContain('release_policy');
  }
  const stays = await arrange('GetKey');
  expect(expectRefused(await run('release', stays), 403, 'Forbidden')).toBe('Operation release is not permitted on this key.');
  const foreign = { ...keyOperations.release.body(), target: 'a.b.c' };
  expect(expectRefused(await run('release', await arrange('release'), { body: foreign }), 403, 'Forbidden')).toContain(
    'cannot be verified',
  );
});

it('no key is attested, and whoever asks hears why', async () => {
  const { name, version } = await arrange('GetKey');
  const answer = await ask({ token: officer, method: 'GET', path: withVersion(`/keys/${name}/${version}/attestation`) });
  expect(expectRefused(answer, 400, 'BadParameter')).toContain('attestation');
});

it('what was encrypted is decrypted, and what was wrapped unwrapped', async () => {
  const ground = await arrange('encrypt');
  for (const [there, back] of [
    ['encrypt', 'decrypt'],
    ['wrapKey', 'unwrapkey'],
  ] as const) {
    const given = keyOperations[there].body();
    const { kid: _kid, ...sealed } = keyModels.KeyOperationResult.parse((await run(there, ground)).body);
    const path = withVersion(`/keys/${ground.name}/${ground.version}/${back}`);
    const opened = await ask({ token: officer, method: 'POST', path, body: { alg: given.alg, ...sealed } });
    expect(keyModels.KeyOperationResult.parse(opened.body).value).toBe(given.value);
  }
});
