import { stateOf } from '../key/key-state.ts';
import type { KeyFilter, KeyListing, KeyMark, KeyStore, KeyTypes } from '../key/key-store.ts';
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
  search: async (filter, { after, limit }) => {
    const tables = desk.look();
    return tables.keys
      .select((row) => filter.vaultIds.includes(row.vaultId) && (row.deletion !== undefined) === filter.deleted)
      .flatMap((row): KeyListing[] => {
        const version = tables.keyVersions.find(row.currentVersion);
        return version ? [{ row, head: kind.headOf(version) }] : [];
      })
      .filter((listing) => passes(listing, filter))
      .map((listing) => ({ listing, mark: markOf(listing) }))
      .sort((a, b) => compareMarks(a.mark, b.mark))
      .filter(({ mark }) => !after || compareMarks(mark, after) > 0)
      .slice(0, limit)
      .map(({ listing }) => listing);
  },
  countInTokens: async () => {
    const counts = new Map<string, number>();
    for (const { place } of desk.look().keyVersions.select(() => true)) {
      if (place) counts.set(place.token, (counts.get(place.token) ?? 0) + 1);
    }
    return counts;
  },
});

const passes = ({ row, head }: KeyListing, filter: KeyFilter): boolean =>
  filter.words.every((word) => row.nameKey.includes(word)) &&
  (filter.type === undefined || head.type === filter.type) &&
  (filter.rotates === undefined || (row.policy?.rotate !== undefined) === filter.rotates) &&
  (filter.state === undefined || stateOf(head, filter).includes(filter.state));

const markOf = ({ row }: KeyListing): KeyMark => ({ purgeOn: row.deletion?.purgeOn ?? 0, nameKey: row.nameKey, id: row.id });

const compareMarks = (a: KeyMark, b: KeyMark): number =>
  a.purgeOn - b.purgeOn || compareText(a.nameKey, b.nameKey) || compareText(a.id, b.id);
