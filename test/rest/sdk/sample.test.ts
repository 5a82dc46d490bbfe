import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { reachByAddress, reachByName, type Reached } from '../../../renderer/screen/endpoint/address.ts';
import { codeSample } from '../../../renderer/screen/endpoint/code-sample.ts';
import { credentialVariables, environmentText, placeholder } from '../../../renderer/screen/endpoint/environment.ts';
import { trustVariables } from '../../../renderer/screen/endpoint/language.ts';
import { text, utf8 } from '../../support/a-house.ts';
import { type AnApplication, anApplication, openRestHouse, type RestHouse } from '../../support/a-rest-house.ts';

let house: RestHouse;
let user: AnApplication;
let header: string;
let folder: string;

beforeAll(async () => {
  house = await openRestHouse();
  user = await anApplication(house.page, 'script', [{ role: 'Key Vault Secrets User', scope: house.scopeOf('payroll') }]);
  await house.page.call('SecretSet', { vault: 'payroll', name: 'db-password', value: utf8('s3cret'), enabled: true, tags: {} });
  const until = Date.now() + 3_600_000;
  const given = await house.page.call('CredentialCreate', { kind: 'managed-identity', application: user.id, label: 'host', until });
  header = text(given.secret ?? new Uint8Array());
  folder = mkdtempSync(join(tmpdir(), 'strongroom-sample-'));
  writeFileSync(join(folder, 'ca.pem'), house.ca);
});

afterAll(async () => {
  await house.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What somebody gets who takes over settings and code for curl, and fills in what they were shown. Curl finds such names by itself. */
function runCurl(reached: Reached, way: 'secret' | 'managed-identity'): Promise<string> {
  const variables = [...credentialVariables(reached, user.clientId, way), ...trustVariables('curl', join(folder, 'ca.pem'))];
  const settings = environmentText(variables, 'bash').replace(placeholder.secret, user.secret).replace(placeholder.header, header);
  const script = `${settings}${codeSample(reached, 'db-password', { language: 'curl', way })}`;
  const child = spawn('bash', [], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(script);
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (part: Buffer) => (said += part.toString()));
    child.once('error', reject);
    child.once('close', () => resolve(said));
  });
}

const read = { value: 's3cret', id: expect.stringContaining('/secrets/db-password/') };

it('what the console gives for curl reads by a client secret', async () => {
  const endpoint = await house.page.call('EndpointGet', {});
  expect(JSON.parse(await runCurl(reachByName(endpoint, 'payroll'), 'secret'))).toMatchObject(read);
});

it('what the console gives for curl reads as a managed identity', async () => {
  const endpoint = await house.page.call('EndpointGet', {});
  expect(JSON.parse(await runCurl(reachByName(endpoint, 'payroll'), 'managed-identity'))).toMatchObject(read);
});

it('a vault with an address of its own is read without any name', async () => {
  const endpoint = await house.page.call('EndpointPortPut', { vault: 'payroll', on: true });
  const reached = reachByAddress(endpoint, 'payroll');
  if (!reached) throw new Error('the vault has no port');
  expect(JSON.parse(await runCurl(reached, 'secret'))).toMatchObject(read);
});
