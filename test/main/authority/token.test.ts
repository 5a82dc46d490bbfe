import { createPublicKey, randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { usualEndpointLimit } from '../../../app/contract/endpoint.ts';
import type { ErrorData } from '../../../app/contract/vault-error.ts';
import { addTokenKey, findTokenKey, tokenMs } from '../../../app/identity/token-key.ts';
import type { TokenGrant } from '../../../app/identity/token-issuer.ts';
import { useHouseKey } from '../../../app/seal/keep-house-key.ts';
import type { HouseKeyRow } from '../../../app/seal/house-key-store.ts';
import type { OpenHouse } from '../../../app/seal/house.ts';
import { createTokenIssuer } from '../../../main/authority/token-issuer.ts';
import { createTokens } from '../../../main/authority/token.ts';
import { makeInstance, newGround, startEngine, text, utf8 } from '../../support/a-house.ts';

const tenantId = randomUUID();
const name = { suffix: 'vault.localhost', authority: 'login.localhost', port: 8443, tenantId };
const place = { name, byPort: [{ vault: 'payroll', port: 8444 }], limit: usualEndpointLimit };
const issuer = `https://login.localhost:8443/${tenantId}`;
const audience = 'https://vault.localhost:8443';
const application = { id: randomUUID(), clientId: randomUUID(), tokenGeneration: 3 };
const credentialId = randomUUID();

let rooms: OpenHouse;
let key: HouseKeyRow;
let now: number;
let signer: ReturnType<typeof createTokenIssuer>;

async function openRooms(): Promise<OpenHouse> {
  const engine = await startEngine(newGround());
  await makeInstance(engine.window());
  const open = engine.house.open();
  if (!open) throw new Error('the house is closed');
  return open;
}

const drawInto = async (house: OpenHouse, time: number): Promise<HouseKeyRow> => {
  const drawn = await signer.drawKey();
  return house.store.transaction((tx) => addTokenKey(tx, house.keyring, drawn, { id: randomUUID(), time }));
};

beforeAll(async () => {
  const { clock } = newGround();
  signer = createTokenIssuer(clock);
  rooms = await openRooms();
  now = Math.ceil(rooms.now() / 1000) * 1000;
  key = await drawInto(rooms, now);
});

const grant = (change: Partial<TokenGrant> = {}): TokenGrant => ({
  id: randomUUID(),
  application,
  credentialId,
  tenantId,
  issuer,
  audience,
  issuedOn: now,
  expiresOn: now + tokenMs,
  ...change,
});

const sign = (change: Partial<TokenGrant> = {}): Promise<string> =>
  rooms.store.read((tx) =>
    useHouseKey(tx, rooms.keyring, key, async (secret) => text(await signer.sign({ id: key.id, secret }, grant(change)))),
  );

const read = (token: string, at = now, house = rooms) =>
  house.store.read((tx) => createTokens({ place: () => place }).read(tx, house.keyring, token, at));

const refused = (why: ErrorData<'Unauthorized'>['why']) => ({ code: 'Unauthorized', data: { why } });

describe('a token', () => {
  it('says whose it is, for which credential, and of which generation', async () => {
    const id = randomUUID();
    expect(await read(await sign({ id }))).toEqual({
      applicationId: application.id,
      clientId: application.clientId,
      credentialId,
      plane: 'vaults',
      generation: 3,
      tokenId: id,
      issuedOn: now,
      expiresOn: now + tokenMs,
    });
  });

  it.each([
    'https://vault.localhost:8443',
    'https://vault.localhost',
    'https://vault.localhost:8443/',
    'https://vault.localhost/',
    'akv://0.0.1:8444',
  ])('is taken where it is for %s', async (named) => {
    expect(await read(await sign({ audience: named }))).toMatchObject({ applicationId: application.id });
  });

  it.each([
    'https://vault.azure.net',
    'https://vault.localhost:8444',
    'https://evil.vault.localhost:8443',
    'http://vault.localhost:8443',
    '',
  ])('is refused where it is for "%s"', async (named) => {
    await expect(read(await sign({ audience: named }))).rejects.toMatchObject(refused('audience'));
  });

  it.each([`https://login.localhost:8443/adfs`, `https://127.0.0.1:8443/${tenantId}`])('is taken where %s gave it', async (named) => {
    expect(await read(await sign({ issuer: named }))).toMatchObject({ credentialId });
  });

  it.each([`https://login.localhost/${tenantId}`, `https://login.localhost:8443/${randomUUID()}`, 'https://login.localhost:8443/'])(
    'is refused where %s gave it',
    async (named) => {
      await expect(read(await sign({ issuer: named }))).rejects.toMatchObject(refused('issuer'));
    },
  );

  it('is refused of another tenant', async () => {
    await expect(read(await sign({ tenantId: randomUUID() }))).rejects.toMatchObject(refused('issuer'));
  });

  it('holds from its first instant until before its last', async () => {
    const token = await sign();
    await expect(read(token, now - 1)).rejects.toMatchObject(refused('expired'));
    expect(await read(token, now + tokenMs - 1)).toMatchObject({ credentialId });
    await expect(read(token, now + tokenMs)).rejects.toMatchObject(refused('expired'));
  });

  it('is asked for place and time again though it was verified before', async () => {
    const token = await sign();
    let here: typeof place | undefined = place;
    const tokens = createTokens({ place: () => here });
    const again = (at = now) => rooms.store.read((tx) => tokens.read(tx, rooms.keyring, token, at));
    await again();
    await expect(again(now + tokenMs)).rejects.toMatchObject(refused('expired'));
    here = { ...place, name: { ...name, port: 9443 } };
    await expect(again()).rejects.toMatchObject(refused('issuer'));
    here = undefined;
    await expect(again()).rejects.toMatchObject(refused('issuer'));
  });

  it('is refused with any character changed, taken away or put between', async () => {
    const token = await sign();
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.= \n'.split('');
    const change = fc.record({ at: fc.nat(token.length - 1), letter: fc.constantFrom(...letters), cut: fc.constantFrom(0, 1) });
    await fc.assert(
      fc.asyncProperty(change, async ({ at, letter, cut }) => {
        fc.pre(cut === 0 || token[at] !== letter);
        const altered = token.slice(0, at) + letter + token.slice(at + cut);
        await expect(read(altered)).rejects.toMatchObject({ code: 'Unauthorized' });
      }),
      { numRuns: 400 },
    );
  });

  it('has one form of each part: spare bits of its last letters are no way to another', async () => {
    const parts = (await sign()).split('.');
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'.split('');
    for (const [index, part] of parts.entries()) {
      for (const letter of letters.filter((it) => it !== part.at(-1))) {
        const altered = parts.with(index, part.slice(0, -1) + letter).join('.');
        await expect(read(altered)).rejects.toMatchObject({ code: 'Unauthorized' });
      }
    }
  });

  it('is refused, never a bug, whatever is sent', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string(),
          fc.array(fc.base64String(), { minLength: 3, maxLength: 3 }).map((it) => it.join('.')),
        ),
        async (sent) => {
          await expect(read(sent)).rejects.toMatchObject({ code: 'Unauthorized' });
        },
      ),
    );
    await expect(read('e'.repeat(10_000))).rejects.toMatchObject(refused('malformed'));
  });
});

