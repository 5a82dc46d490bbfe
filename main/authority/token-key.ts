import * as z from 'zod';
import type { TokenKey } from '../../app/contract/application.ts';
import type { DrawnKey } from '../../app/seal/keep-house-key.ts';
import type { HouseKeyRow } from '../../app/seal/house-key-store.ts';
import { drawRsa, toJwk } from './key-pair.ts';

const rsa = z.object({ kty: z.literal('RSA'), n: z.string(), e: z.string() });

/** The public part of a key that signs tokens, as the authority serves it (RFC 7517). */
export function publicJwk({ id, publicPart }: Pick<HouseKeyRow, 'id' | 'publicPart'>): TokenKey {
  const { kty, n, e } = rsa.parse(toJwk(publicPart));
  return { kty, use: 'sig', alg: 'RS256', kid: id, n, e };
}

/** @see TokenIssuer.drawKey */
export async function drawTokenKey(): Promise<DrawnKey> {
  const { secret, publicKey } = await drawRsa();
  return { secret, publicPart: publicKey };
}
