import type { Curve } from '../../app/contract/key.ts';
import { curveDomain } from '../crypto/curve.ts';
import type { Attribute, Cryptoki, Handle, Session } from './cryptoki.ts';
import { attributeType, rv } from './number.ts';
import { CryptokiError } from './pkcs11-error.ts';

type AttributeName = keyof typeof attributeType;
type AttributeValue = number | boolean | Buffer;

/**
 * A template for the binding, which takes any type and any value, and corrupts its heap with a wrong one: so nothing is built by hand.
 * Numbers become CK_ULONGs as long as the platform's.
 */
export const template = (values: { readonly [N in AttributeName]?: AttributeValue }): Attribute[] =>
  Object.entries(values).map(([name, value]) => {
    const type = isName(name) ? attributeType[name] : undefined;
    if (type === undefined) throw new TypeError(`no attribute ${name}`);
    if (typeof value !== 'number' && typeof value !== 'boolean' && !Buffer.isBuffer(value)) throw new TypeError(`no value of ${name}`);
    return { type, value };
  });

const isName = (name: string): name is AttributeName => Object.hasOwn(attributeType, name);

/** A CK_ULONG: 8 bytes, or 4 on Windows, in the machine's order. */
export function readNumber(value: Buffer): number {
  if (value.length === 8) return Number(value.readBigUInt64LE());
  if (value.length === 4) return value.readUInt32LE();
  throw new CryptokiError(rv.deviceError, 'a number of no such length');
}

/** What is asked of objects, one attribute at a time. */
export const readAttribute = (cryptoki: Cryptoki, session: Session, object: Handle) => ({
  bytes: (name: AttributeName): Buffer => cryptoki.attribute(session, object, attributeType[name]),
  number: (name: AttributeName): number => readNumber(cryptoki.attribute(session, object, attributeType[name])),
  /** False where it isn't told. */
  truth(name: AttributeName): boolean {
    try {
      const value = cryptoki.attribute(session, object, attributeType[name]);
      return value.length === 1 && value[0] === 1;
    } catch (error) {
      if (error instanceof CryptokiError) return false;
      throw error;
    }
  },
});

/** CKA_EC_PARAMS: the curve's object identifier in DER. */
export const curveParameter = (curve: Curve): Buffer => {
  const { oid } = curveDomain[curve];
  return Buffer.from([6, oid.length, ...oid]);
};

/**
 * A public point (CKA_EC_POINT): as the standard wants it, `04 || x || y` in a DER OCTET STRING; without that; or in one whose length is
 * wrong, as tokens have it. The point's own length is known, so it is what the value ends with.
 */
export function readPoint(value: Buffer, curve: Curve): { x: Uint8Array; y: Uint8Array } {
  const bytes = curveDomain[curve].lengthBytes;
  const from = value.length - 2 * bytes - 1;
  if (from < 0 || from > 4 || value[from] !== 4 || (from > 0 && value[0] !== 4)) {
    throw new CryptokiError(rv.deviceError, 'a point of no such length');
  }
  const point = new Uint8Array(value.subarray(from + 1));
  return { x: point.slice(0, bytes), y: point.slice(bytes) };
}

/** A big integer without the zeros before it. */
export function trimInteger(value: Uint8Array): Uint8Array {
  const first = value.findIndex((byte) => byte !== 0);
  return new Uint8Array(value.subarray(Math.max(first, 0)));
}
