import { type Curve, keySpec, type KeySpec } from '../../app/contract/key.ts';
import { curveDomain } from '../crypto/curve.ts';
import { type readAttribute, trimInteger } from './attribute.ts';
import { keyTypeNumber } from './number.ts';

/** Which curve CKA_EC_PARAMS names; undefined for any other, and for parameters that are written out. */
export const findCurve = (parameters: Buffer): Curve | undefined =>
  (['P-256', 'P-384', 'P-521', 'P-256K'] as const).find((name) => {
    const { oid } = curveDomain[name];
    return parameters.equals(Buffer.from([6, oid.length, ...oid]));
  });

/** What a key in a token is, as the house has keys. @returns undefined for any that it has not */
export function readSpec(read: ReturnType<typeof readAttribute>, type: number): KeySpec | undefined {
  switch (type) {
    case keyTypeNumber.rsa:
      return keySpec.safeParse({ family: 'RSA', bits: trimInteger(read.bytes('modulus')).length * 8 }).data;
    case keyTypeNumber.ec:
      return keySpec.safeParse({ family: 'EC', curve: findCurve(read.bytes('ecParams')) }).data;
    case keyTypeNumber.aes:
    case keyTypeNumber.genericSecret:
      return keySpec.safeParse({ family: 'oct', bits: read.number('valueLen') * 8 }).data;
    default:
      return undefined;
  }
}
