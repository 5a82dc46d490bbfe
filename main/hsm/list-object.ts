import { readAttribute, template } from './attribute.ts';
import type { Cryptoki, Handle, Session } from './cryptoki.ts';
import type { Answer } from './message.ts';
import { keyTypeNumber, objectClass } from './number.ts';
import { readSpec } from './object-spec.ts';
import { CryptokiError } from './pkcs11-error.ts';
import type { Desk } from './use-key.ts';

type Found = Answer<'objects'>['objects'][number];

const most = 500;

/** CKK_* of v2.40 that people meet; any other is told by its number. */
const typeNames = new Map<number, string>([
  [keyTypeNumber.rsa, 'RSA'],
  [0x1, 'DSA'],
  [0x2, 'DH'],
  [keyTypeNumber.ec, 'EC'],
  [keyTypeNumber.genericSecret, 'generic secret'],
  [0x13, 'DES'],
  [0x15, 'DES3'],
  [keyTypeNumber.aes, 'AES'],
  [0x40, 'Edwards'],
  [0x41, 'Montgomery'],
]);

/** Private and symmetric keys of a token. */
export const listObjects = ({ cryptoki, token }: Desk): Promise<Answer<'objects'>> =>
  token.run(async (session) => {
    const found = (['private', 'secret'] as const).flatMap((kind) =>
      cryptoki
        .findAll(session, template({ class: kind === 'private' ? objectClass.privateKey : objectClass.secretKey, token: true }), most)
        .map((handle) => describe(cryptoki, session, handle, kind)),
    );
    return { objects: found.slice(0, most) };
  });

function describe(cryptoki: Cryptoki, session: Session, handle: Handle, kind: Found['kind']): Found {
  const read = readAttribute(cryptoki, session, handle);
  const type = untold(() => read.number('keyType'));
  const spec = type === undefined ? undefined : untold(() => readSpec(read, type));
  return {
    object: new Uint8Array(untold(() => read.bytes('id')) ?? []),
    label: (untold(() => read.bytes('label')) ?? Buffer.alloc(0)).toString('utf8').slice(0, 1_024),
    kind,
    type: type === undefined ? 'unknown' : (typeNames.get(type) ?? `type 0x${type.toString(16)}`),
    ...(spec && { spec }),
    sensitive: read.truth('sensitive'),
    extractable: read.truth('extractable'),
    trustedOnly: read.truth('wrapWithTrusted'),
    signs: read.truth('sign'),
    decrypts: read.truth('decrypt'),
  };
}

/** Not every token tells everything of every object. */
function untold<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof CryptokiError) return undefined;
    throw error;
  }
}
