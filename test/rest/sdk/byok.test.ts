import { createHash, generateKeyPairSync, verify } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { writeByok } from '../../../app/key/byok-file.ts';
import { createKeyCrypto } from '../../../main/crypto/key-crypto.ts';
import { anApplication, openRestHouse, type RestHouse, unlimited } from '../../support/a-rest-house.ts';
import type { SdkChild } from '../../support/sdk-child.ts';
import { bindToken, softHsmIn } from '../../support/soft-hsm.ts';
import { openProgram } from './application-ground.ts';

const vault = 'other';
const crypto = createKeyCrypto();

let house: RestHouse;
let program: SdkChild;

beforeAll(async () => {
  house = await openRestHouse(unlimited, softHsmIn);
  await bindToken(house.page, { vault, label: 'Office HSM', pin: '123456', keep: false });
  const officer = await anApplication(house.page, 'officer', [{ role: 'Key Vault Crypto Officer', scope: house.scopeOf(vault) }]);
  program = openProgram(house, officer, { generation: 'newest', uses: 'keys', vault });
}, 60_000);

afterAll(async () => {
  await program.close();
  await house.close();
});

const made = z.object({ id: z.string(), key: z.record(z.string(), z.unknown()) });
const bytes = z.object({ data: z.array(z.number()) }).transform(({ data }) => Uint8Array.from(data));

describe('a program with the unmodified key library', { timeout: 120_000 }, () => {
  it('makes an exchange key and brings in a key that was wrapped for it, which signs as its owner would', async () => {
    const kek = made.parse(await program.ask('create', 'exchange', 'RSA-HSM', { keySize: 2048, keyOps: ['import'] }));
    const recipient = { family: 'RSA' as const, n: bytes.parse(kek.key['n']), e: bytes.parse(kek.key['e']) };
    const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const material = new Uint8Array(pair.privateKey.export({ type: 'pkcs8', format: 'der' }));
    const file = writeByok({ kid: kek.id, hash: 'SHA-1', value: await crypto.wrapOut(material, recipient, 'SHA-1') });
    const t = Buffer.from(file).toString('base64url');
    const brought = made.parse(await program.ask('import', 'brought', { kty: 'RSA-HSM', t }));
    const text = Buffer.from('signed in a token');
    const digest = createHash('sha256').update(text).digest('base64');
    const { value } = z.object({ value: z.string() }).parse(await program.ask('sign', brought.id, 'RS256', digest));
    expect(verify('sha256', text, pair.publicKey, Buffer.from(value, 'base64'))).toBe(true);
    const bent = Buffer.from(file.map((byte, at) => (at === file.length - 60 ? (byte === 65 ? 66 : 65) : byte))).toString('base64url');
    expect(await program.refusal('import', 'bent', { kty: 'RSA-HSM', t: bent })).toMatchObject({ status: 400, code: 'BadParameter' });
    // The library asks no further where the operations leave one out.
    expect(await program.refusal('sign', kek.id, 'RS256', digest)).toMatchObject({
      message: expect.stringContaining('sign is not supported') as unknown,
    });
  });
});
