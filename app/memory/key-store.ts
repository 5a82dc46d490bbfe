import type { Span } from '../contract/common.ts';
import { stateOf } from '../key/key-state.ts';
import { dateOf, type KeyFilter, type KeyListing, type KeyMark, type KeyStore, type KeyTypes } from '../key/key-store.ts';
import { countAttention } from './key-attention.ts';
import { createMemoryObjectStore, type ObjectTables } from './object-store.ts';
import { compareText } from './order.ts';
import type { Desk } from './tables.ts';

const kind: ObjectTables<KeyTypes> = {
  noun: 'key',
  rows: ({ keys }) => keys,
  versions: ({ keyVersions }) => keyVersions,
  ownerOf: ({ keyId }) => keyId,
  headOf: ({ material: _material, ...head }) => head,
  generationOf: ({ material }) => material?.keyGeneration,
  withKey: (version, key) => (version.material ? { ...version, material: { ...version.material, ...key } } : version),
};

export const createMemoryKeyStore = (desk: Desk): KeyStore => ({
  ...createMemoryObjectStore(desk, kind),
  findById: async (id) => desk.look().keys.find(id),
  listActing: async (by, time, { after, limit }) =>
    desk
      .look()
      .keys.select((row) => row.deletion === undefined && (row[by] ?? Infinity) <= time)
      .map((row) => ({ row, on: row[by] ?? Infinity }))
      .filter(({ row, on }) => !after || on > after.on || (on === after.on && compareText(row.id, after.id) > 0))
      .sort((a, b) => a.on - b.on || compareText(a.row.id, b.row.id))
      .slice(0, limit)
      .map(({ row }) => row),
  search: async (filter, { sort, after, limit }) =>
    listingsOf(desk, filter)
      .filter((listing) => passes(listing, filter))
      .flatMap((listing) => {
        const on = dateOf(sort, listing);
        return on === undefined ? [] : [{ listing, mark: { on, nameKey: listing.row.nameKey, id: listing.row.id } }];
      })
      .sort((a, b) => compareMarks(a.mark, b.mark))
      .filter(({ mark }) => !after || compareMarks(mark, after) > 0)
      .slice(0, limit)
      .map(({ listing }) => listing),
  attention: async (vaultIds, at) => countAttention(listingsOf(desk, { vaultIds }), at),
  countInTokens: async () => {
    const counts = new Map<string, number>();
    for (const { place } of desk.look().keyVersions.select(() => true)) {
      if (place) counts.set(place.token, (counts.get(place.token) ?? 0) + 1);
    }
    return counts;
  },
});

/** Keys with their current versions; without `deleted`, those of the recycle bin too. */
function listingsOf(desk: Desk, { vaultIds, deleted }: Pick<KeyFilter, 'vaultIds'> & { readonly deleted?: boolean }): KeyListing[] {
  const tables = desk.look();
  return tables.keys
    .select((row) => vaultIds.includes(row.vaultId) && (deleted === undefined || (row.deletion !== undefined) === deleted))
    .flatMap((row): KeyListing[] => {
      const version = tables.keyVersions.find(row.currentVersion);
      return version ? [{ row, head: kind.headOf(version) }] : [];
    });
}

const passes = ({ row, head }: KeyListing, filter: KeyFilter): boolean =>
  filter.words.every((word) => row.nameKey.includes(word)) &&
  (filter.type === undefined || head.type === filter.type) &&
  (filter.rotates === undefined || (row.policy?.rotate !== undefined) === filter.rotates) &&
  areIn({ row, head }, filter) &&
  (filter.token === undefined || head.place?.token === filter.token) &&
  (filter.state === undefined || stateOf(head, filter).includes(filter.state));

const areIn = ({ row, head }: KeyListing, { expires, rotatesOn, created }: KeyFilter): boolean =>
  isIn(expires, head.expires) && isIn(rotatesOn, row.rotatesOn) && isIn(created, head.createdOn);

const isIn = (span: Span | undefined, time: number | undefined): boolean =>
  span === undefined || (time !== undefined && time >= (span.from ?? 0) && time < (span.until ?? Infinity));

const compareMarks = (a: KeyMark, b: KeyMark): number => a.on - b.on || compareText(a.nameKey, b.nameKey) || compareText(a.id, b.id);
