import type { Application, Credential } from '../../app/contract/application.ts';
import type { Endpoint } from '../../app/contract/endpoint.ts';
import type { Input, OperationName, Output } from '../../app/contract/operation.ts';

const id = '0f4b1f0c-4c3c-4c1e-9d55-3a1f0f6c2b11';
const time = 1_790_000_000_000;
const text = (written: string) => new TextEncoder().encode(written);

/** An application as lists show it. */
export const anApplication: Application = {
  id,
  clientId: id,
  name: 'payroll-worker',
  description: 'Pays on the last day of the month',
  enabled: true,
  credentialCount: 1,
  credentialUntil: time,
  createdOn: time,
  createdBy: 'Ada Lovelace',
  revision: 1,
};

export const aCredential: Credential = {
  id,
  kind: 'secret',
  label: 'first',
  hint: 'x7Q',
  from: time,
  until: time,
  createdBy: 'Ada Lovelace',
};

/** An endpoint that is on, as everybody may see it. */
export const anEndpoint: Endpoint = {
  state: 'on',
  name: { suffix: 'vault.localhost', authority: 'login.localhost', port: 8443, tenantId: id },
  address: 'loopback',
  servesLocked: false,
  limit: { vaultPer10s: 4000, identityPer10s: 4000, connections: 512 },
  authority: { pem: '-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n', fingerprint: 'f'.repeat(43), until: time },
  byPort: [],
  startedOn: time,
  revision: 1,
};

const offered = {
  clientId: id,
  name: 'backup-as-a-service',
  description: '',
  tenantId: id,
  tenant: 'Contoso',
  fingerprint: 'f'.repeat(43),
  certificates: [{ hint: 'h'.repeat(43), until: time }],
};

/** One good input and output of every operation on applications and the endpoint. */
export const applicationSample = {
  ApplicationList: { input: { limit: 50 }, output: { items: [anApplication], total: 1 } },
  ApplicationGet: { input: { id }, output: { ...anApplication, credentials: [aCredential] } },
  ApplicationCreate: { input: { name: 'payroll-worker', description: '' }, output: anApplication },
  ApplicationPatch: { input: { id, enabled: false, revision: 1 }, output: { ...anApplication, enabled: false, revision: 2 } },
  ApplicationDelete: { input: { id, reason: 'No longer in use', revision: 1 }, output: {} },
  ApplicationOffer: { input: { id }, output: { offer: 'eyJhbGciOiJSUzI1NiJ9.e30.AA', fingerprint: 'f'.repeat(43) } },
  ConsentPreview: { input: { offer: 'eyJhbGciOiJSUzI1NiJ9.e30.AA' }, output: offered },
  ConsentCreate: {
    input: { offer: 'eyJhbGciOiJSUzI1NiJ9.e30.AA', reason: 'Backs up our secrets' },
    output: { ...anApplication, home: { tenantId: id, tenant: 'Contoso', consentedBy: 'Ada Lovelace', consentedOn: time } },
  },
  CredentialCreate: {
    input: { kind: 'secret', application: id, label: 'first', until: time },
    output: { credential: aCredential, secret: text('x7Qq…') },
  },
  CredentialEnd: { input: { application: id, id, reason: 'It stood in a ticket' }, output: {} },
  TokenCreate: {
    input: {
      proof: { kind: 'secret', clientId: id, secret: text('not a real one') },
      resource: 'https://vault.localhost:8443',
      issuer: `https://login.localhost:8443/${id}`,
    },
    output: { token: text('eyJ.e30.AA'), expiresOn: time, clientId: id },
  },
  TokenKeyList: { input: {}, output: { keys: [{ kty: 'RSA', use: 'sig', alg: 'RS256', kid: id, n: 'AQAB', e: 'AQAB' }] } },
  EndpointGet: { input: {}, output: anEndpoint },
  EndpointFollow: {
    input: {},
    output: { endpoint: anEndpoint, connections: 1, vaults: [{ vault: 'payroll', answered: 12, throttled: 0 }] },
  },
  EndpointPut: { input: { on: true, revision: 1 }, output: anEndpoint },
  EndpointPortPut: { input: { vault: 'payroll', on: true }, output: { ...anEndpoint, byPort: [{ vault: 'payroll', port: 8444 }] } },
  EndpointCheck: {
    input: { vaults: ['payroll'] },
    output: {
      names: [{ host: 'payroll.vault.localhost', resolves: 'here', address: '127.0.0.1' }],
      trust: 'not',
      reached: 'yes',
      hosts: { file: '/etc/hosts', missing: [], written: [], writable: 'asks', command: 'sudo true' },
    },
  },
  HostsPut: { input: { vaults: ['payroll'] }, output: { lines: ['127.0.0.1 payroll.vault.localhost'] } },
  UsageList: {
    input: { from: time, until: time },
    output: { items: [{ day: time, vault: 'payroll', operation: 'SecretGet', answered: 12, refused: 1 }] },
  },
} as const satisfies { readonly [N in OperationName]?: { readonly input: Input<N>; readonly output: Output<N> } };
