import { unreadable } from './unreadable.ts';

/** JSON (RFC 8259) with its lines, and with members as the file has them: in order, and twice where they are there twice. */
export type JsonNode = {
  readonly line: number;
  /** As the file writes it. */
  readonly from: number;
  readonly to: number;
} & (
  | { readonly kind: 'object'; readonly members: readonly Member[] }
  | { readonly kind: 'array'; readonly items: readonly JsonNode[] }
  | { readonly kind: 'string'; readonly text: string }
  /** A number, `true` or `false`: its text is never made a number, which could not hold it. */
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'null' }
);

export interface Member {
  readonly name: string;
  readonly node: JsonNode;
}

const mostDepth = 64;
const mostNodes = 4_000_000;
const literal = /^(?:true|false|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;
const mostLiteralChars = 1_000;

/**
 * Reads all values of a text, one after the other: several tools print one object for each secret.
 * @throws VaultError FileUnreadable
 */
export function readNodes(text: string): JsonNode[] {
  const roots: JsonNode[] = [];
  const cursor = createCursor(text);
  const value = createReader(cursor);
  while (cursor.next() !== undefined) roots.push(value(0));
  return roots;
}

/** Goes through a text, sign by sign; lines are counted where it passes over them. */
interface Cursor {
  /** The next character that is no blank; undefined at the end. */
  next(): string | undefined;
  /** Passes over the next character, which must be this one. @throws VaultError FileUnreadable */
  take(expected: string): void;
  string(): string;
  word(): string;
  place(): { readonly line: number; readonly at: number };
}

function createCursor(text: string): Cursor {
  let at = 0;
  let line = 1;

  const wrong = () => unreadable('format', line);

  function next(): string | undefined {
    for (; ; at += 1) {
      const character = text[at];
      if (character === '\n') line += 1;
      else if (character !== ' ' && character !== '\t' && character !== '\r') return character;
    }
  }

  function take(expected: string): void {
    if (next() !== expected) throw wrong();
    at += 1;
  }

  return {
    next,
    take,
    string() {
      const from = next() === undefined ? text.length : at;
      take('"');
      for (at = text.indexOf('"', at); at >= 0; at = text.indexOf('"', at + 1)) {
        if (backslashesBefore(text, at) % 2 === 1) continue;
        at += 1;
        return parseString(text.slice(from, at), wrong);
      }
      throw wrong();
    },
    word() {
      const from = at;
      while (/[\w.+-]/.test(text[at] ?? '')) at += 1;
      return text.slice(from, at);
    },
    place: () => ({ line, at }),
  };
}

/** @returns reads the next value, which stands so deep in others */
function createReader({ next, take, string, word, place }: Cursor): (depth: number) => JsonNode {
  let count = 0;

  /** Reads what stands between two brackets, with commas between. */
  function listOf<T>(open: string, close: string, item: () => T): T[] {
    const found: T[] = [];
    take(open);
    if (next() !== close) {
      found.push(item());
      while (next() === ',') {
        take(',');
        found.push(item());
      }
    }
    take(close);
    return found;
  }

  function memberAt(depth: number): Member {
    const name = string();
    take(':');
    return { name, node: value(depth) };
  }

  function value(depth: number): JsonNode {
    const first = next();
    const { line, at: from } = place();
    count += 1;
    if (depth > mostDepth) throw unreadable('format', line);
    if (count > mostNodes) throw unreadable('memory', line);
    switch (first) {
      case '{':
        return { kind: 'object', members: listOf('{', '}', () => memberAt(depth + 1)), line, from, to: place().at };
      case '[':
        return { kind: 'array', items: listOf('[', ']', () => value(depth + 1)), line, from, to: place().at };
      case '"':
        return { kind: 'string', text: string(), line, from, to: place().at };
      default: {
        const text = word();
        const at = { line, from, to: place().at };
        if (text === 'null') return { kind: 'null', ...at };
        if (text.length > mostLiteralChars || !literal.test(text)) throw unreadable('format', line);
        return { kind: 'literal', text, ...at };
      }
    }
  }

  return value;
}

function backslashesBefore(text: string, at: number): number {
  let count = 0;
  while (text[at - 1 - count] === '\\') count += 1;
  return count;
}

/** The host reads escapes, and refuses what no string may hold. */
function parseString(json: string, wrong: () => Error): string {
  try {
    return String(JSON.parse(json));
  } catch (error) {
    if (error instanceof SyntaxError) throw wrong();
    throw error;
  }
}
