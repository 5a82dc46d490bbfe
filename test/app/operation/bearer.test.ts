import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { memoryToken } from '../../../app/memory/token.ts';
import { aBearer, claimsOf, openBearer } from '../../support/a-bearer.ts';
import { aHouse, aSecret, logOf, utf8 } from '../../support/a-house.ts';
import { roomsOf } from '../../support/a-person.ts';

const unauthorized = (why?: string) => expect.objectContaining({ code: 'Unauthorized', data: why === undefined ? {} : { why } });
const refusal = (code: string, data: object = {}) => expect.objectContaining({ code, data: expect.objectContaining(data) });
const read = { vault: 'payroll', name: 'db-password' };
const user = { name: 'Key Vault Secrets User' };

async function aServedHouse() {
  const house = await aHouse();
  await house.window.call('SecretSet', aSecret());
  return house;
}
type House = Awaited<ReturnType<typeof aServedHouse>>;

/** What takes a token its force, at the window. */
const endings: readonly (readonly [string, (house: House, bearer: Awaited<ReturnType<typeof aBearer>>) => Promise<unknown>])[] = [
  ['its application is disabled', async ({ window }, { id }) => {
    const { revision } = await window.call('ApplicationGet', { id });
    return window.call('ApplicationPatch', { id, enabled: false, revision });
  }],
  ['its application is taken away', async ({ window }, { id }) => {
    const { revision } = await window.call('ApplicationGet', { id });
    return window.call('ApplicationDelete', { id, reason: 'No longer in use', revision });
  }],
  ['its credential is ended', async ({ window }, { id, credentialId }) =>
    window.call('CredentialEnd', { application: id, id: credentialId, reason: 'It stood in a ticket' })],
]; // prettier-ignore

