import type { PersonRow } from '../../app/identity/directory-store.ts';

/** What a search for a part of a person's names reads: both in lower case. */
export const searchedText = ({ nameKey, displayName }: Pick<PersonRow, 'nameKey' | 'displayName'>): string =>
  `${nameKey}\n${displayName.toLowerCase()}`;