describe('what others sign', () => {
  const claims = () => ({
    aud: audience,
    iss: issuer,
    tid: tenantId,
    oid: application.id,
    appid: application.clientId,
    cred: credentialId,
    gen: 1,
    uti: randomUUID(),
    idtyp: 'app',
    iat: now / 1000,
    nbf: now / 1000,
    exp: (now + tokenMs) / 1000,
  });
  const header = (alg: string) => ({ alg, typ: 'JWT', kid: key.id });

  it('is refused by another key under the same name', async () => {
    const { privateKey } = await generateKeyPair('RS256');
    const token = await new SignJWT(claims()).setProtectedHeader(header('RS256')).sign(privateKey);
    await expect(read(token)).rejects.toMatchObject(refused('signature'));
  });

  it('is refused by a key that it brings along', async () => {
    const { privateKey, publicKey } = await generateKeyPair('RS256');
    const token = await new SignJWT(claims()).setProtectedHeader({ ...header('RS256'), jwk: await exportJWK(publicKey) }).sign(privateKey);
    await expect(read(token)).rejects.toMatchObject(refused('signature'));
  });

  it('is refused unsigned', async () => {
    await expect(read(new UnsecuredJWT(claims()).encode())).rejects.toMatchObject(refused('malformed'));
    const [, payload] = (await sign()).split('.');
    const none = Buffer.from(JSON.stringify(header('none'))).toString('base64url');
    await expect(read(`${none}.${payload}.`)).rejects.toMatchObject(refused('malformed'));
  });

  it.each(['pem', 'der', 'n'])('is refused where the public key (%s) was taken for a shared secret', async (form) => {
    const publicKey = createPublicKey(key.publicPart);
    const secrets: Record<string, Uint8Array> = {
      pem: utf8(key.publicPart),
      der: publicKey.export({ format: 'der', type: 'spki' }),
      n: Buffer.from(String(publicKey.export({ format: 'jwk' })['n']), 'base64url'),
    };
    const secret = secrets[form];
    if (!secret) throw new Error('no such form');
    const token = await new SignJWT(claims()).setProtectedHeader(header('HS256')).sign(secret);
    await expect(read(token)).rejects.toMatchObject(refused('malformed'));
  });

  it('is refused in another house', async () => {
    const other = await openRooms();
    await drawInto(other, now);
    const token = await sign();
    await expect(read(token, now, other)).rejects.toMatchObject(refused('signature'));
    // What one house found to be its own says nothing in another.
    const tokens = createTokens({ place: () => place });
    await rooms.store.read((tx) => tokens.read(tx, rooms.keyring, token, now));
    await expect(other.store.read((tx) => tokens.read(tx, other.keyring, token, now))).rejects.toMatchObject(refused('signature'));
  });
});

