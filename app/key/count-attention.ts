import { KeyAttention } from '../contract/key-search.ts';
import type { Output } from '../contract/operation.ts';
import { readRegistry } from '../hsm/registry.ts';
import { tokenId } from '../hsm/token-id.ts';
import { houseTarget, type Room, type RoomOperation } from '../operation/operation.ts';
import { readAttention } from '../vault/attention.ts';
import { checkListing } from '../vault/object-page.ts';
import type { VaultRow } from '../vault/vault-store.ts';
import { vaultTarget } from '../vault/vault.ts';
import { keyNoun } from './key-noun.ts';
import { toFilter } from './search-key.ts';

/** Keys whose day has passed that are named. */
const mostNamed = 20;

type Attention = Output<'KeyAttention'>;

/** What needs attention among the keys that the person may see. */
export const countAttention: RoomOperation<typeof KeyAttention> = {
  at: 'room',
  shape: KeyAttention,
  needs: { kind: 'session' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: false,
  fields: {},
  target: async (input, tx, keyring) => (input.vault === undefined ? houseTarget('keys') : vaultTarget(tx, keyring, input.vault)),
  async run(room, { vault: name }) {
    const { vaults, counted } = await readAttention(room, keyNoun, name, (ids, at) => room.tx.keys.attention(ids, at));
    return {
      ...counted,
      overdueKeys: counted.overdue === 0 ? [] : await listOverdue(room, vaults),
      tokens: await listClosed(room, counted.tokens),
    };
  },
};

/** @throws VaultError IntegrityViolation when a row was edited outside the house */
async function listOverdue(room: Room, vaults: readonly VaultRow[]): Promise<Attention['overdueKeys']> {
  const { tx, troubles, time } = room;
  // What is due now counts as well.
  const filter = toFilter({ rotatesOn: { until: time + 1 } }, vaults, time);
  const listings = await tx.keys.search(filter, { sort: 'rotatesOn', after: undefined, limit: mostNamed });
  return listings.flatMap((listing) => {
    const { row } = listing;
    const vault = vaults.find(({ id }) => id === row.vaultId);
    if (!vault || row.rotatesOn === undefined) return [];
    checkListing(keyNoun, room, vault, listing);
    const noted = troubles.get(row.id);
    return { vault: vault.name, name: row.name, rotatesOn: row.rotatesOn, ...(noted && { trouble: noted.trouble, triedOn: noted.on }) };
  });
}

/** Of the tokens that keys are in, those that are not signed in, or not there. */
async function listClosed({ tx, keyring, hsm, crypto }: Room, keys: ReadonlyMap<string, number>): Promise<Attention['tokens']> {
  if (keys.size === 0) return [];
  const known = new Map((await readRegistry(tx, keyring)).tokens.map(({ id, label }) => [id, label]));
  const states = new Map(hsm.current().flatMap(({ tokens }) => tokens.map((sight) => [tokenId(crypto, sight), sight.state])));
  return [...keys].flatMap(([token, count]) => {
    const state = states.get(token) ?? 'absent';
    return state === 'open' ? [] : { token, label: known.get(token) ?? '', state, keys: count };
  });
}
