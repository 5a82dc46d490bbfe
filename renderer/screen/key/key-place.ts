import * as z from 'zod';
import { KeySearch } from '../../../app/contract/key.ts';
import type { KeyAsked } from '../../api/key-query.ts';

const { text, vault, type, state, rotates } = KeySearch.input.shape;

/** The search of `/keys`: what the list is narrowed to, and whether the form for a new key or the one for an import opens at once. */
export const keyPlace = z.object({ text, vault, type, state, rotates, create: z.boolean().optional(), import: z.boolean().optional() });
export type KeyPlace = z.infer<typeof keyPlace>;

/** What the list of a place shows: only what narrows, so that equal lists have equal queries. */
export const askedOf = ({ text: typed, vault: of, type: kind, state: is, rotates: turns }: KeyPlace): KeyAsked => ({
  ...(typed?.trim() ? { text: typed.trim() } : {}),
  ...(of === undefined ? {} : { vault: of }),
  ...(kind === undefined ? {} : { type: kind }),
  ...(is === undefined ? {} : { state: is }),
  ...(turns === undefined ? {} : { rotates: turns }),
});
