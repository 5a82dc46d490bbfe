import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { aCertificateChain } from '../../support/a-certificate-chain.ts';
import { aHouse, logOf, password, signIn, startEngine, unlock, utf8, type Window } from '../../support/a-house.ts';

const refusal = (code: string, data: unknown = expect.anything()): unknown => expect.objectContaining({ code, data });
const reason = 'Our build machines need it';

async function put(window: Window, change: object) {
  const { revision } = await window.call('EndpointGet', {});
  return window.call('EndpointPut', { revision, ...change });
}

describe('the endpoint', () => {
  it('is off at first, for this computer alone, under names that find themselves', async () => {
    const { window } = await aHouse();
    const endpoint = await window.call('EndpointGet', {});
    expect(endpoint).toMatchObject({
      state: 'off',
      address: 'loopback',
      name: { suffix: 'vault.localhost', authority: 'login.localhost', port: 8443 },
      servesLocked: false,
      limit: { vaultPer10s: 4000, identityPer10s: 4000, connections: 512 },
      byPort: [],
      revision: 0,
    });
    expect(endpoint).not.toHaveProperty('authority');
    expect((await window.call('InstanceGet', {})).serving).toEqual({ state: 'off', locked: false });
  });

  it('makes the house’s authority when it is first switched on, and keeps it', async () => {
    const { window } = await aHouse();
    const on = await put(window, { on: true });
    expect(on).toMatchObject({ state: 'on', revision: 1, authority: { pem: expect.stringContaining('BEGIN CERTIFICATE') } });
    await put(window, { on: false });
    const again = await put(window, { on: true, port: 9443 });
    expect(again.authority).toEqual(on.authority);
    expect((await window.call('InstanceGet', {})).serving).toEqual({ state: 'on', locked: false });
  });

  it('changes only from what was seen', async () => {
    const { window } = await aHouse();
    await put(window, { on: true });
    await expect(window.call('EndpointPut', { on: false, revision: 0 })).rejects.toEqual(
      refusal('ChangedMeanwhile', expect.objectContaining({ changedBy: 'Ada Lovelace' })),
    );
    expect((await window.call('EndpointGet', {})).state).toBe('on');
  });

  it('stays as it was where the port is in use', async () => {
    const { window, engine } = await aHouse();
    engine.endpointScript.problem = 'port-in-use';
    await expect(put(window, { on: true })).rejects.toEqual(refusal('EndpointUnavailable', { reason: 'port-in-use' }));
    expect(await window.call('EndpointGet', {})).toMatchObject({ state: 'off', revision: 0 });
  });

  it('asks for a suffix, a certificate, a reason and the password before others can reach it', async () => {
    const { window } = await aHouse();
    const asked = put(window, { on: true, address: '192.0.2.7' });
    await expect(asked).rejects.toEqual(
      refusal('BadParameter', {
        issues: ['suffix', 'reason', 'password'].map((path) => ({ path, problem: 'missing' })),
      }),
    );
    await expect(put(window, { suffix: 'vault.example.com' })).rejects.toEqual(
      refusal('BadParameter', { issues: [{ path: 'certificate', problem: 'missing' }] }),
    );
    const wrong = { suffix: 'vault.example.com', address: '192.0.2.7', certificate: utf8('x'), key: utf8('x'), reason };
    await expect(put(window, { ...wrong, on: true, password: utf8('not the password') })).rejects.toEqual(refusal('SignInFailed'));
    await expect(put(window, { ...wrong, on: true, password: utf8(password) })).rejects.toEqual(
      refusal('CertificateUnfit', { reason: 'unreadable' }),
    );
    expect(await window.call('EndpointGet', {})).toMatchObject({ revision: 0, address: 'loopback' });
  });

  it('tells whether the certificate that it was given holds for names of pools too', async () => {
    const { window, ground } = await aHouse();
    const chain = aCertificateChain();
    // OpenSSL’s certificates hold from now on.
    ground.clock.pass(Date.now() + 5_000 - ground.clock.now());
    const suffix = 'vault.example.com';
    const give = async (name: string, pools: boolean) => {
      const { certificate, key } = chain.leaf(name, suffix, { key: 'ec', pools });
      const { own } = await put(window, { suffix, certificate: readFileSync(certificate), key: readFileSync(key) });
      return [own?.pools, (await window.call('EndpointGet', {})).own?.pools];
    };
    try {
      expect(await give('vaults', false)).toEqual([false, false]);
      expect(await give('both', true)).toEqual([true, true]);
    } finally {
      chain.remove();
    }
  });

  it('gives a vault the next free port of its own, and takes it back', async () => {
    const { window } = await aHouse();
    await put(window, { on: true });
    const { byPort } = await window.call('EndpointPortPut', { vault: 'payroll', on: true });
    expect(byPort).toEqual([{ vault: 'payroll', port: 8444 }]);
    expect((await window.call('EndpointPortPut', { vault: 'payroll', on: true })).byPort).toEqual(byPort);
    expect((await put(window, { port: 8444 })).byPort).toEqual([{ vault: 'payroll', port: 8445 }]);
    expect((await window.call('EndpointPortPut', { vault: 'payroll', on: false })).byPort).toEqual([]);
    await expect(window.call('EndpointPortPut', { vault: 'no-such', on: true })).rejects.toEqual(refusal('VaultNotFound'));
  });

  it('starts with the house where it was on, and stops with it', async () => {
    const { window, engine, ground } = await aHouse();
    await put(window, { on: true });
    await engine.house.close();
    expect(engine.endpoint.current().state).toBe('off');
    const next = await startEngine(ground);
    expect(next.endpoint.current().state).toBe('off');
    await unlock(next.window());
    expect(next.endpoint.current()).toMatchObject({ state: 'on', plan: { name: { port: 8443 } } });
  });

  it('is no setting at all once somebody edited it outside the house', async () => {
    const { window, engine, ground } = await aHouse();
    await put(window, { on: true });
    const rooms = engine.house.open();
    await rooms?.committer.commit({
      async run(tx) {
        const json = (await tx.settings.find('endpoint')) ?? '';
        await tx.settings.put('endpoint', json.replace('loopback', '0.0.0.0'));
      },
      entries: () => [],
    });
    await expect(window.call('EndpointGet', {})).rejects.toEqual(refusal('IntegrityViolation'));
    await engine.house.close();
    const next = await startEngine(ground);
    await unlock(next.window());
    expect(next.endpoint.current().state).toBe('off');
    expect(next.bugs).toEqual([refusal('IntegrityViolation')]);
  });

  it('tells who follows it of every change, and of what is asked', async () => {
    const { window, engine, ground } = await aHouse();
    const items = window.listen('EndpointFollow', {})[Symbol.asyncIterator]();
    expect((await items.next()).value).toMatchObject({ endpoint: { state: 'off' }, connections: 0, vaults: [] });
    await put(window, { on: true });
    engine.endpoint.meter.note({ vault: 'payroll', operation: 'SecretGet', status: 200, time: ground.clock.now() });
    engine.endpoint.meter.note({ vault: 'payroll', operation: 'SecretGet', status: 429, time: ground.clock.now() });
    const next = items.next();
    ground.clock.pass(1_000);
    expect((await next).value).toMatchObject({
      endpoint: { state: 'on' },
      vaults: [{ vault: 'payroll', answered: 1, throttled: 1 }],
    });
    await items.return?.();
  });

  it('is not for everybody to change, and what was changed stands in the log', async () => {
    const { window } = await aHouse();
    await put(window, { on: true, servesLocked: true, reason });
    const record = (await logOf(window)).at(-1);
    const whole = await window.call('LogGet', { sequence: record?.sequence ?? 0 });
    expect(whole).toMatchObject({ operation: 'EndpointPut', properties: { on: 'true', servesLocked: 'true', reason } });
    expect(JSON.stringify(whole)).not.toContain('PRIVATE');
  });
});

