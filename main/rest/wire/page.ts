import * as z from 'zod';
import { fromBase64Url, toBase64Url } from '../../../app/contract/base64url.ts';
import { cursor } from '../../../app/contract/common.ts';
import { badParameter, Refused } from '../refused.ts';

/** Pages are never longer (https://learn.microsoft.com/rest/api/keyvault/secrets/get-secrets/get-secrets). */
const mostResults = 25;
const wholeNumber = /^\d{1,9}$/;

/** What `$skiptoken` holds, in the form of Key Vault's own. */
const marker = z.strictObject({ NextMarker: cursor, TargetLocation: z.number() });

/** Which page is asked for. */
export interface Page {
  readonly limit: number;
  readonly cursor?: string;
}

/** @throws Refused when it asks for too many, or for a page that nobody was told of */
export function readPage(query: URLSearchParams): Page {
  const token = query.get('$skiptoken');
  const limit = readLimit(query.get('maxresults'));
  return token === null ? { limit } : { limit, cursor: readToken(token) };
}

function readLimit(text: string | null): number {
  if (text === null) return mostResults;
  const limit = wholeNumber.test(text) ? Number(text) : 0;
  if (limit >= 1 && limit <= mostResults) return limit;
  throw new Refused(badParameter(`Invalid maxresults value. It must be between 1 and ${mostResults}.`));
}

function readToken(token: string): string {
  const parsed = marker.safeParse(parseJson(fromBase64Url(token)));
  if (parsed.success) return parsed.data.NextMarker;
  throw new Refused(badParameter('The skip token is not valid.'));
}

function parseJson(bytes: Uint8Array | undefined): unknown {
  if (!bytes) return undefined;
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined;
    throw error;
  }
}

/** `$skiptoken` of a page. */
export const writeToken = (next: string): string =>
  toBase64Url(new TextEncoder().encode(JSON.stringify({ NextMarker: next, TargetLocation: 0 })));

/**
 * Where the next page is; null after the last one.
 * @param url of the collection, without a query
 */
export function nextLink(url: string, query: URLSearchParams, next: string | undefined): string | null {
  if (next === undefined) return null;
  const most = query.get('maxresults');
  const version = encodeURIComponent(query.get('api-version') ?? '');
  return `${url}?api-version=${version}&$skiptoken=${writeToken(next)}${most !== null ? `&maxresults=${encodeURIComponent(most)}` : ''}`;
}
