import type { Crypto } from '../seal/crypto.ts';
import { formatCode, parseCode } from '../seal/code-text.ts';
import type { FactorPlace, Keyring } from '../seal/keyring.ts';

const count = 10;
/** 80 bits: nobody guesses one, so a keyed hash keeps it as well as a slow one would. */
const codeBytes = 10;
const hashBytes = 32;

/** Ten codes, each once enough to sign in. The caller zeroes them. */
export const drawRecoveryCodes = (crypto: Crypto): Uint8Array[] => Array.from({ length: count }, () => crypto.random(codeBytes));

/** As it is shown, ASCII: groups of four. The caller zeroes it. */
export const formatRecoveryCode = (code: Uint8Array): Uint8Array => formatCode(code);

/** @param text UTF-8 as people type it @returns 10 bytes, which the caller zeroes; undefined when it is no such code */
export function parseRecoveryCode(text: Uint8Array): Uint8Array | undefined {
  const code = parseCode(text);
  if (code?.length === codeBytes) return code;
  code?.fill(0);
  return undefined;
}

/** What is kept of codes: their keyed hashes, one after the other. */
export function hashRecoveryCodes(keyring: Keyring, place: FactorPlace, codes: readonly Uint8Array[]): Uint8Array {
  const hashes = new Uint8Array(codes.length * hashBytes);
  codes.forEach((code, index) => hashes.set(keyring.hashRecoveryCode(place, code), index * hashBytes));
  return hashes;
}

/** How many are left. */
export const countRecoveryCodes = (hashes: Uint8Array): number => hashes.length / hashBytes;

/** @returns the hashes that are left when the one of a code is taken away; undefined when it is of none */
export function takeRecoveryCode(crypto: Crypto, hashes: Uint8Array, hash: Uint8Array): Uint8Array | undefined {
  const at = Array.from({ length: countRecoveryCodes(hashes) }, (_, index) => index * hashBytes);
  // All of them, so that how long it takes tells nothing of the code.
  const [found] = at.filter((start) => crypto.equal(hashes.subarray(start, start + hashBytes), hash));
  if (found === undefined) return undefined;
  const left = new Uint8Array(hashes.length - hashBytes);
  left.set(hashes.subarray(0, found));
  left.set(hashes.subarray(found + hashBytes), found);
  return left;
}
