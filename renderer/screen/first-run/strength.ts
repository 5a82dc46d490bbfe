import { commonWords } from './common-word.ts';

/** How well a passphrase would stand against someone who has the file and guesses. */
export interface Strength {
  /** Conservative estimate of the entropy in bits. */
  readonly bits: number;
  readonly level: 'guessable' | 'weak' | 'fair' | 'strong';
  /** Mean time to guess it at `guessesPerSecond`, in words. */
  readonly time: string;
}

/** What a well-equipped guesser reaches against Argon2id with 256 MiB: about 5,000 machines at two guesses a second each. */
export const guessesPerSecond = 10_000;

/** In characters. */
export const leastPassphraseLength = 12;

const row = ['abcdefghijklmnopqrstuvwxyz', '0123456789', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'qwertzuiop', 'yxcvbnm'];
const sequences = row.flatMap((it) => [it, Array.from(it).toReversed().join('')]);

interface Piece {
  readonly length: number;
  readonly bits: number;
}

/** One character many times. */
function run(text: string): Piece | undefined {
  const first = text[0];
  let length = 1;
  while (first !== undefined && text[length] === first) length += 1;
  return length >= 3 ? { length, bits: 4 + Math.log2(length) } : undefined;
}

/** Part of the alphabet, of the digits or of a keyboard's row, in either direction. */
function sequence(text: string): Piece | undefined {
  for (let length = Math.min(text.length, 26); length >= 4; length -= 1) {
    const part = text.slice(0, length);
    if (sequences.some((it) => it.includes(part))) return { length, bits: 5 + Math.log2(length) };
  }
  return undefined;
}

function commonWord(text: string): Piece | undefined {
  const word = commonWords.find((it) => text.startsWith(it));
  return word === undefined ? undefined : { length: word.length, bits: 7 };
}

const year = (text: string): Piece | undefined => (/^(?:19|20)\d\d(?!\d)/.test(text) ? { length: 4, bits: 7 } : undefined);

/** A letter counts as one of a written word, not as drawn by dice: what people choose is language. */
function character(text: string): Piece {
  if (/^[\s._-]/.test(text)) return { length: 1, bits: 0.5 };
  if (/^\p{Ll}/u.test(text)) return { length: 1, bits: 2.6 };
  if (/^\d/.test(text)) return { length: 1, bits: 3.3 };
  return { length: text.codePointAt(0) === text.charCodeAt(0) ? 1 : 2, bits: 4.5 };
}

/** Three or more times the same part is that part and how often. */
function unrepeated(text: string): { part: string; times: number } {
  const found = /^(.{1,64}?)\1{2,}$/su.exec(text);
  return found?.[1] === undefined ? { part: text, times: 1 } : { part: found[1], times: text.length / found[1].length };
}

function countBits(text: string): number {
  const { part, times } = unrepeated(text);
  const folded = part.toLowerCase();
  const capitals = Math.min(6, Array.from(part).filter((it) => it !== it.toLowerCase()).length);
  let bits = capitals + Math.log2(times);
  for (let at = 0; at < folded.length;) {
    const rest = folded.slice(at);
    const piece = run(rest) ?? sequence(rest) ?? commonWord(rest) ?? year(rest) ?? character(rest);
    bits += piece.bits;
    at += piece.length;
  }
  return bits;
}

const levelOf = (bits: number): Strength['level'] => (bits < 28 ? 'guessable' : bits < 40 ? 'weak' : bits < 55 ? 'fair' : 'strong');

const units = [
  { name: 'minutes', seconds: 60, upTo: 60 },
  { name: 'hours', seconds: 3600, upTo: 48 },
  { name: 'days', seconds: 86_400, upTo: 365 },
  { name: 'years', seconds: 31_557_600, upTo: 1000 },
] as const;

function spellTime(bits: number): string {
  const seconds = 2 ** (bits - 1) / guessesPerSecond;
  if (seconds < 60) return 'less than a minute';
  const unit = units.find((it) => seconds / it.seconds < it.upTo);
  return unit ? `about ${Math.max(2, Math.round(seconds / unit.seconds))} ${unit.name}` : 'more than a thousand years';
}

/** Estimates a passphrase. It errs on the low side: it knows patterns and common words, not the person's life. */
export function estimateStrength(passphrase: string): Strength {
  const bits = countBits(passphrase.slice(0, 256));
  return { bits, level: levelOf(bits), time: spellTime(bits) };
}
