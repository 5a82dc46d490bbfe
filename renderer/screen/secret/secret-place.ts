import * as z from 'zod';
import { secretQuery, secretSort, type SecretQuery, type SecretSort } from '../../../app/contract/search.ts';

/** What a place says of its list of secrets; the bin has a place of its own. */
const { deleted: _bin, ...conditions } = secretQuery.shape;

/**
 * The search of `/secrets`: the conditions of the list as they stand in the contract, how it is sorted, and whether the form for a new
 * secret opens at once. A link to a list is `<Link to="/secrets" search={{ state: ['expiring'], vault: ['payroll'] }}>`.
 */
export const secretPlace = z.object({ ...conditions, sort: secretSort.optional(), create: z.boolean().optional() });
export type SecretPlace = z.infer<typeof secretPlace>;

const byName: SecretSort = { by: 'name', direction: 'up' };
const byMatch: SecretSort = { by: 'match', direction: 'up' };

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === '' ||
  (Array.isArray(value) && value.length === 0) ||
  (typeof value === 'object' && value !== null && Object.values(value).every((it) => it === undefined));

/** Only what narrows: what is empty is left out, so that equal lists have equal queries. */
export function tidyQuery(query: SecretQuery): SecretQuery {
  const { text, ...rest } = query;
  return Object.fromEntries(Object.entries({ text: text?.trim(), ...rest }).filter(([, value]) => !isEmpty(value)));
}

/** What the list of a place shows. */
export const queryOf = ({ sort: _sort, create: _create, ...query }: SecretPlace): SecretQuery => tidyQuery(query);

/** How it is sorted: as chosen, else best matches first where there is a text, else by name. A match needs a text. */
export function sortOf(place: SecretPlace): SecretSort {
  const usual = place.text?.trim() ? byMatch : byName;
  return place.sort === undefined || (place.sort.by === 'match' && usual !== byMatch) ? usual : place.sort;
}

/** The place of a list. */
export function placeOf(query: SecretQuery, sort?: SecretSort): SecretPlace {
  const { deleted: _deleted, ...rest } = tidyQuery(query);
  return sort ? { ...rest, sort } : rest;
}
