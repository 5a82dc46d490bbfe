import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

/** What an authenticator of the tests may be told to get wrong. */
export interface Twist {
  readonly origin?: string;
  readonly rpId?: string;
  readonly challenge?: string;
  readonly counter?: number;
  readonly type?: string;
  readonly crossOrigin?: boolean;
  /** Flags of the authenticator data: bit 0 somebody was there, bit 2 and who it was was verified. */
  readonly flags?: number;
  /** A statement about the authenticator, as CBOR of its map, and its format. */
  readonly attestation?: { readonly format: string; readonly statement: Uint8Array };
}

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
const sha256 = (data: string | Uint8Array): Buffer => createHash('sha256').update(data).digest();

/** A head of CBOR (RFC 8949 section 3) for lengths up to 65535. */
function head(major: number, length: number): Buffer {
  if (length < 24) return Buffer.of((major << 5) | length);
  if (length < 256) return Buffer.of((major << 5) | 24, length);
  return Buffer.of((major << 5) | 25, length >> 8, length & 0xff);
}
export const cborText = (text: string): Buffer => Buffer.concat([head(3, Buffer.byteLength(text)), Buffer.from(text)]);
export const cborBytes = (bytes: Uint8Array): Buffer => Buffer.concat([head(2, bytes.length), bytes]);
export const cborMap = (...entries: readonly (readonly [Buffer, Uint8Array])[]): Buffer =>
  Buffer.concat([head(5, entries.length), ...entries.flat()]);
export const cborArray = (...items: readonly Uint8Array[]): Buffer => Buffer.concat([head(4, items.length), ...items]);
const cborInteger = (value: number): Buffer => (value < 0 ? head(1, -1 - value) : head(0, value));

function coseKey(publicKey: KeyObject): Buffer {
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  return cborMap(
    [cborInteger(1), cborInteger(2)],
    [cborInteger(3), cborInteger(-7)],
    [cborInteger(-1), cborInteger(1)],
    [cborInteger(-2), cborBytes(Buffer.from(x, 'base64url'))],
    [cborInteger(-3), cborBytes(Buffer.from(y, 'base64url'))],
  );
}

interface Options {
  readonly challenge: string;
  readonly rp?: { readonly id: string };
  readonly rpId?: string;
}

/** A security key in software, for one credential: ES256, without a statement about itself. */
export function createSoftKey(pageOrigin = 'https://console.invalid') {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const id = randomBytes(32);
  let counter = 0;

  function clientData(type: string, options: Options, twist: Twist): Buffer {
    const { challenge = options.challenge, origin = pageOrigin, crossOrigin = false } = twist;
    return Buffer.from(JSON.stringify({ type: twist.type ?? type, challenge, origin, crossOrigin }));
  }

  function authenticatorData(options: Options, twist: Twist, credential: Buffer): Buffer {
    const rpId = twist.rpId ?? options.rp?.id ?? options.rpId ?? '';
    const flags = (twist.flags ?? 0b101) | (credential.length > 0 ? 0b0100_0000 : 0);
    counter = twist.counter ?? counter + 1;
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([sha256(rpId), Buffer.of(flags), count, credential]);
  }

  return {
    id,
    /** @param json PublicKeyCredentialCreationOptionsJSON @returns RegistrationResponseJSON as text */
    create(json: string, twist: Twist = {}): string {
      const options: Options = JSON.parse(json);
      const length = Buffer.alloc(2);
      length.writeUInt16BE(id.length);
      const credential = Buffer.concat([Buffer.alloc(16), length, id, coseKey(publicKey)]);
      const { format, statement } = twist.attestation ?? { format: 'none', statement: cborMap() };
      const attestationObject = cborMap(
        [cborText('fmt'), cborText(format)],
        [cborText('attStmt'), statement],
        [cborText('authData'), cborBytes(authenticatorData(options, twist, credential))],
      );
      return JSON.stringify({
        id: base64url(id),
        rawId: base64url(id),
        type: 'public-key',
        response: {
          clientDataJSON: base64url(clientData('webauthn.create', options, twist)),
          attestationObject: base64url(attestationObject),
          transports: ['usb'],
        },
        clientExtensionResults: {},
      });
    },
    /** @param json PublicKeyCredentialRequestOptionsJSON @returns AuthenticationResponseJSON as text */
    get(json: string, twist: Twist = {}): string {
      const options: Options = JSON.parse(json);
      const data = authenticatorData(options, twist, Buffer.alloc(0));
      const client = clientData('webauthn.get', options, twist);
      const signature = sign('sha256', Buffer.concat([data, sha256(client)]), privateKey);
      return JSON.stringify({
        id: base64url(id),
        rawId: base64url(id),
        type: 'public-key',
        response: { clientDataJSON: base64url(client), authenticatorData: base64url(data), signature: base64url(signature) },
        clientExtensionResults: {},
      });
    },
  };
}
export type SoftKey = ReturnType<typeof createSoftKey>;