describe('locking the window', () => {
  it('leaves the engine to those who are served, where that was decided', async () => {
    const { window, engine } = await aHouse();
    await put(window, { on: true, servesLocked: true });
    expect((await window.call('InstanceGet', {})).serving).toEqual({ state: 'on', locked: true });
    await window.call('InstanceLock', { reason: 'idle' });
    expect(engine.windowLocks).toHaveLength(1);
    expect(engine.departures).toEqual([]);
    const after = engine.window();
    expect((await after.call('InstanceGet', {})).state).toBe('open');
    await signIn(after);
  });

  it('ends a recovery that was begun: who comes to a locked window did not enter the shares', async () => {
    const { window, engine, ground, shares } = await aHouse();
    await put(window, { on: true, servesLocked: true });
    await engine.house.close();
    const next = await startEngine(ground);
    const page = next.window();
    const slot = (await page.call('InstanceGet', {})).slots.find(({ kind }) => kind === 'shares')?.id;
    await page.call('InstanceUnlock', { kind: 'shares', slot, shares: shares.slice(0, 2) });
    expect((await page.call('InstanceGet', {})).recovering).toBe(true);
    await page.call('InstanceLock', { reason: 'computer-locked' });
    expect(next.windowLocks).toHaveLength(1);
    expect((await next.window().call('InstanceGet', {})).recovering).toBe(false);
    const given = { passphrase: utf8('a new passphrase'), person: 'ada', password: utf8('a new password') };
    await expect(next.window().call('InstanceRecover', given)).rejects.toEqual(refusal('Unauthorized'));
  });

  it.each([
    ['while nobody is served', { servesLocked: true }, 'person', 'locked'],
    ['where that was not decided', { on: true }, 'computer-locked', 'locked'],
    ['when the window is closed', { on: true, servesLocked: true }, 'shell-closed', 'stopped'],
  ] as const)('ends the engine %s', async (_when, change, cause, departure) => {
    const { window, engine } = await aHouse();
    await put(window, change);
    await window.call('InstanceLock', { reason: cause });
    expect(engine.departures).toEqual([departure]);
    expect(engine.windowLocks).toEqual([]);
  });

  it('can be followed by sealing, though nobody is signed in', async () => {
    const { window, engine } = await aHouse();
    await put(window, { on: true, servesLocked: true });
    await window.call('InstanceLock', { reason: 'person' });
    await engine.window().call('InstanceSeal', {});
    expect(engine.departures).toEqual(['sealed']);
  });
});
