import { randomInt } from 'node:crypto';
import { type Sentinel, sentinelOf } from './pattern.ts';

const characters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const wordChars = 24;

const word = (): string => Array.from({ length: wordChars }, () => characters[randomInt(characters.length)]).join('');

/** A text of which every word was drawn for it; what stands between them may be anywhere. */
export interface Secret {
  readonly text: string;
  readonly sentinel: Sentinel;
}

/** @param write makes the text of as many words as it takes */
export function secret(name: string, write: (...words: readonly string[]) => string): Secret {
  const words = Array.from({ length: write.length }, word);
  return { text: write(...words), sentinel: sentinelOf(name, words) };
}

/** Everything that is typed or pasted in the walk. */
export const drawSecrets = () => ({
  passphrase: secret('passphrase', (one, two) => `${one} ${two}`),
  password: secret('password', (one) => `${one}`),
  wrongPassphrase: secret('wrong passphrase', (one) => `${one}`),
  slotPassphrase: secret('passphrase of another slot', (one) => `${one}`),
  newPassphrase: secret('new passphrase', (one) => `${one}`),
  newPassword: secret('new password', (one) => `${one}`),
  /** Several lines, with characters that JSON and URLs escape. */
  olderValue: secret('older value', (one, two, three) => `${one}\n"${two}"/\\?&\n${three}`),
  /** Some kilobytes, with characters that need two bytes each in the page. */
  longValue: secret('long value', (one, two, three) => `${one} ${'dolor sit '.repeat(400)}\n☕ ${two}ü\n${'0'.repeat(3_000)} ${three}`),
});
