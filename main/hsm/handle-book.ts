import type { KeySpec } from '../../app/contract/key.ts';
import { readAttribute, template } from './attribute.ts';
import type { Cryptoki, Handle, Session } from './cryptoki.ts';
import { keyTypeNumber, objectClass, rv } from './number.ts';
import { CryptokiError } from './pkcs11-error.ts';

/** A key's handle, and its CKA_KEY_TYPE: libraries take a key of the wrong one and fail later, or don't. */
export interface KeyHandle {
  readonly handle: Handle;
  readonly type: number;
}

/** Handles of keys that were found, by their CKA_ID. */
export interface HandleBook {
  /** @throws CryptokiError when there is none, or one of another type */
  find(session: Session, object: Uint8Array, spec: KeySpec): KeyHandle;
  /** @returns whether it was known */
  forget(object: Uint8Array): boolean;
  clear(): void;
}

/** As many are kept as a busy token has keys in use. */
const mostHandles = 10_000;

const typesOf: { readonly [F in KeySpec['family']]: readonly number[] } = {
  RSA: [keyTypeNumber.rsa],
  EC: [keyTypeNumber.ec],
  oct: [keyTypeNumber.aes, keyTypeNumber.genericSecret],
};

export function createHandleBook(cryptoki: Cryptoki): HandleBook {
  const handles = new Map<string, KeyHandle>();
  return {
    find(session, object, spec) {
      const id = idOf(object);
      const known = handles.get(id) ?? look(cryptoki, session, object, spec);
      if (!typesOf[spec.family].includes(known.type)) throw new CryptokiError(rv.keyTypeInconsistent, 'a key of this id');
      if (handles.size >= mostHandles) handles.clear();
      handles.set(id, known);
      return known;
    },
    forget: (object) => handles.delete(idOf(object)),
    clear: () => handles.clear(),
  };
}

function look(cryptoki: Cryptoki, session: Session, object: Uint8Array, spec: KeySpec): KeyHandle {
  const kind = spec.family === 'oct' ? objectClass.secretKey : objectClass.privateKey;
  const [handle] = cryptoki.find(session, template({ class: kind, id: Buffer.from(object) }));
  if (!handle) throw new CryptokiError(rv.objectHandleInvalid, 'a key of this id');
  return { handle, type: readAttribute(cryptoki, session, handle).number('keyType') };
}

const idOf = (object: Uint8Array): string => Buffer.from(object.buffer, object.byteOffset, object.length).toString('latin1');
