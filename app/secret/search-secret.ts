import { visibleVaults } from '../access/visible-vault.ts';
import type { Input } from '../contract/operation.ts';
import { SecretSearch, type SecretHit } from '../contract/search.ts';
import { VaultError } from '../contract/vault-error.ts';
import { hashed, houseTarget, kept, type Room, type RoomOperation } from '../operation/operation.ts';
import { checkListing } from '../vault/object-page.ts';
import type { VaultRow } from '../vault/vault-store.ts';
import { placeOf } from './index-order.ts';
import { parsePlace, toCursor } from './search-cursor.ts';
import { wordsOf } from './search-text.ts';
import { secretNoun } from './secret-noun.ts';
import { toDeletedSecret, toProperties } from './secret.ts';
import type { IndexFilter } from './secret-index.ts';
import type { SecretListing } from './secret-store.ts';

/** What makes a secret visible in lists over all vaults. */
export const seeSecret = { kind: 'dataAction', action: 'Microsoft.KeyVault/vaults/secrets/readMetadata/action' } as const;

/**
 * Secrets of every vault that the person may see. The index only finds them: what is shown is read from their own rows, and those are
 * checked. Vaults that are not theirs, or lie in the bin, are as if they were not there.
 */
export const searchSecret: RoomOperation<typeof SecretSearch> = {
  at: 'room',
  shape: SecretSearch,
  needs: { kind: 'session' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: false,
  fields: {
    // What people type into a search may be what they should not have typed.
    text: hashed(({ query }) => query.text || undefined),
    conditions: kept(({ query }) => conditionsOf(query).join(' ') || undefined),
    count: kept((_input, output) => output && `${output.total.count}${output.total.atLeast ? ' or more' : ''}`),
  },
  target: async () => houseTarget('secrets'),
  async run(room, input) {
    const { sort, limit, offset = 0 } = input;
    const vaults = await vaultsOf(room, input);
    const filter = toFilter(input, vaults, room.time);
    if (sort.by === 'match' && filter.words.length === 0) {
      throw new VaultError('BadParameter', { issues: [{ path: 'sort.by', problem: 'needs_text' }] });
    }
    const after = input.cursor === undefined ? undefined : parsePlace(input.cursor, sort, filter.vaultIds);
    const { listings, total } = await room.tx.index.find(filter, { sort, after, offset, limit });
    const items = toHits(room, listings, { vaults, deleted: filter.deleted });
    const last = listings.length === limit ? listings.at(-1) : undefined;
    return { items, ...(last && { next: toCursor(sort, placeOf(last, sort.by, filter.words)) }), total };
  },
};

/** A list without members is no condition. */
const listed = <T>(list: readonly T[] | undefined): readonly T[] | undefined => (list && list.length > 0 ? list : undefined);

/** The kinds of conditions that a search has beside its text. */
const conditionsOf = ({ text: _text, ...query }: Input<'SecretSearch'>['query']): string[] =>
  Object.entries(query)
    .filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0))
    .map(([name]) => name)
    .toSorted();

async function vaultsOf(room: Room, { query }: Input<'SecretSearch'>): Promise<VaultRow[]> {
  const visible = await visibleVaults(room, { ...room, need: seeSecret });
  const named = listed(query.vault)?.map((name) => name.toLowerCase());
  return named ? visible.filter(({ nameKey }) => named.includes(nameKey)) : visible;
}

const toFilter = ({ query }: Input<'SecretSearch'>, vaults: readonly VaultRow[], time: number): IndexFilter => ({
  words: wordsOf(query.text ?? ''),
  vaultIds: vaults.map(({ id }) => id),
  tags: query.tag && query.tag.length > 0 ? query.tag : undefined,
  contentTypes: listed(query.contentType),
  states: listed(query.state),
  expires: query.expires,
  created: query.created,
  changed: query.changed,
  deleted: query.deleted ?? false,
  time,
});

/** @throws VaultError IntegrityViolation when a row was edited outside the house, or is not what the index was asked for */
function toHits(
  room: Room,
  listings: readonly SecretListing[],
  asked: { readonly vaults: readonly VaultRow[]; readonly deleted: boolean },
): SecretHit[] {
  const vaults = new Map(asked.vaults.map((vault) => [vault.id, vault]));
  return listings.map((listing) => {
    const { row: secret, head } = listing;
    const vault = vaults.get(secret.vaultId);
    const { deletion } = secret;
    if (!vault || (deletion !== undefined) !== asked.deleted) throw new VaultError('IntegrityViolation', { what: 'secret', id: secret.id });
    checkListing(secretNoun, room, vault, listing);
    return deletion ? toDeletedSecret(vault, { ...secret, deletion }, head) : toProperties(vault, secret, head);
  });
}
