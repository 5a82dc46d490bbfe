import * as z from 'zod';
import { expect } from 'vitest';
import type { Client } from '../../renderer/api/client.ts';
import { anApplication, switchOn, tokenOf } from '../support/a-rest-house.ts';
import { openRestClient, type RestAnswer, type RestClient } from '../support/rest-client.ts';
import { expectWhole, inTime } from './engine-ground.ts';
import { vault } from './job-ground.ts';

/** An application of a ground. Its token outlives every engine that is killed. */
export interface RestDesk {
  readonly rest: RestClient;
  readonly host: string;
  readonly token: string;
}

/** One write as an application sends it, and sends it again where no answer came. */
export interface SentWrite {
  readonly name: string;
  readonly value: string;
  readonly requestId: string;
}

/** What the test holds the engine to, by the name of the secret. */
export interface RestLedger {
  readonly asked: Map<string, SentWrite>;
  /** With the version that was answered. */
  readonly acknowledged: Map<string, string>;
}

/** Switches the endpoint of a ground on, and gives an application the vault. */
export async function equip(page: Client): Promise<RestDesk> {
  const { name, authority } = await switchOn(page);
  const { resourceGroup } = await page.call('SessionGet', {});
  const scope = `${resourceGroup}/providers/Microsoft.KeyVault/vaults/${vault}`;
  const application = await anApplication(page, 'writer', [{ role: 'Key Vault Secrets Officer', scope }]);
  const rest = openRestClient({ port: name.port, ca: authority?.pem ?? '' });
  const token = await tokenOf({ rest, port: name.port, tenantId: name.tenantId }, application);
  return { rest, token, host: `${vault}.${name.suffix}` };
}

const id = z.object({ id: z.string() });

/** Sends a write and notes its answer. @throws Error of the connection when the engine is gone */
export async function send(desk: RestDesk, ledger: RestLedger, write: SentWrite): Promise<void> {
  ledger.asked.set(write.name, write);
  const answer = await put(desk, write);
  expect(answer.status, answer.text).toBe(200);
  const version = id.parse(answer.body).id.split('/').at(-1) ?? '';
  // A repetition is answered as the first time.
  expect(ledger.acknowledged.get(write.name) ?? version).toBe(version);
  ledger.acknowledged.set(write.name, version);
}

const put = ({ rest, host, token }: RestDesk, { name, value, requestId }: SentWrite): Promise<RestAnswer> =>
  rest.ask({
    host,
    token,
    method: 'PUT',
    path: `/secrets/${name}?api-version=7.5`,
    headers: { 'x-ms-client-request-id': requestId },
    body: { value },
  });

/** Every write that was asked for is there once, whole, as it was answered; and the log is whole. */
export async function expectOnce(page: Client, { rest, host, token }: RestDesk, ledger: RestLedger): Promise<void> {
  for (const { name, value } of ledger.asked.values()) {
    const { items } = await inTime(() => page.call('SecretListVersions', { vault, name }));
    expect([name, items.map(({ version }) => version)]).toEqual([name, [ledger.acknowledged.get(name)]]);
    const read = await rest.ask({ host, token, path: `/secrets/${name}?api-version=7.5` });
    expect(read.body).toMatchObject({ value });
  }
  await expectWhole(page);
}
