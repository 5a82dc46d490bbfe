import * as z from 'zod';
import { KeySearch } from '../../../app/contract/key-search.ts';
import type { KeyAsked } from '../../api/key-query.ts';

const { text, vault, type, state, rotates, expires, rotatesOn, created, token } = KeySearch.input.shape;
const asked = z.object({ text, vault, type, state, rotates, expires, rotatesOn, created, token });

/** The search of `/keys`: what the list is narrowed to, and whether the form for a new key or the one for an import opens at once. */
export const keyPlace = asked.extend({ create: z.boolean().optional(), import: z.boolean().optional() });
export type KeyPlace = z.infer<typeof keyPlace>;

/** What the list of a place shows: only what narrows, so that equal lists have equal queries. */
export function askedOf(place: KeyPlace): KeyAsked {
  const typed = place.text?.trim();
  const narrowing = Object.entries(asked.parse({ ...place, text: typed === '' ? undefined : typed }));
  return asked.parse(Object.fromEntries(narrowing.filter(([, value]) => value !== undefined)));
}
