import * as z from 'zod';
import { curve, privateJwk, type PrivateJwk } from '../../app/contract/key.ts';
import { parseVaultError, VaultError } from '../../app/contract/vault-error.ts';
import { copySecret } from '../../app/seal/secret-bytes.ts';
import { readHead, writeHead } from './answer-head.ts';

const members = { RSA: ['n', 'e', 'd', 'p', 'q', 'dp', 'dq', 'qi'], EC: ['x', 'y', 'd'], oct: ['k'] } as const;
const mostMemberBytes = 1024;

const head = z.union([
  z.strictObject({ refused: z.strictObject({ code: z.enum(['FileUnreadable', 'KeyUnsupported', 'BadParameter']), data: z.unknown() }) }),
  z.strictObject({
    family: z.enum(['RSA', 'EC', 'oct']),
    curve: curve.optional(),
    lengths: z.array(z.number().int().min(0).max(mostMemberBytes)).max(8),
  }),
]);

/** The answer about a file with a key: a head of JSON, then the members one after the other as the head has their lengths. */
export function encodeKey(answer: PrivateJwk | VaultError): Uint8Array[] {
  if (answer instanceof VaultError) return [writeHead({ refused: { code: answer.code, data: answer.data } })];
  const values = valuesOf(answer);
  const curveOf = answer.family === 'EC' ? { curve: answer.curve } : {};
  return [writeHead({ family: answer.family, ...curveOf, lengths: values.map(({ length }) => length) }), ...values];
}

function valuesOf(key: PrivateJwk): Uint8Array[] {
  switch (key.family) {
    case 'RSA':
      return members.RSA.map((name) => key[name]);
    case 'EC':
      return members.EC.map((name) => key[name]);
    case 'oct':
      return [key.k];
  }
}

/**
 * Reads the answer of a process that may have been taken over by the file it read: nothing of it is believed.
 * @param answer stays the caller's
 * @returns copies, which the caller zeroes; undefined when it is no answer
 * @throws VaultError FileUnreadable, KeyUnsupported, BadParameter when that is the answer
 */
export function decodeKey(answer: Uint8Array): PrivateJwk | undefined {
  const parts = readHead(answer);
  const parsed = head.safeParse(parts?.said);
  if (!parts || !parsed.success) return undefined;
  if ('refused' in parsed.data) throw parseVaultError(parsed.data.refused);
  const { family, curve: curveOf, lengths } = parsed.data;
  const names = members[family];
  const total = lengths.reduce((sum, length) => sum + length, 0);
  if (names.length !== lengths.length || total !== parts.body.length) return undefined;
  let at = 0;
  const values = lengths.map((length) => copySecret(parts.body.subarray(at, (at += length))));
  const key = privateJwk.safeParse({
    family,
    ...(curveOf && { curve: curveOf }),
    ...Object.fromEntries(names.map((name, place) => [name, values[place]])),
  });
  if (!key.success) for (const value of values) value.fill(0);
  return key.data;
}

/** Zeroes every member. */
export function wipeJwk(key: PrivateJwk): void {
  for (const value of valuesOf(key)) value.fill(0);
}
