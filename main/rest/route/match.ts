import { badParameter, Refused } from '../refused.ts';
import type { Place } from './route.ts';

/** What a path and a method lead to. */
export type Match<P extends Place> =
  | { readonly kind: 'found'; readonly place: P; readonly path: Readonly<Record<string, string>> }
  /** There is such a path, for other methods; `operation` is its last fixed segment. */
  | { readonly kind: 'method'; readonly operation: string }
  | { readonly kind: 'unknown' };

export type Router<P extends Place> = (method: string, segments: readonly string[]) => Match<P>;

interface Token {
  /** In lower case; undefined for a segment that is handed over. */
  readonly literal: string | undefined;
  readonly name: string;
}

interface Pattern<P> {
  readonly place: P;
  readonly tokens: readonly Token[];
  /** How many are fixed: where two patterns fit, the one with more of them is meant. */
  readonly fixed: number;
}

/** Finds routes by method and path. Fixed segments are compared without case. A segment `{version?}` may be left out. */
export function createRouter<P extends Place>(places: readonly P[]): Router<P> {
  const patterns = places.flatMap(compile).toSorted((a, b) => b.fixed - a.fixed);
  return (method, segments) => {
    const lower = segments.map((segment) => segment.toLowerCase());
    let other: Pattern<P> | undefined;
    for (const pattern of patterns) {
      if (!fits(pattern, lower)) continue;
      if (pattern.place.method === method) return { kind: 'found', place: pattern.place, path: pick(pattern, segments) };
      other ??= pattern;
    }
    return other ? { kind: 'method', operation: other.tokens.findLast(({ literal }) => literal !== undefined)?.literal ?? '' } : unknown;
  };
}

const unknown = { kind: 'unknown' } as const;

/** One pattern, or two where a segment may be left out. */
function compile<P extends Place>(place: P): Pattern<P>[] {
  const parts = place.path.split('/').slice(1);
  const short = parts.filter((part) => !part.endsWith('?}'));
  return [toPattern(place, parts), ...(short.length < parts.length ? [toPattern(place, short)] : [])];
}

function toPattern<P extends Place>(place: P, parts: readonly string[]): Pattern<P> {
  const tokens = parts.map((part): Token => {
    if (!part.startsWith('{')) return { literal: part.toLowerCase(), name: '' };
    return { literal: undefined, name: part.slice(1, part.endsWith('?}') ? -2 : -1) };
  });
  return { place, tokens, fixed: tokens.filter(({ literal }) => literal !== undefined).length };
}

function fits({ tokens }: Pattern<Place>, lower: readonly string[]): boolean {
  if (lower.length !== tokens.length) return false;
  for (const [at, segment] of lower.entries()) {
    const literal = tokens[at]?.literal;
    if (literal !== undefined && literal !== segment) return false;
  }
  return true;
}

function pick({ tokens }: Pattern<Place>, segments: readonly string[]): Record<string, string> {
  const path: Record<string, string> = {};
  for (const [at, segment] of segments.entries()) {
    const token = tokens[at];
    if (token && token.literal === undefined) path[token.name] = segment;
  }
  return path;
}

/** A request target in its parts. */
export interface Target {
  /** Decoded; empty ones, as of a slash at the end or of two in a row, are left out. */
  readonly segments: readonly string[];
  readonly query: URLSearchParams;
}

/** @param url origin-form (RFC 9112 section 3.2.1). @throws Refused when it is not encoded as it should be */
export function readTarget(url: string): Target {
  const mark = url.indexOf('?');
  const path = mark < 0 ? url : url.slice(0, mark);
  const segments: string[] = [];
  for (const part of path.split('/')) if (part !== '') segments.push(decode(part));
  return { segments, query: new URLSearchParams(mark < 0 ? '' : url.slice(mark + 1)) };
}

function decode(part: string): string {
  if (!part.includes('%')) return part;
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) throw new Refused(badParameter('The request URI is not encoded as it should be.'));
    throw error;
  }
}
