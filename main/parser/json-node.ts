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
  const reader = createReader(text);
  while (!reader.isOver()) roots.push(reader.value(0));
  return roots;
}

function createReader(text: string) {
  let at = 0;
  let line = 1;
  let count = 0;

  const wrong = () => unreadable('format', line);

  function skip(): void {
    for (; ; at += 1) {
      const character = text[at];
      if (character === '\n') line += 1;
      else if (character !== ' ' && character !== '\t' && character !== '\r') return;
    }
  }

  function take(expected: string): void {
    skip();
    if (text[at] !== expected) throw wrong();
    at += 1;
  }

  /** @returns whether another one follows */
  function goesOn(close: string): boolean {
    skip();
    if (text[at] !== close) {
      take(',');
      return true;
    }
    at += 1;
    return false;
  }

  function isEmpty(close: string): boolean {
    at += 1;
    skip();
    if (text[at] !== close) return false;
    at += 1;
    return true;
  }

  function string(): string {
    skip();
    if (text[at] !== '"') throw wrong();
    const from = at;
    for (at = text.indexOf('"', at + 1); at >= 0; at = text.indexOf('"', at + 1)) {
      if (backslashesBefore(text, at) % 2 === 0) {
        at += 1;
        return parseString(text.slice(from, at), wrong);
      }
    }
    throw wrong();
  }

  function word(): string {
    const from = at;
    while (/[\w.+-]/.test(text[at] ?? '')) at += 1;
    return text.slice(from, at);
  }

  function members(depth: number): Member[] {
    const found: Member[] = [];
    if (isEmpty('}')) return found;
    do {
      const name = string();
      take(':');
      found.push({ name, node: value(depth + 1) });
    } while (goesOn('}'));
    return found;
  }

  function items(depth: number): JsonNode[] {
    const found: JsonNode[] = [];
    if (isEmpty(']')) return found;
    do found.push(value(depth + 1));
    while (goesOn(']'));
    return found;
  }

  function value(depth: number): JsonNode {
    skip();
    count += 1;
    if (depth > mostDepth) throw wrong();
    if (count > mostNodes) throw unreadable('memory', line);
    const begin = { line, from: at };
    switch (text[at]) {
      case '{':
        return { kind: 'object', members: members(depth), ...begin, to: at };
      case '[':
        return { kind: 'array', items: items(depth), ...begin, to: at };
      case '"':
        return { kind: 'string', text: string(), ...begin, to: at };
      default: {
        const found = word();
        if (found === 'null') return { kind: 'null', ...begin, to: at };
        if (found.length > mostLiteralChars || !literal.test(found)) throw wrong();
        return { kind: 'literal', text: found, ...begin, to: at };
      }
    }
  }

  return {
    value,
    isOver(): boolean {
      skip();
      return at >= text.length;
    },
  };
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
