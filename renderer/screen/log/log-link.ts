import { defaultParseSearch, defaultStringifySearch } from '@tanstack/react-router';
import { logPlace, type LogPlace } from './log-place.ts';

const head = 'strongroom:/log';

/**
 * A link to a record or a list, to be sent to a colleague, who opens it by pasting it into the palette. It names no house: another one
 * finds another record under it. A stretch that ends now means another list tomorrow, so beside a record it is left out.
 */
export function logLink(place: LogPlace): string {
  const { last, ...rest } = place;
  return head + defaultStringifySearch(place.record === undefined && last !== undefined ? { ...rest, last } : rest);
}

/** @returns undefined where a text is no such link */
export function readLogLink(text: string): LogPlace | undefined {
  const link = text.trim();
  if (link !== head && !link.startsWith(`${head}?`)) return undefined;
  return logPlace.strict().safeParse(defaultParseSearch(link.slice(head.length))).data;
}
