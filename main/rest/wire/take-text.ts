import { badParameter, Refused } from '../refused.ts';
import { unescape } from './json-bytes.ts';

const quote = 0x22;
const blank = 0x20;
const code = (sign: string): number => sign.charCodeAt(0);
const opening: ReadonlySet<number> = new Set([code('{'), code('[')]);
const closing: ReadonlySet<number> = new Set([code('}'), code(']')]);
const spaces: ReadonlySet<number> = new Set([blank, 0x09, 0x0a, 0x0d]);

const malformed = (): Refused => new Refused(badParameter('The request body is not valid JSON.'));

/** A body without the text of one of its members. */
export interface Taken {
  /** UTF-8, the taker's to zero; undefined where the member is no string or isn't there. */
  readonly text: Uint8Array | undefined;
  /** What the body says, with blanks in place of the text. */
  readonly rest: unknown;
}

/**
 * Takes the text of one member out of a JSON object before that becomes anything else: no string of it is ever made.
 * @param body UTF-8; the text is blanked in it
 * @throws Refused when it is no JSON, or has the member twice
 */
export function takeText(body: Uint8Array, member: string): Taken {
  if (body.length === 0) throw new Refused(badParameter('The request body is missing.'));
  const place = findText(body, member);
  if (!place) return { text: undefined, rest: parse(body) };
  const inside = body.subarray(place.from, place.to);
  const text = unescape(inside);
  inside.fill(blank);
  if (!text) throw malformed();
  try {
    return { text, rest: parse(body) };
  } catch (error) {
    text.fill(0);
    throw error;
  }
}

/**
 * The same for several members of one object inside the outermost: `d` and `k` of `key`. Texts are the taker's to zero.
 * @throws Refused
 */
export function takeTexts(body: Uint8Array, parent: string, members: readonly string[]): { texts: Map<string, Uint8Array>; rest: unknown } {
  if (body.length === 0) throw new Refused(badParameter('The request body is missing.'));
  const texts = new Map<string, Uint8Array>();
  try {
    for (const member of members) {
      const place = findText(body, member, parent);
      const inside = place && body.subarray(place.from, place.to);
      const text = inside && unescape(inside);
      inside?.fill(blank);
      if (text) texts.set(member, text);
      else if (inside) throw malformed();
    }
    return { texts, rest: parse(body) };
  } catch (error) {
    for (const text of texts.values()) text.fill(0);
    throw error;
  }
}

/** @throws Refused */
export function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) throw malformed();
    throw error;
  }
}

interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * Where the text of a member of the outermost object, or of its member `parent`, stands, between its quotes.
 * @throws Refused when it stands there twice
 */
function findText(body: Uint8Array, member: string, parent?: string): Range | undefined {
  let found: Range | undefined;
  for (const it of textsOf(body)) {
    const isInPlace = parent === undefined ? it.depth === 1 : it.depth === 2 && isNamed(body, it.parent, parent);
    if (!isInPlace || !isNamed(body, it.name, member)) continue;
    if (found) throw new Refused(badParameter(`The request body has '${member}' twice.`));
    found = it.value;
  }
  return found;
}

/** A member whose value is a text. */
interface TextMember {
  readonly depth: number;
  readonly name: Range;
  readonly value: Range;
  /** Name of the outermost object's member that it is in, or its own. */
  readonly parent: Range;
}

function* textsOf(body: Uint8Array): Iterable<TextMember> {
  let depth = 0;
  let parent: Range | undefined;
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at] ?? 0;
    if (opening.has(byte)) depth += 1;
    else if (closing.has(byte)) depth -= 1;
    if (byte !== quote) continue;
    const name = readString(body, at);
    if (depth === 1) parent = name;
    const value = valueAfter(body, name);
    at = value?.to ?? name.to;
    if (value && parent) yield { depth, name, value, parent };
  }
}

/** What stands between two quotes, the first of which is at `at`. @throws Refused when there is no second */
function readString(body: Uint8Array, at: number): Range {
  for (let to = at + 1; to < body.length; to += 1) {
    if (body[to] === code('\\')) to += 1;
    else if (body[to] === quote) return { from: at + 1, to };
  }
  throw malformed();
}

/** Escapes in names are read too: else the text of a name that is written so would become a string. */
function isNamed(body: Uint8Array, { from, to }: Range, member: string): boolean {
  // Six bytes for a character at the most.
  if (to - from > 6 * member.length) return false;
  const name = unescape(body.subarray(from, to));
  return name !== undefined && Buffer.from(name).toString() === member;
}

/** The text of a member, where it is one: what comes after its name is a colon and a string. */
function valueAfter(body: Uint8Array, { to }: Range): Range | undefined {
  const colon = skipSpaces(body, to + 1);
  if (body[colon] !== code(':')) return undefined;
  const at = skipSpaces(body, colon + 1);
  return body[at] === quote ? readString(body, at) : undefined;
}

function skipSpaces(body: Uint8Array, from: number): number {
  let at = from;
  while (spaces.has(body[at] ?? 0)) at += 1;
  return at;
}
