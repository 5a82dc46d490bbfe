import { type KeyOperation, type KeyProperties, keySpec, type KeySpec, type KeyType } from '../contract/key.ts';
import type { Input } from '../contract/operation.ts';
import { VaultError } from '../contract/vault-error.ts';

export const isHsm = (type: KeyType): boolean => type.endsWith('-HSM');

const families = { RSA: 'RSA', 'RSA-HSM': 'RSA', EC: 'EC', 'EC-HSM': 'EC', oct: 'oct', 'oct-HSM': 'oct' } as const satisfies Record<
  KeyType,
  KeySpec['family']
>;

/** The type of a key of this family. */
export function typeOf({ family }: KeySpec, hsm: boolean): KeyType {
  return hsm ? `${family}-HSM` : family;
}

const unfit = (path: string) => new VaultError('BadParameter', { issues: [{ path, problem: 'unfit' }] });

/**
 * What is asked to be made: 2048 bits, P-256 or 256 bits where nothing is said, as Key Vault does.
 * @throws VaultError BadParameter where size or curve belong to another type
 */
export function specOf({ type, bits, curve }: Pick<Input<'KeyCreate'>, 'type' | 'bits' | 'curve'>): KeySpec {
  const family = families[type];
  const given = family === 'EC' ? { family, curve: curve ?? 'P-256' } : { family, bits: bits ?? usualBits[family] };
  const parsed = keySpec.safeParse(given);
  if (!parsed.success || (family === 'EC' && bits !== undefined)) throw unfit('bits');
  if (family !== 'EC' && curve !== undefined) throw unfit('curve');
  return parsed.data;
}

const usualBits = { RSA: 2048, oct: 256 } as const;

/** What a key is permitted where nothing is said. */
const usual = {
  RSA: ['encrypt', 'decrypt', 'sign', 'verify', 'wrapKey', 'unwrapKey'],
  EC: ['sign', 'verify'],
  oct: ['encrypt', 'decrypt', 'wrapKey', 'unwrapKey'],
} as const satisfies Record<KeySpec['family'], readonly KeyOperation[]>;

/** What a key of a family can be permitted; HMAC makes and checks signatures of a kind. */
const possible: Record<KeySpec['family'], readonly KeyOperation[]> = { ...usual, oct: [...usual.oct, 'sign', 'verify'] };

/** Whether these make a key exchange key: other keys are brought in by it, and nothing else is done with it. */
export const isExchange = (operations: readonly KeyOperation[] | undefined): boolean =>
  operations?.length === 1 && operations[0] === 'import';

type Origin = Pick<KeyProperties, 'type' | 'origin'> & { readonly exportable?: boolean | undefined };

/** Exchange keys are of RSA, and neither were outside of their token nor can be: what came by them would be as open as they are. */
export const mayExchange = ({ type, origin, exportable = false }: Origin): boolean =>
  type === 'RSA-HSM' && origin === 'generated' && !exportable;

/**
 * @param given undefined for whatever such a key is for
 * @param exchanges whether it may be an exchange key
 * @throws VaultError BadParameter for what no such key can do
 */
export function operationsOf(
  { family }: Pick<KeySpec, 'family'>,
  given: readonly KeyOperation[] | undefined,
  exchanges = false,
): readonly KeyOperation[] {
  if (!given) return usual[family];
  if (exchanges && isExchange(given)) return given;
  if (!given.every((one) => possible[family].includes(one))) throw unfit('operations');
  return given;
}

/** What a record says of a size: bits, or the curve. */
export const sizeText = (spec: KeySpec): string => (spec.family === 'EC' ? spec.curve : String(spec.bits));