describe('a key that signs tokens', () => {
  const day = 86_400_000;

  it('signs for ninety days, and is served until its last token has ended', async () => {
    const house = await openRooms();
    const start = house.now();
    const first = await drawInto(house, start);
    const find = (time: number) => house.store.read((tx) => findTokenKey(tx, house.keyring, time));
    expect((await find(start + 90 * day - 1))?.id).toBe(first.id);
    expect(await find(start + 90 * day)).toBeUndefined();
    const second = await drawInto(house, start + 90 * day);
    expect((await find(start + 90 * day))?.id).toBe(second.id);
    const ids = async () => (await house.store.read((tx) => tx.houseKeys.list('token-signing'))).map(({ id }) => id);
    expect(await ids()).toEqual([second.id, first.id]);
    const third = await drawInto(house, start + 180 * day);
    expect(await ids()).toEqual([third.id, second.id]);
  });

  it('opens for nothing else than what it was kept for', async () => {
    const open = (change: Partial<HouseKeyRow>) =>
      rooms.store.read((tx) => rooms.keyring.openHouseKey(tx, { ...key, ...change }, change.wrapped ?? key.wrapped));
    expect((await open({})).length).toBeGreaterThan(1_000);
    const changes: Partial<HouseKeyRow>[] = [
      { id: randomUUID() },
      { purpose: 'endpoint-authority' },
      { publicPart: `${key.publicPart} ` },
      { until: key.until + 1 },
      { from: key.from - 1 },
      { wrapped: key.wrapped.slice(0, 3) },
      { wrapped: key.wrapped.with(3, 9) },
      { wrapped: key.wrapped.with(key.wrapped.length - 1, (key.wrapped.at(-1) ?? 0) ^ 1) },
    ];
    for (const change of changes) await expect(open(change)).rejects.toMatchObject({ code: 'IntegrityViolation' });
  });
});
