import type { SecretVersionHead } from './secret-store.ts';

/** A text as searches compare it: composed, without case. */
export const fold = (text: string): string => text.toWellFormed().normalize('NFC').toLowerCase();

/** The different words of a search, folded; what is between them is white space. */
export const wordsOf = (text: string): string[] => [
  ...new Set(
    fold(text)
      .split(/\s+/u)
      .filter((word) => word !== ''),
  ),
];

/**
 * Everything of a secret that words are looked for in, folded: name, content type, names and values of tags. A text of several lines is a
 * field for each: no word goes over a line's end.
 */
export const fieldsOf = (nameKey: string, head: Pick<SecretVersionHead, 'contentType' | 'tags'>): string[] =>
  [nameKey, head.contentType ?? '', ...Object.entries(head.tags).flat()]
    .flatMap((text) => fold(text).split('\n'))
    .filter((field) => field !== '');

/** How well a name fits: 0 for one of the words, 1 when it begins with one, 2 for the rest. */
export function rankOf(nameKey: string, words: readonly string[]): 0 | 1 | 2 {
  if (words.includes(nameKey)) return 0;
  return words.some((word) => nameKey.startsWith(word)) ? 1 : 2;
}
