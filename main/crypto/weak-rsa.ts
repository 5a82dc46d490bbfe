/** Small primes by which the moduli of one maker's library are known. */
const markers: readonly number[] = [
  3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107, 109, 113, 127, 131, 137, 139,
  149, 151, 157, 163, 167,
];
const generator = 65_537;

/**
 * Whether a key was made such that others can find its factors: by a library whose primes are powers of 65537 modulo many small ones
 * (ROCA, CVE-2017-15361; an honest modulus looks so once in a hundred million), with factors that lie close (Fermat's method), or with a
 * private exponent of at most half the length (more than Wiener's and Boneh and Durfee's methods need).
 */
export const isWeak = ({ n, p, q, d }: { n: bigint; p: bigint; q: bigint; d: bigint }, bits: number): boolean =>
  (p > q ? p - q : q - p) >> BigInt(bits / 2 - 100) === 0n || d >> BigInt(bits / 2) === 0n || isMarked(n);

const isMarked = (n: bigint): boolean => markers.every((prime) => isPower(Number(n % BigInt(prime)), prime));

function isPower(rest: number, prime: number): boolean {
  let power = 1;
  do {
    if (power === rest) return true;
    power = (power * generator) % prime;
  } while (power !== 1);
  return false;
}
