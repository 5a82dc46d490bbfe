import { fromBase64Url, toBase64Url } from '../../app/contract/base64url.ts';
import type { Passkey, PasskeyCredential, PasskeyUse } from '../../app/identity/passkey.ts';
import { parseCreation, parseRequest } from './passkey-answer.ts';

/** COSE algorithms: EdDSA, ES256, RS256 (RFC 9053; RS256: RFC 8812). */
const algorithms = [-8, -7, -257];
const timeoutMs = 5 * 60_000;

/**
 * Large, and needed by few: read when it is first asked for. What it reads certificates with wants the first of them to be there before,
 * which a bundle does not see to.
 */
async function readServer() {
  await import('reflect-metadata');
  return import('@simplewebauthn/server');
}

async function readHelpers() {
  await import('reflect-metadata');
  return import('@simplewebauthn/server/helpers');
}

/**
 * The library refuses by throwing, whatever is wrong with an answer. It is given nothing that could fail otherwise: no certificate to
 * look up, no key of ours.
 */
async function unlessRefused<T>(check: () => Promise<T>): Promise<T | undefined> {
  try {
    return await check();
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}

const describe = ({ id, transports }: PasskeyCredential) => ({ id: toBase64Url(id), transports: [...transports] });
const plain = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => Uint8Array.from(bytes);

/**
 * @param origin of the page: `https://` and its host, which is the relying party's id. What was made for it works for no other, so it
 * stays as it is for good.
 */
export function createPasskey({ origin }: { readonly origin: string }): Passkey {
  const rpID = new URL(origin).hostname;
  const expected = (challenge: Uint8Array) =>
    ({ expectedOrigin: origin, expectedRPID: rpID, expectedChallenge: toBase64Url(challenge), requireUserVerification: false }) as const;

  return {
    async creationOptions({ challenge, organisation, person, known }) {
      const { generateRegistrationOptions } = await readServer();
      const options = await generateRegistrationOptions({
        rpName: organisation,
        rpID,
        userID: new TextEncoder().encode(person.id),
        userName: person.name,
        userDisplayName: person.displayName,
        challenge: plain(challenge),
        timeout: timeoutMs,
        attestationType: 'none',
        excludeCredentials: known.map(describe),
        authenticatorSelection: { residentKey: 'discouraged', userVerification: 'preferred' },
        supportedAlgorithmIDs: algorithms,
      });
      return JSON.stringify(options);
    },
    checkCreation: (response, challenge) => unlessRefused(() => checkCreation(response, expected(challenge))),
    async requestOptions({ challenge, known }) {
      const { generateAuthenticationOptions } = await readServer();
      const allowCredentials = known.map(describe);
      const options = { rpID, challenge: plain(challenge), timeout: timeoutMs, userVerification: 'preferred', allowCredentials } as const;
      return JSON.stringify(await generateAuthenticationOptions(options));
    },
    checkRequest: (response, challenge, credential) => unlessRefused(() => checkRequest(response, credential, expected(challenge))),
  };
}

interface Expected {
  readonly expectedOrigin: string;
  readonly expectedRPID: string;
  readonly expectedChallenge: string;
  readonly requireUserVerification: false;
}

async function checkCreation(text: string, expected: Expected): Promise<(PasskeyCredential & PasskeyUse) | undefined> {
  const answer = parseCreation(text);
  const attestation = answer && fromBase64Url(answer.response.attestationObject);
  if (!attestation || !(await isUncertified(attestation)) || (await isFramed(answer.response.clientDataJSON))) return undefined;
  const { verifyRegistrationResponse } = await readServer();
  const { clientDataJSON, attestationObject, transports } = answer.response;
  const { verified, registrationInfo } = await verifyRegistrationResponse({
    ...expected,
    response: { ...answer, response: { clientDataJSON, attestationObject }, clientExtensionResults: {} },
    supportedAlgorithmIDs: algorithms,
  });
  const id = verified ? fromBase64Url(registrationInfo.credential.id) : undefined;
  if (!verified || !id) return undefined;
  const { publicKey, counter } = registrationInfo.credential;
  return { id, publicKey: Uint8Array.from(publicKey), counter, transports };
}

/** Nothing was asked for that a certificate would have to say, and checking one may ask the network. */
async function isUncertified(attestation: Uint8Array<ArrayBuffer>): Promise<boolean> {
  const { decodeAttestationObject } = await readHelpers();
  const decoded = decodeAttestationObject(attestation);
  const format = decoded.get('fmt');
  return format === 'none' || (format === 'packed' && decoded.get('attStmt').get('x5c') === undefined);
}

/** Whether a page in a frame of another asked. */
async function isFramed(clientDataJSON: string): Promise<boolean> {
  const { decodeClientDataJSON } = await readHelpers();
  const { crossOrigin, topOrigin } = decodeClientDataJSON(clientDataJSON);
  return crossOrigin === true || topOrigin !== undefined;
}

async function checkRequest(text: string, credential: PasskeyCredential & PasskeyUse, expected: Expected): Promise<PasskeyUse | undefined> {
  const answer = parseRequest(text);
  if (!answer || answer.id !== toBase64Url(credential.id) || (await isFramed(answer.response.clientDataJSON))) return undefined;
  const { verifyAuthenticationResponse } = await readServer();
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    ...expected,
    response: { ...answer, clientExtensionResults: {} },
    credential: { id: answer.id, publicKey: plain(credential.publicKey), counter: credential.counter },
  });
  return verified ? { counter: authenticationInfo.newCounter } : undefined;
}
