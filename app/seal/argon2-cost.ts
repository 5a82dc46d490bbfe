import { fromBase64Url, toBase64Url } from '../contract/base64url.ts';
import type { Argon2Cost } from './crypto.ts';

/** What new passphrase slots cost: 256 MiB, three passes, four lanes. */
export const usualCost: Argon2Cost = { memoryKiB: 256 * 1024, passes: 3, lanes: 4 };

/**
 * What a slot file may ask for, compiled in. The floor is RFC 9106's second recommended option (64 MiB, three passes); fewer passes
 * only over as much more memory, so that its first option (2 GiB, one pass) is allowed too. The ceiling keeps a hostile
 * file from occupying the machine.
 */
const limit = {
  leastMemoryKiB: 64 * 1024,
  leastWorkKiB: 3 * 64 * 1024,
  mostMemoryKiB: 4 * 1024 * 1024,
  mostPasses: 20,
  mostLanes: 16,
} as const;

/** Bytes of a passphrase slot's salt. */
export const saltBytes = 16;

const isAllowed = ({ memoryKiB, passes, lanes }: Argon2Cost): boolean =>
  memoryKiB >= limit.leastMemoryKiB &&
  memoryKiB * passes >= limit.leastWorkKiB &&
  memoryKiB <= limit.mostMemoryKiB &&
  passes <= limit.mostPasses &&
  lanes <= limit.mostLanes;

/** Cost and salt as a PHC string without a hash: `$argon2id$v=19$m=262144,t=3,p=4${salt}`. A cost outside the limits is a bug. */
export function formatCost(cost: Argon2Cost, salt: Uint8Array): string {
  if (!isAllowed(cost)) throw new RangeError('Argon2id cost outside the compiled-in limits');
  const saltText = toBase64Url(salt).replaceAll('-', '+').replaceAll('_', '/');
  return `$argon2id$v=19$m=${cost.memoryKiB},t=${cost.passes},p=${cost.lanes}$${saltText}`;
}

const phc = /^\$argon2id\$v=19\$m=([1-9]\d{0,9}),t=([1-9]\d?),p=([1-9]\d?)\$([A-Za-z0-9+/]{22})$/;

/** @returns undefined when `text` is not exactly what `formatCost` writes, or asks for too little or too much */
export function parseCost(text: string): { readonly cost: Argon2Cost; readonly salt: Uint8Array } | undefined {
  const [, memory, passes, lanes, saltText] = phc.exec(text) ?? [];
  if (saltText === undefined) return undefined;
  const cost = { memoryKiB: Number(memory), passes: Number(passes), lanes: Number(lanes) };
  const salt = fromBase64Url(saltText.replaceAll('+', '-').replaceAll('/', '_'));
  return salt !== undefined && isAllowed(cost) ? { cost, salt } : undefined;
}
