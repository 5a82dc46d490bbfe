import { createServer } from 'node:net';
import { describe, expect, it, vi } from 'vitest';
import type { EndpointProblem } from '../../../app/contract/endpoint.ts';
import { VaultError } from '../../../app/contract/vault-error.ts';
import type { EndpointPlan } from '../../../app/endpoint/endpoint-host.ts';
import { usualEndpointSetting, toEndpointPlan } from '../../../app/endpoint/endpoint-setting.ts';
import { createMeter } from '../../../app/endpoint/meter.ts';
import { createMemoryEndpointHost } from '../../../app/memory/endpoint-host.ts';
import { createEndpointHost } from '../../../main/endpoint/endpoint-host.ts';
import { createSettableClock } from '../../support/settable-clock.ts';

const tenantId = '0f4b1f0c-4c3c-4c1e-9d55-3a1f0f6c2b11';
const plan = (change: Partial<typeof usualEndpointSetting> = {}): EndpointPlan =>
  toEndpointPlan({ ...usualEndpointSetting, on: true, ...change }, tenantId);

/** A host whose doors are pretended. */
function aHost() {
  const clock = createSettableClock();
  const { names, hosts } = createMemoryEndpointHost(clock);
  const events: string[] = [];
  const script: { problem?: Error } = {};
  const report = vi.fn();
  const open = async ({ name: { port } }: EndpointPlan) => {
    if (script.problem) throw script.problem;
    events.push(`open ${port}`);
    return { port, connections: () => 3, close: async () => void events.push(`close ${port}`) };
  };
  return { clock, events, script, report, host: createEndpointHost({ open, clock, meter: createMeter(clock), names, hosts, report }) };
}

const unavailable = (reason: EndpointProblem): Error => new VaultError('EndpointUnavailable', { reason });

describe('what starts and stops the endpoint', () => {
  it('does what was decided, one after the other', async () => {
    const { host, events, clock } = aHost();
    expect(host.current()).toEqual({ state: 'off', plan: undefined });
    const moves = [plan(), plan({ port: 9443 }), plan({ on: false }), plan({ port: 9443 })];
    const stands = await Promise.all(moves.map((each) => host.apply(each)));
    expect(stands.map(({ state }) => state)).toEqual(['on', 'on', 'off', 'on']);
    expect(events).toEqual(['open 8443', 'close 8443', 'open 9443', 'close 9443', 'open 9443']);
    expect(host.current()).toMatchObject({ state: 'on', startedOn: clock.now() });
    expect(host.connections()).toBe(3);
    await host.stop();
    expect(events.at(-1)).toBe('close 9443');
    expect(host.connections()).toBe(0);
  });

  it('lets nobody be cut off for what does not touch the listener', async () => {
    const { host, events } = aHost();
    await host.apply(plan());
    const limit = { ...usualEndpointSetting.limit, vaultPer10s: 10 };
    await host.apply(plan({ servesLocked: true, limit }));
    expect(events).toEqual(['open 8443']);
    expect(host.current().plan).toMatchObject({ servesLocked: true, limit });
    await host.apply(plan({ limit: { ...limit, connections: 8 } }));
    expect(events).toEqual(['open 8443', 'close 8443', 'open 8443']);
  });

  it('says what stands against it, and tries again by itself until that has gone', async () => {
    const { host, events, script, clock, report } = aHost();
    const told = vi.fn();
    host.watch(told);
    script.problem = unavailable('port-in-use');
    expect(await host.apply(plan())).toMatchObject({ state: 'failed', problem: 'port-in-use' });
    clock.pass(5_000);
    await host.apply(plan());
    delete script.problem;
    clock.pass(5_000);
    await vi.waitFor(() => expect(host.current().state).toBe('on'));
    expect(events).toEqual(['open 8443']);
    expect(told.mock.calls.length).toBeGreaterThanOrEqual(3);
    expect(report).not.toHaveBeenCalled();
  });

  it('does not try again what was called off', async () => {
    const { host, events, script, clock } = aHost();
    script.problem = unavailable('address-not-here');
    await host.apply(plan());
    await host.apply(plan({ on: false }));
    delete script.problem;
    clock.pass(60_000);
    await host.stop();
    expect(events).toEqual([]);
    expect(host.current().state).toBe('off');
  });

  it('reports what is nobody’s setting, and does not end by it', async () => {
    const { host, script, report } = aHost();
    script.problem = new Error('a bug');
    expect(await host.apply(plan())).toMatchObject({ state: 'failed' });
    expect(host.current().problem).toBeUndefined();
    expect(report).toHaveBeenCalledWith(script.problem);
  });

  it('knows whether a port could be listened on, and holds its own for free', async () => {
    const { host } = aHost();
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    expect(await host.probe({ address: 'loopback', port })).toBe('port-in-use');
    expect(await host.probe({ address: '192.0.2.7', port })).toBe('address-not-here');
    await host.apply(plan({ port, byPort: [{ vault: 'payroll', port: port + 1 }] }));
    expect(await host.probe({ address: 'loopback', port })).toBeUndefined();
    expect(await host.probe({ address: 'loopback', port: port + 1 })).toBeUndefined();
    await new Promise((resolve) => void server.close(resolve));
    await host.stop();
    expect(await host.probe({ address: 'loopback', port })).toBeUndefined();
  });
});
