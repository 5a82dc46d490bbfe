import * as z from 'zod';
import { visibleVaults } from '../access/visible-vault.ts';
import { type DeletedKey, type KeyProperties, KeySearch } from '../contract/key.ts';
import type { Input } from '../contract/operation.ts';
import { VaultError } from '../contract/vault-error.ts';
import { hashed, houseTarget, kept, type Room, type RoomOperation } from '../operation/operation.ts';
import { parseCursor } from '../vault/cursor.ts';
import { checkListing } from '../vault/object-page.ts';
import type { VaultRow } from '../vault/vault-store.ts';
import { keyNoun } from './key-noun.ts';
import type { KeyListing, KeyMark } from './key-store.ts';

const pageSize = 100;
/** What expires so soon is expiring. */
const expiringMs = 30 * 86_400_000;

/** Keys of every vault that the person may see, by their names and what their current versions say. */
export const searchKey: RoomOperation<typeof KeySearch> = {
  at: 'room',
  shape: KeySearch,
  needs: { kind: 'session' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: false,
  fields: {
    text: hashed((input) => input.text || undefined),
    conditions: kept(
      ({ vault, type, state, rotates, deleted }) =>
        Object.entries({ vault, type, state, rotates, deleted })
          .flatMap(([name, value]) => (value === undefined ? [] : [name]))
          .join(' ') || undefined,
    ),
    count: kept((_input, output) => output?.items.length.toString()),
  },
  target: async () => houseTarget('keys'),
  async run(room, input) {
    const { tx, time } = room;
    const limit = input.limit ?? pageSize;
    const vaults = await vaultsOf(room, input);
    if (vaults.length === 0) return { items: [] };
    const filter = {
      vaultIds: vaults.map(({ id }) => id),
      words: [...new Set((input.text ?? '').toLowerCase().split(/\s+/u))].filter((word) => word !== ''),
      type: input.type,
      state: input.state,
      rotates: input.rotates,
      deleted: input.deleted ?? false,
      time,
      expiringUntil: time + expiringMs,
    };
    const listings = await tx.keys.search(filter, { after: parseMark(input.cursor), limit });
    const items: (KeyProperties | DeletedKey)[] = [];
    for (const listing of listings) items.push(await toHit(room, vaults, listing));
    const last = listings.length === limit ? listings.at(-1)?.row : undefined;
    return { items, ...(last && { next: JSON.stringify([last.deletion?.purgeOn ?? 0, last.nameKey, last.id]) }) };
  },
};

async function vaultsOf(room: Room, { vault: name }: Input<'KeySearch'>): Promise<VaultRow[]> {
  const visible = await visibleVaults(room, { ...room, need: { kind: 'dataAction', action: keyNoun.see } });
  return name === undefined ? visible : visible.filter(({ nameKey }) => nameKey === name.toLowerCase());
}

/** @throws VaultError IntegrityViolation when a row was edited outside the house */
async function toHit(room: Room, vaults: readonly VaultRow[], listing: KeyListing): Promise<KeyProperties | DeletedKey> {
  const { row, head } = listing;
  const { deletion } = row;
  const vault = vaults.find(({ id }) => id === row.vaultId);
  if (!vault) throw new VaultError('IntegrityViolation', { what: 'key', id: row.id });
  checkListing(keyNoun, room, vault, listing);
  return deletion ? keyNoun.toDeleted(room, { vault, row: { ...row, deletion } }, head) : keyNoun.toProperties(room, { vault, row }, head);
}

const mark = z.tuple([z.number().int().min(0), z.string().max(127), z.uuid()]);

/** @throws VaultError BadParameter */
function parseMark(cursor: string | undefined): KeyMark | undefined {
  if (cursor === undefined) return undefined;
  const [purgeOn, nameKey, id] = parseCursor(mark, cursor);
  return { purgeOn, nameKey, id };
}
