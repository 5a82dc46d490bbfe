import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { roles } from '../../app/access/role.ts';
import { type Endpoint, type EndpointLimit, poolSuffix } from '../../app/contract/endpoint.ts';
import type { Client } from '../../renderer/api/client.ts';
import { makeInstance, makeVault, signIn, text, unlock } from './a-house.ts';
import { type EngineStart, type EngineUnderTest, startEngineProcess } from './engine-process.ts';
import { openRestClient, type RestClient, type RestPlace } from './rest-client.ts';

/** What an application is configured with. */
export interface AnApplication {
  readonly id: string;
  readonly clientId: string;
  readonly credentialId: string;
  readonly secret: string;
}

/** A real engine on a disk of its own that serves applications, and a person at its window. */
export interface RestHouse extends RestPlace {
  readonly start: EngineStart;
  readonly engine: EngineUnderTest;
  readonly page: Client;
  readonly tenantId: string;
  readonly shares: readonly Uint8Array[];
  readonly rest: RestClient;
  /** The name at which a vault is asked. */
  hostOf(vault: string): string;
  /** Where roles are granted on it. */
  scopeOf(vault: string): string;
  /** The same of a pool. */
  poolHostOf(pool: string): string;
  poolScopeOf(pool: string): string;
  close(): Promise<void>;
}

const day = 86_400_000;

/** More than any test asks for. */
export const unlimited: Partial<EndpointLimit> = { vaultPer10s: 10_000_000, identityPer10s: 10_000_000 };

/** A house with the vault `payroll`, switched on. @param furnish what its engine finds besides, in a folder that goes with it */
export async function openRestHouse(
  limit: Partial<EndpointLimit> = unlimited,
  furnish: (folder: string) => Readonly<Record<string, string>> = () => ({}),
): Promise<RestHouse> {
  const folder = mkdtempSync(join(tmpdir(), 'strongroom-rest-'));
  const start = { data: join(folder, 'data'), state: join(folder, 'state'), env: furnish(folder) };
  const engine = startEngineProcess(start);
  await engine.ready;
  const page = engine.openPage();
  const shares = await makeInstance(page);
  await signIn(page);
  await makeVault(page);
  const { resourceGroup } = await page.call('SessionGet', {});
  const endpoint = await switchOn(page, limit);
  const place = { port: endpoint.name.port, ca: endpoint.authority?.pem ?? '' };
  const rest = openRestClient(place);
  return {
    ...place,
    start,
    engine,
    page,
    shares,
    rest,
    tenantId: endpoint.name.tenantId,
    hostOf: (vault) => `${vault}.${endpoint.name.suffix}`,
    scopeOf: (vault) => `${resourceGroup}/providers/Microsoft.KeyVault/vaults/${vault}`,
    poolHostOf: (pool) => `${pool}.${poolSuffix(endpoint.name)}`,
    poolScopeOf: (pool) => `${resourceGroup}/providers/Microsoft.KeyVault/managedHSMs/${pool}`,
    async close() {
      rest.close();
      await engine.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Switches the endpoint on, on a port that is free. */
export async function switchOn(page: Client, limit: Partial<EndpointLimit> = unlimited): Promise<Endpoint> {
  const { revision } = await page.call('EndpointGet', {});
  await page.call('EndpointPut', { on: true, port: await freePort(), limit, revision });
  return listening(page);
}

/** The endpoint as soon as it listens. @throws Error when something stands against that */
export async function listening(page: Client): Promise<Endpoint> {
  for await (const { endpoint } of page.listen('EndpointFollow', {})) {
    if (endpoint.state === 'on') return endpoint;
    if (endpoint.state === 'failed') throw new Error(`the endpoint failed: ${endpoint.problem}`);
  }
  throw new Error('nothing is told of the endpoint any more');
}

/** Starts the engine of a house again after its end, opened and signed in; the endpoint goes on as it was set. */
export async function reopenRestHouse({ start }: Pick<RestHouse, 'start'>): Promise<{ engine: EngineUnderTest; page: Client }> {
  const engine = startEngineProcess(start);
  await engine.ready;
  const page = engine.openPage();
  await unlock(page);
  await signIn(page);
  return { engine, page };
}

/** An application with a secret, and with roles by name, each at a scope. */
export async function anApplication(
  page: Client,
  name: string,
  grants: readonly { role: string; scope: string }[],
): Promise<AnApplication> {
  const { id, clientId } = await page.call('ApplicationCreate', { name, description: '' });
  for (const grant of grants) await giveRole(page, id, grant);
  const until = Date.now() + 30 * day;
  const { credential, secret } = await page.call('CredentialCreate', { kind: 'secret', application: id, label: 'test', until });
  return { id, clientId, credentialId: credential.id, secret: text(secret ?? new Uint8Array()) };
}

/** @returns the assignment's id */
export async function giveRole(page: Client, principal: string, grant: { role: string; scope: string }): Promise<string> {
  const role = roles.find((it) => it.name === grant.role)?.id ?? '';
  const { id } = await page.call('RoleAssignmentCreate', { principal, role, scope: grant.scope, reason: 'test' });
  return id;
}

const tokenAnswer = z.object({ token_type: z.literal('Bearer'), access_token: z.string(), expires_in: z.number() });

/** What a token is asked for at. */
export type Reached = Pick<RestHouse, 'rest' | 'port' | 'tenantId'>;

/** Asks the authority for a token, as an SDK does. */
export async function tokenOf(house: Reached, { clientId, secret }: AnApplication): Promise<string> {
  const answer = await askToken(house, { client_id: clientId, client_secret: secret });
  if (answer.status !== 200) throw new Error(`no token: ${answer.status} ${answer.text}`);
  return tokenAnswer.parse(answer.body).access_token;
}

/** @param change fields of the form, in place of the usual ones */
export function askToken({ rest, port, tenantId }: Reached, change: Readonly<Record<string, string>>, tenant = tenantId) {
  const form = { grant_type: 'client_credentials', scope: `https://vault.localhost:${port}/.default`, ...change };
  return rest.ask({
    host: 'login.localhost',
    method: 'POST',
    path: tenant === 'adfs' ? '/adfs/oauth2/token' : `/${tenant}/oauth2/v2.0/token`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
  });
}

/** A port of this machine's that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port'))));
    });
  });
}
