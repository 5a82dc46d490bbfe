import type { SecretSort } from '../contract/search.ts';
import { never, type IndexPlace } from './secret-index.ts';
import { rankOf } from './search-text.ts';
import type { SecretListing } from './secret-store.ts';

/** Where a secret stands. @param words those that are searched for */
export const placeOf = ({ row: secret, head }: SecretListing, by: SecretSort['by'], words: readonly string[]): IndexPlace => ({
  rank: by === 'match' ? rankOf(secret.nameKey, words) : 0,
  value: valueOf({ row: secret, head }, by),
  nameKey: secret.nameKey,
  vaultId: secret.vaultId,
});

function valueOf({ row: secret, head }: SecretListing, by: SecretSort['by']): number {
  switch (by) {
    case 'expires':
      return head.expires ?? never;
    case 'created':
      return head.createdOn;
    case 'changed':
      return head.updatedOn;
    case 'purge':
      return secret.deletion?.purgeOn ?? never;
    case 'match':
    case 'name':
    case 'vault':
      return 0;
  }
}
