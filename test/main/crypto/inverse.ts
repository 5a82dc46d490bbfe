import { modulo } from '../../../main/crypto/big-number.ts';

/** By Euclid's extended algorithm. @returns undefined where there is none */
export function inverse(number: bigint, modulus: bigint): bigint | undefined {
  let [low, high] = [modulo(number, modulus), modulus];
  let [x, y] = [1n, 0n];
  while (low > 1n) {
    const quotient = high / low;
    [low, high] = [high % low, low];
    [x, y] = [y - quotient * x, x];
  }
  return low === 1n ? modulo(x, modulus) : undefined;
}
