import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useClient } from '../../api/client-context.tsx';
import { keyListQuery } from '../../api/key-query.ts';
import { binSecretQuery, deletedVaultQuery } from '../../api/query.ts';
import { type BinEntry, type BinKind, keyEntry, mergeEntries, secretEntry, vaultEntry } from './bin-entry.ts';
import { fits, toBinKeys, toBinQuery, type BinFilter } from './bin-filter.ts';

const nothing: readonly BinEntry[] = [];

const wants = ({ kind }: BinFilter, what: BinKind) => kind === 'any' || kind === what;

interface Pages<Item> {
  readonly data: { readonly pages: readonly { readonly items: readonly Item[] }[] } | undefined;
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly fetchNextPage: () => unknown;
  readonly error: Error | null;
  readonly refetch: () => unknown;
}

/** What was loaded of one kind, and the way to more. @param entryOf must stay the same function */
function useKind<Item>(
  { data, hasNextPage, isFetchingNextPage, fetchNextPage, error, refetch }: Pages<Item>,
  wanted: boolean,
  entryOf: (item: Item) => BinEntry | undefined,
) {
  const found = useMemo(
    () => (wanted ? data?.pages.flatMap(({ items }) => items.map(entryOf).filter((entry) => entry !== undefined)) : nothing),
    [data, wanted, entryOf],
  );
  const hasMore = wanted && hasNextPage;
  return { found, hasMore, more: hasMore && !isFetchingNextPage ? fetchNextPage : undefined, error, refetch };
}

function useBinSecrets(filter: BinFilter) {
  const wanted = wants(filter, 'secret');
  const query = useInfiniteQuery({ ...binSecretQuery(useClient(), toBinQuery(filter)), enabled: wanted });
  const total = wanted ? query.data?.pages[0]?.total : undefined;
  return { ...useKind(query, wanted, secretEntry), total: total ?? { count: 0, atLeast: false } };
}

function useBinKeys(filter: BinFilter) {
  const wanted = wants(filter, 'key');
  return useKind(useInfiniteQuery({ ...keyListQuery(useClient(), toBinKeys(filter)), enabled: wanted }), wanted, keyEntry);
}

/** There are few, so they are narrowed here. */
function useBinVaults(filter: BinFilter) {
  const wanted = wants(filter, 'vault');
  const kind = useKind(useInfiniteQuery({ ...deletedVaultQuery(useClient()), enabled: wanted }), wanted, vaultEntry);
  const found = useMemo(() => kind.found?.filter((entry) => fits(entry, filter)), [kind.found, filter]);
  return { ...kind, found };
}

/** What lies in the bin and fits the filter, as far as it was loaded, and the way to more. */
export function useBin(filter: BinFilter) {
  const kinds = [useBinSecrets(filter), useBinKeys(filter), useBinVaults(filter)] as const;
  const [secrets, keys, vaults] = kinds;
  const [ofSecrets, ofKeys, ofVaults] = [secrets.found, keys.found, vaults.found];
  const [moreSecrets, moreKeys] = [secrets.hasMore, keys.hasMore];
  const entries = useMemo(
    () =>
      ofSecrets &&
      ofKeys &&
      ofVaults &&
      mergeEntries([
        { found: ofSecrets, hasMore: moreSecrets },
        { found: ofKeys, hasMore: moreKeys },
        { found: ofVaults, hasMore: false },
      ]),
    [ofSecrets, ofKeys, ofVaults, moreSecrets, moreKeys],
  );
  const more = [secrets.more, keys.more].filter((next) => next !== undefined);
  return {
    entries,
    total: {
      count: secrets.total.count + (ofKeys?.length ?? 0) + (ofVaults?.length ?? 0),
      atLeast: secrets.total.atLeast || moreKeys || vaults.hasMore,
    },
    secretCount: secrets.total.count,
    more: more.length === 0 ? undefined : () => more.forEach((next) => void next()),
    error: secrets.error ?? keys.error ?? vaults.error,
    retry: () => kinds.forEach(({ refetch }) => void refetch()),
  };
}
