/**
 * The tokens of the inverted index. They are made here, so that every text is plain text to the database, terms of one and two characters
 * are found too, and what changes of a secret is all that changes of its tokens.
 *
 * A word of three characters is `g` and the hexadecimal digits of its UTF-8. A field ends in two line feeds, so that each of its
 * characters begins one: a shorter term is the beginning of a token.
 */
const gramOf = (characters: readonly string[]): string => `g${hex(characters.join(''))}`;

/** Code points: half a surrogate pair has no UTF-8. */
const charactersOf = (text: string): string[] => Array.from(text);

const hex = (text: string): string => Buffer.from(text, 'utf8').toString('hex');

function addGrams(grams: Set<string>, characters: readonly string[]): void {
  for (let at = 0; at + 2 < characters.length; at += 1) grams.add(gramOf(characters.slice(at, at + 3)));
}

/** Attributes that are compared whole. */
export interface Whole {
  readonly contentType?: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

/** Every token of a secret. @param fields what words are looked for in, folded */
export function tokensOf(fields: readonly string[], { contentType, tags }: Whole): Set<string> {
  const tokens = new Set<string>();
  for (const field of fields) addGrams(tokens, charactersOf(`${field}\n\n`));
  tokens.add(contentTypeToken(contentType ?? ''));
  for (const [name, value] of Object.entries(tags)) tokens.add(tagToken(name)).add(tagToken(name, value));
  return tokens;
}

export const contentTypeToken = (contentType: string): string => `c${hex(contentType)}`;

/** Of a tag of this name, or of this name and value. */
export const tagToken = (name: string, value?: string): string => `t${hex(name)}${value === undefined ? '' : `v${hex(value)}`}`;

/**
 * Tokens that a secret has where a field holds `word`, and others may have too: those that lie side by side, and the last. More would
 * leave hardly fewer secrets, and take much longer.
 * @param word of three characters or more
 */
export function tokensOfWord(word: string): string[] {
  const characters = charactersOf(word);
  const last = characters.length - 3;
  const tokens = new Set<string>();
  for (let at = 0; at < last; at += 3) tokens.add(gramOf(characters.slice(at, at + 3)));
  return [...tokens.add(gramOf(characters.slice(last)))];
}

/** Whether a term is found by the beginnings of tokens alone. */
export const isShort = (word: string): boolean => charactersOf(word).length < 3;

/** The beginning of every token that says that a field holds `word`, of one or two characters. */
export const tokenStart = (word: string): string => `g${hex(word)}`;
