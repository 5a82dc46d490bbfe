import { randomBytes, randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { Caller } from '../app/identity/caller.ts';
import { createSessionHolder } from '../app/identity/session.ts';
import type { Corridor } from '../app/operation/corridor.ts';
import { seedKeys } from './demo-key.ts';
import { seedPeople } from './demo-people.ts';

/** How the demo is opened; printed by the set-up, and worth nothing. */
export const demoPassphrase = 'open the demo house';

const day = 24 * 60 * 60_000;
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

interface Sample {
  readonly name: string;
  readonly contentType?: string;
  /** Days from now until it expires. */
  readonly expiresIn?: number;
  readonly enabled?: boolean;
  readonly versions?: number;
  readonly tags?: Record<string, string>;
}

const teams = ['billing', 'checkout', 'identity', 'ledger', 'mobile', 'search', 'shipping', 'support'] as const;

const samples: Readonly<Record<string, readonly Sample[]>> = {
  payroll: [
    { name: 'payroll-db-password', contentType: 'text/plain', expiresIn: 82, versions: 3, tags: { owner: 'payroll', rotation: '90 d' } },
    { name: 'payroll-smtp-key', contentType: 'api-key', expiresIn: 19 },
    { name: 'ledger-signing-seed', contentType: 'application/octet-stream', versions: 2 },
    { name: 'hr-export-token', contentType: 'token', expiresIn: 6, tags: { owner: 'hr' } },
  ],
  'shop-prod': [
    { name: 'stripe-live-secret', contentType: 'api-key', expiresIn: 4, versions: 3, tags: { owner: 'shop', rotation: '90 d' } },
    { name: 'shop-session-pepper', versions: 2 },
    { name: 'shop-feature-flags', contentType: 'application/json', versions: 4 },
    { name: 'sms-gateway-key', contentType: 'api-key', expiresIn: 57 },
    { name: 'legacy-ftp-password', contentType: 'text/plain', expiresIn: -3, enabled: false },
  ],
  platform: [
    { name: 'grafana-admin-token', contentType: 'token', expiresIn: 128 },
    { name: 'oidc-client-secret', contentType: 'text/plain', expiresIn: 168, tags: { owner: 'platform' } },
    { name: 'slack-webhook-url', contentType: 'text/uri' },
    { name: 'k8s-pull-secret', contentType: 'application/json', expiresIn: 26 },
    ...teams.flatMap((owner, at): Sample[] => [
      { name: `${owner}-ci-token`, contentType: 'token', expiresIn: 12 + at * 17, tags: { owner, environment: 'build' } },
      { name: `${owner}-webhook-secret`, contentType: 'text/plain', tags: { owner } },
    ]),
  ],
  network: [
    { name: 'vpn-shared-secret', contentType: 'text/plain', expiresIn: 143, tags: { owner: 'network' } },
    { name: 'radius-secret', contentType: 'text/plain', expiresIn: 143, tags: { owner: 'network' } },
    { name: 'snmp-community', contentType: 'text/plain', enabled: false },
  ],
  'shop-test': teams.map((owner, at) => ({
    name: `${owner}-test-password`,
    contentType: 'text/plain',
    enabled: at % 3 !== 0,
    tags: { owner, environment: 'test' },
  })),
};

/** Makes a small organisation in an empty instance, through the corridor as a person would. Nothing where there is an instance. */
export async function seedDemo(corridor: Corridor, now: number): Promise<void> {
  const caller: Caller = { id: randomUUID(), door: 'job', address: 'demo', session: createSessionHolder() };
  const signal = new AbortController().signal;
  const call = (name: string, input: unknown): Promise<unknown> => corridor.call({ caller, name, requestId: randomUUID(), input, signal });

  const { state } = z.object({ state: z.string() }).parse(await call('InstanceGet', {}));
  if (state !== 'empty') return;
  const { shares } = z.object({ shares: z.array(z.unknown()) }).parse(await call('InstancePrepare', { split: { count: 3, threshold: 2 } }));
  const person = { name: 'demo', displayName: 'Dana Demo', password: utf8(demoPassphrase) };
  const place = { organisation: 'Northwind', subscription: 'Production', resourceGroup: 'main' };
  await call('InstanceCreate', { ...place, person, passphrase: utf8(demoPassphrase), keychain: false, shareCheck: shares[0] });
  await call('SessionCreate', { person: 'demo', password: utf8(demoPassphrase) });
  const { resourceGroup } = z.object({ resourceGroup: z.string() }).parse(await call('SessionGet', {}));
  for (const [vault, secrets] of Object.entries(samples)) {
    const [retentionDays, purgeProtection] = [vault === 'shop-test' ? 7 : 90, vault === 'payroll'];
    await call('VaultPut', { name: vault, resourceGroup, tier: 'standard', retentionDays, purgeProtection, tags: {} });
    for (const secret of secrets) await setSample((input) => call('SecretSet', { vault, ...input }), secret, now);
  }
  await seedKeys(call, now);
  await seedPeople(call, () => utf8(demoPassphrase));
  await call('SessionDelete', {});
}

async function setSample(set: (input: object) => Promise<unknown>, sample: Sample, now: number): Promise<void> {
  const { name, contentType, expiresIn, enabled = true, versions = 1, tags = {} } = sample;
  for (let version = 0; version < versions; version += 1) {
    const expires = expiresIn === undefined ? {} : { expires: now + expiresIn * day };
    await set({ name, value: utf8(randomBytes(24).toString('base64')), enabled, tags, ...(contentType && { contentType }), ...expires });
  }
}
