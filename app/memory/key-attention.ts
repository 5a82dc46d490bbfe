import { stateOf } from '../key/key-state.ts';
import type { KeyAttentionCount, KeyListing } from '../key/key-store.ts';
import type { AttentionTime } from '../vault/attention.ts';

/** @param listings those of the recycle bin too */
export function countAttention(listings: readonly KeyListing[], at: AttentionTime): KeyAttentionCount {
  const live = listings.filter(({ row }) => row.deletion === undefined);
  const count = (fits: (listing: KeyListing) => boolean): number => live.filter(fits).length;
  const is = (state: 'enabled' | 'expired' | 'expiring') => (listing: KeyListing) => stateOf(listing.head, at).includes(state);
  const isOld = ({ row, head }: KeyListing) => row.policy?.rotate === undefined && head.createdOn < at.unchangedSince;
  const periodOf = ({ head: { expires } }: KeyListing) =>
    expires === undefined || expires <= at.time ? -1 : Math.floor((expires - at.time - 1) / at.periodMs);
  return {
    total: live.length,
    expired: count(is('expired')),
    expiring: count(is('expiring')),
    unrotated: count((listing) => is('enabled')(listing) && isOld(listing)),
    overdue: count(({ row: { rotatesOn } }) => rotatesOn !== undefined && rotatesOn <= at.time),
    purgedSoon: listings.filter(({ row: { deletion } }) => deletion !== undefined && deletion.purgeOn <= at.purgedUntil).length,
    byPeriod: Array.from({ length: at.periods }, (_, period) => count((listing) => periodOf(listing) === period)),
    vaults: countBy(live, ({ row }) => row.vaultId).flatMap(([vaultId, rows]) => {
      const [expired, expiring] = [rows.filter(is('expired')).length, rows.filter(is('expiring')).length];
      return expired + expiring === 0 ? [] : [{ vaultId, expired, expiring }];
    }),
    tokens: new Map(
      countBy(live, ({ head }) => head.place?.token).flatMap(([token, rows]) =>
        token === undefined ? [] : [[token, rows.length] as const],
      ),
    ),
  };
}

const countBy = <K>(listings: readonly KeyListing[], by: (listing: KeyListing) => K): (readonly [K, KeyListing[]])[] => [
  ...Map.groupBy(listings, by),
];
