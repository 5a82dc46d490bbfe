import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Endpoint } from '../../../app/contract/endpoint.ts';
import type { Input } from '../../../app/contract/operation.ts';
import { authorityOrigin, vaultOrigin } from '../../../renderer/screen/endpoint/address.ts';
import { type Chain, aCertificateChain, type Leaf } from '../../support/a-certificate-chain.ts';
import { password, utf8 } from '../../support/a-house.ts';
import { type AnApplication, anApplication, listening, openRestHouse, type RestHouse } from '../../support/a-rest-house.ts';
import { openSdkChild, type SdkChild } from '../../support/sdk-child.ts';

const suffix = 'vault.example.org';
/** Another address than the one that is listened on unless another is chosen, and still this machine's alone. */
const address = '127.0.0.9';

let house: RestHouse;
let chain: Chain;
let reader: AnApplication;

beforeAll(async () => {
  chain = aCertificateChain();
  house = await openRestHouse();
  await house.page.call('SecretSet', { vault: 'payroll', name: 'db-password', value: utf8('s3cret'), enabled: true, tags: {} });
  reader = await anApplication(house.page, 'reader', [{ role: 'Key Vault Secrets User', scope: house.scopeOf('payroll') }]);
});
afterAll(async () => {
  await house.close();
  chain.remove();
});

const pemOf = ({ certificate, key }: Leaf) => ({ certificate: readFileSync(certificate), key: readFileSync(key) });

async function put(change: Partial<Input<'EndpointPut'>>): Promise<Endpoint> {
  const { revision } = await house.page.call('EndpointGet', {});
  await house.page.call('EndpointPut', { reason: 'for the computers of the house', password: utf8(password), ...change, revision });
  return listening(house.page);
}

/** A program on a computer that finds these names at this address, and trusts one authority besides the usual. */
function openProgram({ name }: Endpoint, trusted: string): SdkChild {
  const machine = { ca: trusted, hosts: [`payroll.${suffix}`, `login.${suffix}`], address };
  const { tenantId } = name;
  const { clientId, secret } = reader;
  const credential = { kind: 'secret', tenantId, clientId, secret, authorityHost: authorityOrigin(name) } as const;
  return openSdkChild(machine, { generation: 'newest', vaultUrl: vaultOrigin(name, 'payroll'), credential, retries: 0 });
}

async function readByUri(endpoint: Endpoint, trusted = chain.root): Promise<unknown> {
  const program = openProgram(endpoint, trusted);
  try {
    return await program.ask('readByUri', `${vaultOrigin(endpoint.name, 'payroll')}/secrets/db-password`);
  } finally {
    await program.close();
  }
}

describe('a house at an address of the network, under names and a certificate of one’s own', () => {
  it.each(['rsa', 'ec'] as const)('is read by the copied URI with a certificate on an %s key, by its root alone', async (key) => {
    const endpoint = await put({ address, suffix, ...pemOf(chain.leaf(`good-${key}`, suffix, { key })) });
    expect(endpoint).toMatchObject({ state: 'on', address, name: { suffix, authority: `login.${suffix}` } });
    expect(await readByUri(endpoint)).toMatchObject({ value: 's3cret' });
  });

  it('is trusted by nobody who does not trust that root', async () => {
    await expect(readByUri(await house.page.call('EndpointGet', {}), house.ca)).rejects.toThrow(/certificate/);
  });

  it('is not there any more where it was, nor under the names that it had', async () => {
    await expect(house.rest.ask({ host: house.hostOf('payroll'), path: '/secrets/db-password?api-version=7.5' })).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    });
  });

  it.each<[string, string, () => Partial<Input<'EndpointPut'>>]>([
    ['for other names', 'names', () => pemOf(chain.leaf('other', 'vault.example.com'))],
    ['that has ended', 'expired', () => pemOf(chain.leaf('ended', suffix, { days: -1 }))],
    ['with the key of another', 'key', () => ({ ...pemOf(chain.leaf('mine', suffix)), key: pemOf(chain.leaf('theirs', suffix)).key })],
    ['whose key is under a passphrase', 'key', () => {
      const leaf = chain.leaf('locked', suffix);
      return pemOf({ ...leaf, key: chain.lock(leaf.key) });
    }],
  ])('takes no certificate %s, and goes on with the one that it has', async (_what, reason, make) => {
    await expect(put(make())).rejects.toMatchObject({ code: 'CertificateUnfit', data: { reason } });
    expect(await readByUri(await house.page.call('EndpointGet', {}))).toMatchObject({ value: 's3cret' });
  }); // prettier-ignore

  it('tells what else is wrong: an address that is not this computer’s, and names without a certificate', async () => {
    // Of those that are kept for documentation (RFC 5737): nobody has it.
    await expect(put({ address: '192.0.2.7' })).rejects.toMatchObject({
      code: 'EndpointUnavailable',
      data: { reason: 'address-not-here' },
    });
    await expect(put({ suffix: 'vault.example.net' })).rejects.toMatchObject({ code: 'BadParameter' });
    await expect(put({ suffix: 'vault.localhost' })).rejects.toMatchObject({ code: 'BadParameter' });
  });

  it('comes back to this computer alone, and to the house’s own authority', async () => {
    const endpoint = await put({ address: 'loopback', suffix: 'vault.localhost' });
    expect(endpoint.own).toBeUndefined();
    const question = { host: house.hostOf('payroll'), path: '/secrets/db-password?api-version=7.5' };
    expect((await house.rest.ask(question)).status).toBe(401);
  });
});
