/** One word of a JSON text, as it is written there. */
interface Token {
  readonly text: string;
  readonly at: number;
}

interface Reading {
  readonly tokens: readonly Token[];
  /** Where the first character stands that can't stand there; the text's length where it ends too soon. */
  readonly wrongAt: number | undefined;
}

const space = /[ \t\n\r]*/y;
const scalar =
  /"(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/uy;

/** What may come next: a value, a value or `]`, a key, a key or `}`, `:`, what follows a value, or nothing more. */
type Next = 'value' | 'first value' | 'key' | 'first key' | 'colon' | 'after' | 'end';

/** Reads JSON (RFC 8259) word by word, without making anything of it: numbers keep their digits, doubled keys stay. */
export function readJson(text: string): Reading {
  const tokens: Token[] = [];
  const open: ('{' | '[')[] = [];
  let next: Next = 'value';
  let at = skip(text, 0);
  while (at < text.length) {
    const token = tokenAt(text, at);
    const then: Next | undefined = token === undefined ? undefined : step(token, next, open);
    if (token === undefined || then === undefined) return { tokens, wrongAt: at };
    tokens.push({ text: token, at });
    next = then;
    at = skip(text, at + token.length);
  }
  return { tokens, wrongAt: next === 'end' ? undefined : text.length };
}

function skip(text: string, from: number): number {
  space.lastIndex = from;
  space.test(text);
  return space.lastIndex;
}

function tokenAt(text: string, at: number): string | undefined {
  const character = text.charAt(at);
  if ('{}[]:,'.includes(character)) return character;
  scalar.lastIndex = at;
  return scalar.exec(text)?.[0];
}

const afterValue = (open: readonly string[]): Next => (open.length === 0 ? 'end' : 'after');

/** @returns what may follow, or undefined when the token can't stand here */
function step(token: string, next: Next, open: ('{' | '[')[]): Next | undefined {
  switch (next) {
    case 'first value':
      return token === ']' ? close(open) : value(token, open);
    case 'value':
      return value(token, open);
    case 'first key':
      return token === '}' ? close(open) : key(token);
    case 'key':
      return key(token);
    case 'colon':
      return token === ':' ? 'value' : undefined;
    case 'after':
      return after(token, open);
    case 'end':
      return undefined;
  }
}

const key = (token: string): Next | undefined => (token.startsWith('"') ? 'colon' : undefined);

function value(token: string, open: ('{' | '[')[]): Next | undefined {
  if (token === '{' || token === '[') {
    open.push(token);
    return token === '{' ? 'first key' : 'first value';
  }
  return '}]:,'.includes(token) ? undefined : afterValue(open);
}

function close(open: ('{' | '[')[]): Next {
  open.pop();
  return afterValue(open);
}

function after(token: string, open: ('{' | '[')[]): Next | undefined {
  const inside = open.at(-1);
  if (token === ',') return inside === '{' ? 'key' : 'value';
  return token === (inside === '{' ? '}' : ']') ? close(open) : undefined;
}

const opens = (token: string | undefined): boolean => token === '{' || token === '[';
const closes = (token: string | undefined): boolean => token === '}' || token === ']';

/** JSON on as many lines as it has parts. What is no JSON stays as it is. */
export function prettyJson(text: string): string {
  const { tokens, wrongAt } = readJson(text);
  if (wrongAt !== undefined) return text;
  let depth = 0;
  const words = tokens.map((token) => token.text);
  return words.map((word, at) => gap(words[at - 1], word, (change) => '  '.repeat((depth += change))) + word).join('');
}

/** What stands before a word. @param indent by how much deeper than the word before; what is empty stays on its line */
function gap(before: string | undefined, word: string, indent: (change: number) => string): string {
  if (before === undefined) return '';
  if (opens(before)) return closes(word) ? '' : `\n${indent(1)}`;
  if (closes(word)) return `\n${indent(-1)}`;
  if (before === ',') return `\n${indent(0)}`;
  return before === ':' ? ' ' : '';
}

/** JSON without a space between its words. What is no JSON stays as it is. */
export function compactJson(text: string): string {
  const { tokens, wrongAt } = readJson(text);
  return wrongAt === undefined ? tokens.map((token) => token.text).join('') : text;
}
