import * as z from 'zod';
import { decide } from '../access/standing.ts';
import { seenVaults } from '../access/visible-vault.ts';
import { type KeyHit, KeySearch } from '../contract/key-search.ts';
import type { Input } from '../contract/operation.ts';
import { VaultError } from '../contract/vault-error.ts';
import { hashed, houseTarget, kept, type Room, type RoomOperation } from '../operation/operation.ts';
import { expiringMs } from '../vault/attention.ts';
import { parseCursor } from '../vault/cursor.ts';
import { checkListing } from '../vault/object-page.ts';
import { vaultResourceId } from '../vault/vault.ts';
import type { VaultRow } from '../vault/vault-store.ts';
import { keyNoun } from './key-noun.ts';
import { dateOf, type KeyFilter, type KeyListing, type KeyMark, type KeySort } from './key-store.ts';
import { readPolicy } from './rotation-policy.ts';

const pageSize = 100;

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
      ({ vault, type, state, rotates, expires, rotatesOn, created, token, deleted }) =>
        Object.entries({ vault, type, state, rotates, expires, rotatesOn, created, token, deleted })
          .flatMap(([name, value]) => (value === undefined ? [] : [name]))
          .join(' ') || undefined,
    ),
    count: kept((_input, output) => output?.items.length.toString()),
  },
  target: async () => houseTarget('keys'),
  async run(room, input) {
    const limit = input.limit ?? pageSize;
    const sort = sortOf(input);
    const after = parseMark(input.cursor);
    const vaults = await seenVaults(room, { see: keyNoun.see, deleted: input.deleted }, input.vault);
    if (vaults.length === 0) return { items: [] };
    const listings = await room.tx.keys.search(toFilter(input, vaults, room.time), { sort, after, limit });
    const items: KeyHit[] = [];
    for (const listing of listings) items.push(await toHit(room, vaults, listing));
    const last = listings.length === limit ? listings.at(-1) : undefined;
    return { items, ...(last && { next: JSON.stringify([dateOf(sort, last), last.row.nameKey, last.row.id]) }) };
  },
};

/** @param time at which states are judged, milliseconds since 1970 */
export const toFilter = (input: Input<'KeySearch'>, vaults: readonly VaultRow[], time: number): KeyFilter => ({
  vaultIds: vaults.map(({ id }) => id),
  words: [...new Set((input.text ?? '').toLowerCase().split(/\s+/u))].filter((word) => word !== ''),
  type: input.type,
  state: input.state,
  rotates: input.rotates,
  expires: input.expires,
  rotatesOn: input.rotatesOn,
  created: input.created,
  token: input.token,
  deleted: input.deleted ?? false,
  time,
  expiringUntil: time + expiringMs,
});

/** @throws VaultError BadParameter */
function sortOf({ deleted, sort }: Input<'KeySearch'>): KeySort {
  if (!deleted) return sort ?? 'name';
  if (sort !== undefined) throw new VaultError('BadParameter', { issues: [{ path: 'sort', problem: 'deleted' }] });
  return 'purgeOn';
}

/** @throws VaultError IntegrityViolation when a row was edited outside the house */
async function toHit(room: Room, vaults: readonly VaultRow[], listing: KeyListing): Promise<KeyHit> {
  const { row, head } = listing;
  const { deletion } = row;
  const vault = vaults.find(({ id }) => id === row.vaultId);
  if (!vault) throw new VaultError('IntegrityViolation', { what: 'key', id: row.id });
  checkListing(keyNoun, room, vault, listing);
  if (deletion) return keyNoun.toDeleted(room, { vault, row: { ...row, deletion } }, head);
  const policy = await policyOf(room, vault, listing);
  return { ...(await keyNoun.toProperties(room, { vault, row }, head)), ...(policy && { policy }) };
}

/** For who may read it. */
async function policyOf({ standings, tx, principal, time }: Room, vault: VaultRow, { row }: KeyListing) {
  if (!row.policy) return undefined;
  const scope = `${vaultResourceId(vault)}/keys/${row.name}`;
  const standing = await standings.of(tx, principal.id, time);
  if (!decide(standing, readPolicy, { scope, time }).allowed) return undefined;
  const { createdOn: _created, updatedOn: _updated, ...policy } = row.policy;
  return policy;
}

const mark = z.tuple([z.number().int().min(0), z.string().max(127), z.uuid()]);

/** @throws VaultError BadParameter */
function parseMark(cursor: string | undefined): KeyMark | undefined {
  if (cursor === undefined) return undefined;
  const [on, nameKey, id] = parseCursor(mark, cursor);
  return { on, nameKey, id };
}
