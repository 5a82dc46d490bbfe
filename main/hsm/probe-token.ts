import { randomBytes } from 'node:crypto';
import type { TokenAbility } from '../../app/contract/hsm.ts';
import type { KeySpec } from '../../app/contract/key.ts';
import { CancelledError, isVaultError } from '../../app/contract/vault-error.ts';
import { bring, type BringDesk } from './bring.ts';
import type { Ask } from './message.ts';

/** Every kind that the house has keys of. */
const kinds: readonly KeySpec[] = [
  { family: 'RSA', bits: 2048 },
  { family: 'RSA', bits: 3072 },
  { family: 'RSA', bits: 4096 },
  { family: 'EC', curve: 'P-256' },
  { family: 'EC', curve: 'P-384' },
  { family: 'EC', curve: 'P-521' },
  { family: 'EC', curve: 'P-256K' },
  { family: 'oct', bits: 128 },
  { family: 'oct', bits: 192 },
  { family: 'oct', bits: 256 },
];

/** Tries each kind of key in turn, so that it can be called off between two of them. @throws VaultError HsmUnavailable, HsmTokenLocked; CancelledError */
export async function probe(
  desk: BringDesk,
  { token: { serial, label }, time }: { token: Ask<'try'>['token']; time: number },
  signal: AbortSignal,
): Promise<TokenAbility> {
  const token = { serial, label };
  const specs: KeySpec[] = [];
  const native = new Set<string>();
  const composed = new Set<string>();
  for (const spec of kinds) {
    if (signal.aborted) throw new CancelledError();
    const found = await desk.host.ask('try', { token, spec });
    if (found.made) specs.push(spec);
    for (const algorithm of found.native) native.add(algorithm);
    for (const algorithm of found.composed) composed.add(algorithm);
  }
  // With keys of one size it may be the token's own, and with another not.
  const own = [...native].filter((algorithm) => !composed.has(algorithm));
  const imports = await takesKeys(desk, token, signal);
  return { specs, native: own, composed: [...composed], imports, probedOn: time };
}

/** Whether a key can be brought in so that it can't be read: tried with an RSA key that is thrown away. */
async function takesKeys(desk: BringDesk, token: Ask<'try'>['token'], signal: AbortSignal): Promise<boolean> {
  const spec = { family: 'RSA', bits: 2048 } as const;
  const { material } = await desk.crypto.generate(spec, signal);
  const order = { token, object: new Uint8Array(randomBytes(16)), spec, use: { sign: true, decrypt: true, unwrap: true }, material };
  try {
    await bring(desk, order, false);
    await desk.host.ask('destroy', { token, object: order.object });
    return true;
  } catch (error) {
    if (isVaultError(error, 'KeyUnsupported')) return false;
    if (isVaultError(error, 'HsmUnavailable') && error.data.reason === 'device') return false;
    throw error;
  } finally {
    material.fill(0);
  }
}
