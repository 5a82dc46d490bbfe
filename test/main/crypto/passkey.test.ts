import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPasskey } from '../../../main/crypto/passkey.ts';
import { cborArray, cborBytes, cborMap, cborText, createSoftKey, type SoftKey, type Twist } from '../../support/a-passkey.ts';

const passkey = createPasskey({ origin: 'https://console.invalid' });
const challenge = new Uint8Array(32).fill(7);
const otherChallenge = Buffer.from(new Uint8Array(32).fill(8)).toString('base64url');
const person = { id: '0f4b1f0c-4c3c-4c1e-9d55-3a1f0f6c2b11', name: 'ada', displayName: 'Ada Lovelace' };
const creationOptions = () => passkey.creationOptions({ challenge, organisation: 'Northwind', person, known: [] });

/** A key that was registered, as it is kept. */
async function registered(key: SoftKey) {
  const made = await passkey.checkCreation(key.create(await creationOptions()), challenge);
  if (!made) throw new Error('the key was refused');
  return made;
}

test('a key is made for this page alone, by who wants to verify but need not, and says nothing of what it is', async () => {
  expect(JSON.parse(await creationOptions())).toMatchObject({
    rp: { id: 'console.invalid', name: 'Northwind' },
    user: { name: 'ada', displayName: 'Ada Lovelace' },
    attestation: 'none',
    authenticatorSelection: { userVerification: 'preferred' },
    pubKeyCredParams: [{ alg: -8 }, { alg: -7 }, { alg: -257 }],
  });
});

test('a key that was made signs in with the next challenge', async () => {
  const key = createSoftKey();
  const known = await registered(key);
  expect(known).toMatchObject({ counter: 1, transports: ['usb'] });
  const options = await passkey.requestOptions({ challenge, known: [known] });
  expect(JSON.parse(options)).toMatchObject({ rpId: 'console.invalid', userVerification: 'preferred' });
  const answer = key.get(options);
  expect(await passkey.checkRequest(answer, challenge, known)).toEqual({ counter: 2 });
});

const wrong: readonly (readonly [string, Twist])[] = [
  ['another page', { origin: 'https://console.example' }],
  ['another scheme', { origin: 'http://console.invalid' }],
  ['another relying party', { rpId: 'invalid' }],
  ['another challenge', { challenge: otherChallenge }],
  ['a frame in another page', { crossOrigin: true }],
  ['nobody who was there', { flags: 0 }],
];

test.each(wrong)('what is made for %s is refused', async (_what, twist) => {
  expect(await passkey.checkCreation(createSoftKey().create(await creationOptions(), twist), challenge)).toBeUndefined();
});

test.each([...wrong, ['making a key', { type: 'webauthn.create' }] as const])('what is signed for %s is refused', async (_what, twist) => {
  const key = createSoftKey();
  const known = await registered(key);
  const options = await passkey.requestOptions({ challenge, known: [known] });
  expect(await passkey.checkRequest(key.get(options, twist), challenge, known)).toBeUndefined();
  expect(await passkey.checkRequest(key.get(options), challenge, known)).toBeDefined();
});

test('a counter that stands still or goes back tells of a copy', async () => {
  const key = createSoftKey();
  const known = { ...(await registered(key)), counter: 9 };
  const options = await passkey.requestOptions({ challenge, known: [known] });
  for (const counter of [0, 8, 9]) expect(await passkey.checkRequest(key.get(options, { counter }), challenge, known)).toBeUndefined();
  expect(await passkey.checkRequest(key.get(options, { counter: 10 }), challenge, known)).toEqual({ counter: 10 });
});

test('an authenticator that does not count may go on not counting', async () => {
  const key = createSoftKey();
  const known = { ...(await registered(key)), counter: 0 };
  const options = await passkey.requestOptions({ challenge, known: [known] });
  expect(await passkey.checkRequest(key.get(options, { counter: 0 }), challenge, known)).toEqual({ counter: 0 });
});

test('another key does not stand for the one that is known', async () => {
  const known = await registered(createSoftKey());
  const other = createSoftKey();
  const options = await passkey.requestOptions({ challenge, known: [known] });
  expect(await passkey.checkRequest(other.get(options), challenge, known)).toBeUndefined();
  const disguised = JSON.stringify({ ...JSON.parse(other.get(options)), id: toText(known.id), rawId: toText(known.id) });
  expect(await passkey.checkRequest(disguised, challenge, known)).toBeUndefined();
});

const toText = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');

test('a statement with certificates is refused before anything in it is looked up', async () => {
  const statement = cborMap(
    [cborText('alg'), Buffer.of(0x26)],
    [cborText('sig'), cborBytes(new Uint8Array(64))],
    [cborText('x5c'), cborArray(cborBytes(new Uint8Array(91)))],
  );
  for (const format of ['packed', 'fido-u2f', 'tpm', 'android-key', 'apple', 'none']) {
    const answer = createSoftKey().create(await creationOptions(), { attestation: { format, statement } });
    expect(await passkey.checkCreation(answer, challenge)).toBeUndefined();
  }
});

test('no text that a page may send is more than refused', async () => {
  const key = createSoftKey();
  const known = await registered(key);
  const made = key.create(await creationOptions());
  const used = key.get(await passkey.requestOptions({ challenge, known: [known] }), { challenge: otherChallenge });
  const bent = (text: string) =>
    fc
      .tuple(fc.nat(text.length - 1), fc.string({ maxLength: 3 }))
      .map(([at, put]) => text.slice(0, at) + put + text.slice(at + 1 + put.length));
  const text = fc.oneof(fc.string(), fc.json(), bent(made), bent(used));
  await fc.assert(
    fc.asyncProperty(text, async (each) => {
      expect(await passkey.checkCreation(each, new Uint8Array(32))).toBeUndefined();
      expect(await passkey.checkRequest(each, challenge, known)).toBeUndefined();
    }),
    { numRuns: 300 },
  );
});