describe('an application that asks with a token', () => {
  it('does what its role allows, and stands in the log as itself', async () => {
    const house = await aServedHouse();
    const { id, claims, rest } = await aBearer(house, user);
    expect((await rest.call('SecretGet', read)).value).toEqual(utf8('s3cret'));
    const row = (await logOf(house.window)).find(({ door }) => door === 'rest');
    expect(row).toMatchObject({
      operation: 'SecretGet',
      identity: 'payroll-worker',
      identityId: id,
      address: '127.0.0.1',
      result: 'succeeded',
    });
    const record = await house.window.call('LogGet', { sequence: row?.sequence });
    expect(record).toMatchObject({ sessionId: claims.tokenId, allowedBy: { role: 'Key Vault Secrets User', scope: '/' } });
    expect(JSON.parse(record.canonical)).toMatchObject({ identity: { kind: 'application' } });
    const { rows } = await house.window.call('LogList', { limit: 9, filter: { identity: [id] } });
    expect(rows.map(({ operation }) => operation)).toEqual(['SecretGet']);
    const asked = { fields: ['identity'], text: 'PAYROLL', limit: 9, filter: {} };
    expect((await house.window.call('LogFacetList', asked)).facets).toMatchObject([
      { field: 'identity', values: [{ value: id, label: 'payroll-worker', count: 1 }] },
    ]);
  });

  it('does nothing more', async () => {
    const house = await aServedHouse();
    const { rest } = await aBearer(house, user);
    await expect(rest.call('SecretSet', aSecret())).rejects.toEqual(
      refusal('Forbidden', { missing: 'Microsoft.KeyVault/vaults/secrets/setSecret/action' }),
    );
    const row = (await logOf(house.window)).find(({ operation, door }) => operation === 'SecretSet' && door === 'rest');
    expect(row).toMatchObject({ identity: 'payroll-worker', result: 'refused', code: 'Forbidden' });
  });

  it('does nothing at all without a role', async () => {
    const house = await aServedHouse();
    const { rest } = await aBearer(house);
    await expect(rest.call('SecretGet', read)).rejects.toEqual(refusal('Forbidden'));
    await expect(rest.call('SecretGet', { vault: 'nothing', name: 'x' })).rejects.toEqual(refusal('Forbidden', { scope: '/' }));
  });

  it.each(endings)('is refused at its next request once %s', async (_what, end) => {
    const house = await aServedHouse();
    const bearer = await aBearer(house, user);
    await bearer.rest.call('SecretGet', read);
    await end(house, bearer);
    await expect(bearer.rest.call('SecretGet', read)).rejects.toEqual(unauthorized('revoked'));
    const refused = (await logOf(house.window)).find(({ code }) => code === 'Unauthorized');
    expect(refused).toMatchObject({ operation: 'SecretGet', identity: 'payroll-worker', identityId: bearer.id, result: 'refused' });
  });

  it('is refused with what it was given before it was disabled, once it is enabled again too', async () => {
    const house = await aServedHouse();
    const { window, engine } = house;
    const bearer = await aBearer(house, user);
    const patch = async (enabled: boolean) => {
      const { revision } = await window.call('ApplicationGet', { id: bearer.id });
      return window.call('ApplicationPatch', { id: bearer.id, enabled, revision });
    };
    for (const generation of [2, 3]) {
      await patch(false);
      await patch(true);
      for (let older = 1; older < generation; older += 1) {
        const rest = openBearer(engine, memoryToken({ ...bearer.claims, generation: older }));
        await expect(rest.call('SecretGet', read)).rejects.toEqual(unauthorized('superseded'));
      }
      await openBearer(engine, memoryToken({ ...bearer.claims, generation })).call('SecretGet', read);
    }
    await patch(true);
    const { revision } = await window.call('ApplicationGet', { id: bearer.id });
    await window.call('ApplicationPatch', { id: bearer.id, description: 'Pays', revision });
    await openBearer(engine, memoryToken({ ...bearer.claims, generation: 3 })).call('SecretGet', read);
  });

  it('is refused at its next request once its role is taken, with the token that it has', async () => {
    const house = await aServedHouse();
    const { id, rest } = await aBearer(house, user);
    const { items } = await house.window.call('RoleAssignmentList', { scope: '/', reach: 'below', principal: id, limit: 9 });
    await house.window.call('RoleAssignmentEnd', { id: items[0]?.id, reason: 'No longer' });
    await expect(rest.call('SecretGet', read)).rejects.toEqual(refusal('Forbidden'));
  });

  it('is refused from the instant on at which its credential ends', async () => {
    const house = await aServedHouse();
    const { engine, ground, window } = house;
    const bearer = await aBearer(house, user);
    const { credential } = await window.call('CredentialCreate', {
      kind: 'secret',
      application: bearer.id,
      label: 'short',
      until: ground.clock.now() + 60_000,
    });
    const rest = openBearer(engine, memoryToken(claimsOf({ ...bearer, credentialId: credential.id }, ground)));
    ground.clock.pass(59_000);
    await rest.call('SecretGet', read);
    ground.clock.pass(1_000);
    await expect(rest.call('SecretGet', read)).rejects.toEqual(unauthorized('revoked'));
    await bearer.rest.call('SecretGet', read);
  });

  it.each(endings)('gets nothing more of what flows to it once %s', async (_what, end) => {
    const house = await aServedHouse();
    await house.window.call('SecretSet', aSecret({ value: utf8('x'.repeat(20_000)) }));
    const bearer = await aBearer(house, { name: 'Key Vault Secrets Officer' });
    const parts = bearer.rest.listen('SecretBackup', read)[Symbol.asyncIterator]();
    await house.window.call('SecretSet', aSecret());
    await end(house, bearer);
    await expect(parts.next()).rejects.toEqual(unauthorized('revoked'));
  });

  it.each([
    ['no token', undefined, 'missing'],
    ['no token that can be read', 'x', 'malformed'],
  ])('with %s is told so before anything that is wrong with what it asks', async (_what, token, why) => {
    const house = await aServedHouse();
    const rest = openBearer(house.engine, token);
    await expect(rest.call('SecretGet', {})).rejects.toEqual(unauthorized(why));
    await expect(rest.call('SecretGet', read)).rejects.toEqual(unauthorized(why));
  });

  it('is told what is wrong with what it asks once it is known', async () => {
    const { rest } = await aBearer(await aServedHouse(), user);
    await expect(rest.call('SecretGet', {})).rejects.toEqual(refusal('BadParameter'));
  });

  it('is told that its token has ended', async () => {
    const house = await aServedHouse();
    const { rest } = await aBearer(house, user);
    house.ground.clock.pass(3_600_000);
    await expect(rest.call('SecretGet', read)).rejects.toEqual(unauthorized('expired'));
  });

  it('is nobody where there is no such application, or it is a person', async () => {
    const house = await aServedHouse();
    const { claims } = await aBearer(house, user);
    const ada = (await house.window.call('SessionGet', {})).person.id;
    for (const applicationId of [randomUUID(), ada]) {
      const rest = openBearer(house.engine, memoryToken({ ...claims, applicationId }));
      await expect(rest.call('SecretGet', read)).rejects.toEqual(unauthorized('revoked'));
    }
  });

  it('does not come in by the credential of another', async () => {
    const house = await aServedHouse();
    const { claims } = await aBearer(house, user);
    const rest = openBearer(house.engine, memoryToken({ ...claims, credentialId: randomUUID() }));
    await expect(rest.call('SecretGet', read)).rejects.toEqual(unauthorized('revoked'));
  });

  it.each(['SessionGet', 'SessionDelete', 'AccessMine', 'FactorList', 'VaultList', 'ViewList'] as const)(
    'does not ask for what is people’s: %s',
    async (name) => {
      const { rest } = await aBearer(await aServedHouse(), { name: 'Owner' });
      await expect(rest.call(name, {})).rejects.toEqual(unauthorized());
    },
  );

  it.each(['InstanceGet', 'InstanceLock', 'InstanceSeal', 'SessionCreate', 'InvitationAccept'] as const)(
    'reaches nothing that stands before the window, and neither does anybody else: %s',
    async (name) => {
      const house = await aServedHouse();
      const { rest } = await aBearer(house, { name: 'Owner' });
      for (const asking of [rest, openBearer(house.engine, undefined)]) {
        await expect(asking.call(name, {})).rejects.toEqual(refusal('NotImplemented'));
      }
      expect(house.engine.departures).toEqual([]);
    },
  );

  it('has no use for the session of a person, nor a person for a token', async () => {
    const house = await aServedHouse();
    const { claims } = await aBearer(house, user);
    const { caller } = house.window;
    const never = new AbortController().signal;
    const ask = { name: 'SecretGet', requestId: randomUUID(), input: read, signal: never };
    const atEndpoint = { ...caller, door: 'rest' } as const;
    await expect(house.engine.corridor.call({ ...ask, caller: atEndpoint })).rejects.toEqual(unauthorized('missing'));
    const atWindow = { ...house.engine.window().caller, token: memoryToken(claims) };
    await expect(house.engine.corridor.call({ ...ask, caller: atWindow })).rejects.toEqual(unauthorized());
  });

  it('repeats a write with the same request id, and writes once', async () => {
    const house = await aServedHouse();
    const { rest } = await aBearer(house, { name: 'Key Vault Secrets Officer' });
    const requestId = randomUUID();
    const first = await rest.call('SecretSet', aSecret({ value: utf8('new') }), requestId);
    expect(await rest.call('SecretSet', aSecret({ value: utf8('new') }), requestId)).toEqual(first);
    const { items } = await house.window.call('SecretListVersions', read);
    expect(items).toHaveLength(2);
  });

  it('is read once, and anew when something changed that decides', async () => {
    const house = await aServedHouse();
    const { id } = await aBearer(house, user);
    const { store, standings } = roomsOf(house.engine);
    const look = () => store.read((tx) => standings.of(tx, id, house.ground.clock.now()));
    const first = await look();
    expect(first).toMatchObject({ who: { kind: 'application', name: 'payroll-worker' }, factorDue: false });
    expect(await look()).toBe(first);
    await house.window.call('GroupPut', { name: 'Readers', description: '' });
    expect(await look()).not.toBe(first);
  });
});
