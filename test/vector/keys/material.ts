import type { KeyOperation, KeySpec } from '../../../app/contract/key.ts';
import { materialBinding } from '../../../app/key/key.ts';
import { parsePublicKey } from '../../../app/key/key-field.ts';
import type { MaterialBinding } from '../../../app/seal/keyring.ts';
import type { MaterialFields } from './vector.ts';

/** What a version's fields say that it is. */
export function specOf({ bits, curve }: Pick<MaterialFields, 'bits' | 'curve'>): KeySpec {
  if (curve) return { family: 'EC', curve };
  return bits === 192 || bits === undefined ? { family: 'oct', bits: 192 } : { family: 'RSA', bits };
}

/** The house's own reading of a version's fields, as it would be of its row. */
export const toMaterialBinding = ({ bits, curve, operations, publicKey, notBefore, expires, ...said }: MaterialFields): MaterialBinding =>
  materialBinding({
    ...said,
    spec: specOf({ ...(bits && { bits }), ...(curve && { curve }) }),
    operations: operations.split(' ') as KeyOperation[],
    publicKey: publicKey === undefined ? undefined : parsePublicKey(publicKey),
    releasePolicy: undefined,
    place: undefined,
    notBefore,
    expires,
  });
