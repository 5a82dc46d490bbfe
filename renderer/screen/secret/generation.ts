import type { Generation } from '../../../app/contract/secret.ts';

/** As many as each class of characters has, and how many stay where what is read as something else is left out (0 O o, 1 l I |). */
const classSizes = {
  lower: { all: 26, clear: 24 },
  upper: { all: 26, clear: 24 },
  digit: { all: 10, clear: 8 },
  symbol: { all: 28, clear: 27 },
} as const;

export type CharacterClass = keyof typeof classSizes;

export const classNames: readonly (readonly [CharacterClass, string])[] = [
  ['lower', 'Small letters'],
  ['upper', 'Capital letters'],
  ['digit', 'Digits'],
  ['symbol', 'Signs'],
];

/** Where one begins. */
export const usualGeneration = {
  password: { kind: 'password', length: 32, classes: ['lower', 'upper', 'digit', 'symbol'], unambiguous: false },
  token: { kind: 'token', bytes: 32 },
  guid: { kind: 'guid' },
  key: { kind: 'key', bits: 256 },
} as const satisfies Record<Generation['kind'], unknown>;

/** How hard a value of these rules is to guess for who knows the rules, in whole bits. */
export function strengthBits(rules: Generation): number {
  switch (rules.kind) {
    case 'password': {
      const alphabet = rules.classes.reduce((sum, it) => sum + classSizes[it][rules.unambiguous ? 'clear' : 'all'], 0);
      return alphabet === 0 ? 0 : Math.floor(rules.length * Math.log2(alphabet));
    }
    case 'token':
      return rules.bytes * 8;
    case 'guid':
      // Version and variant are fixed (RFC 9562 section 5.4).
      return 122;
    case 'key':
      return rules.bits;
  }
}

/** What is made, in words. */
export function generationText(rules: Generation): string {
  switch (rules.kind) {
    case 'password':
      return `${rules.length} characters`;
    case 'token':
      return `${rules.bytes} random bytes in base64url, ${Math.ceil((rules.bytes * 4) / 3)} characters`;
    case 'guid':
      return 'a random GUID, 36 characters';
    case 'key':
      return `${rules.bits} random bits in base64`;
  }
}
