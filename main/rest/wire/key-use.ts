import * as z from 'zod';
import { toBase64Url } from '../../../app/contract/base64url.ts';
import { encryptAlgorithm, signAlgorithm } from '../../../app/contract/key.ts';
import type { Output } from '../../../app/contract/operation.ts';
import { releaseWrap } from '../../../app/contract/release.ts';
import { badParameter, Refused } from '../refused.ts';
import { decodeBase64Url, encodeBase64Url } from './base64url-bytes.ts';
import { withText } from './json-bytes.ts';
import { readShape } from './object.ts';
import { takeText } from './take-text.ts';

const utf8 = new TextEncoder();

/** @throws Refused */
export function readBytes(text: Uint8Array | undefined, member: string): Uint8Array {
  const bytes = text && decodeBase64Url(text);
  if (!bytes) throw new Refused(badParameter(`Property ${member} has invalid value`));
  return bytes;
}

/** Bytes that are nothing secret. */
const optional = (text: string | null | undefined, member: string): Uint8Array | undefined =>
  typeof text === 'string' ? readBytes(utf8.encode(text), member) : undefined;

const part = z.string().max(100_000).nullish();
const cipherBody = z.object({ alg: encryptAlgorithm, iv: part, aad: part, tag: part });

/** `KeyOperationsParameters`: the text, and what goes with it. @throws Refused */
export function readCipher(body: Uint8Array) {
  const { text, rest } = takeText(body, 'value');
  try {
    const { alg, iv, aad, tag } = readShape(cipherBody, rest);
    const [initialization, additional, proof] = [optional(iv, 'iv'), optional(aad, 'aad'), optional(tag, 'tag')];
    return {
      input: {
        algorithm: alg,
        value: readBytes(text, 'value'),
        ...(initialization && { initialization }),
        ...(additional && { additional }),
      },
      ...(proof && { tag: proof }),
    };
  } finally {
    text?.fill(0);
  }
}

/** `KeyOperationResult`. The value may be what was decrypted: it is no string on its way. */
export function writeCipher(kid: string, { value, initialization, additional, tag }: Output<'KeyEncrypt'>): Uint8Array {
  const rest = {
    kid,
    ...(initialization && { iv: toBase64Url(initialization) }),
    ...(tag && { tag: toBase64Url(tag) }),
    ...(additional && { aad: toBase64Url(additional) }),
  };
  const text = encodeBase64Url(value);
  try {
    return withText('value', text, JSON.stringify(rest));
  } finally {
    text.fill(0);
  }
}

const signBody = z.object({ alg: signAlgorithm, value: z.string().max(2_000) });
const verifyBody = signBody.extend({ digest: z.string().max(2_000) });

const releaseBody = z.object({ target: z.string().max(100_000), nonce: z.string().max(2_000).nullish(), enc: releaseWrap.nullish() });

/** `KeyReleaseParameters`. @throws Refused */
export function readRelease(body: unknown) {
  const { target, nonce, enc } = readShape(releaseBody, body);
  return { target, ...(typeof nonce === 'string' && { nonce }), ...(enc && { enc }) };
}

/** `KeySignParameters`. @throws Refused */
export function readSign(body: unknown) {
  const { alg, value } = readShape(signBody, body);
  return { algorithm: alg, digest: readBytes(utf8.encode(value), 'value') };
}

/** `KeyVerifyParameters`. @throws Refused */
export function readVerify(body: unknown) {
  const { alg, digest, value } = readShape(verifyBody, body);
  return { algorithm: alg, digest: readBytes(utf8.encode(digest), 'digest'), signature: readBytes(utf8.encode(value), 'value') };
}
