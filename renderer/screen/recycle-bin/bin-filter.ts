import type { SecretQuery } from '../../../app/contract/search.ts';
import type { KeyAsked } from '../../api/key-query.ts';
import type { BinEntry, BinKind } from './bin-entry.ts';

/** What the bin is narrowed to; empty parts narrow nothing. */
export interface BinFilter {
  readonly text: string;
  /** Name of a vault, or empty. */
  readonly vault: string;
  readonly kind: BinKind | 'any';
}

export const noFilter: BinFilter = { text: '', vault: '', kind: 'any' };

export const isFiltered = ({ text, vault, kind }: BinFilter) => text.trim() !== '' || vault !== '' || kind !== 'any';

/** What is asked of the engine. */
export const toBinQuery = ({ text, vault }: BinFilter): SecretQuery => ({
  deleted: true,
  ...(text.trim() === '' ? {} : { text: text.trim() }),
  ...(vault === '' ? {} : { vault: [vault] }),
});

/** The same of keys. */
export const toBinKeys = ({ text, vault }: BinFilter): KeyAsked => ({
  deleted: true,
  ...(text.trim() === '' ? {} : { text: text.trim() }),
  ...(vault === '' ? {} : { vault }),
});

/** Whether a deleted vault is shown: there are few, so they are narrowed here. */
export function fits(entry: BinEntry, { text, vault }: BinFilter): boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return (
    (vault === '' || entry.vault.toLowerCase() === vault.toLowerCase()) && words.every((word) => entry.name.toLowerCase().includes(word))
  );
}
