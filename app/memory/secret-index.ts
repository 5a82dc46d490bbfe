import type { SecretState } from '../contract/search.ts';
import { placeOf } from '../secret/index-order.ts';
import { fieldsOf } from '../secret/search-text.ts';
import { type IndexFilter, type IndexPage, type IndexPlace, never, type SecretIndex } from '../secret/secret-index.ts';
import type { SecretListing, SecretVersionHead, SecretVersionRow } from '../secret/secret-store.ts';
import { type AttentionTime, expiringMs } from '../vault/attention.ts';
import { compareText } from './order.ts';
import type { Desk, Tables } from './tables.ts';

/** Looks at every secret there is. */
export const createMemorySecretIndex = (desk: Desk): SecretIndex => ({
  find: async (filter, page) => {
    const tables = desk.look();
    const found = listingsOf(tables).filter((listing) => passes(listing, filter));
    const before = orderOf(tables, filter, page);
    const sorted = found
      .map((listing) => ({ listing, place: placeOf(listing, page.sort.by, filter.words) }))
      .sort((a, b) => before(a.place, b.place))
      .filter(({ place }) => page.after === undefined || before(page.after, place) < 0)
      .map(({ listing }) => listing);
    return { listings: sorted.slice(page.offset, page.offset + page.limit), total: { count: found.length, atLeast: false } };
  },
  attention: async (vaultIds, at) => countAttention(listingsOf(desk.look()), vaultIds, at),
});

const listingsOf = (tables: Tables): SecretListing[] =>
  tables.secrets
    .select(() => true)
    .flatMap((secret) => {
      const version = tables.versions.find(secret.currentVersion);
      return version ? [{ row: secret, head: headOf(version) }] : [];
    });

function headOf({ wrappedKey: _wrappedKey, sealedValue: _sealedValue, ...head }: SecretVersionRow): SecretVersionHead {
  return head;
}

function orderOf(tables: Tables, { vaultIds }: IndexFilter, { sort }: IndexPage) {
  const age = tables.vaults.select(() => true).map(({ id }) => id);
  const sign = sort.direction === 'up' ? 1 : -1;
  return (a: IndexPlace, b: IndexPlace): number =>
    sign *
    ((sort.by === 'vault' ? vaultIds.indexOf(a.vaultId) - vaultIds.indexOf(b.vaultId) : 0) ||
      a.rank - b.rank ||
      a.value - b.value ||
      compareText(a.nameKey, b.nameKey) ||
      age.indexOf(a.vaultId) - age.indexOf(b.vaultId));
}

function passes({ row: secret, head }: SecretListing, filter: IndexFilter): boolean {
  const fields = fieldsOf(secret.nameKey, head);
  return (
    filter.vaultIds.includes(secret.vaultId) &&
    (secret.deletion !== undefined) === filter.deleted &&
    filter.words.every((word) => fields.some((field) => field.includes(word))) &&
    passesTags(head, filter) &&
    (filter.contentTypes === undefined || filter.contentTypes.includes(head.contentType ?? '')) &&
    (filter.states === undefined || filter.states.some((state) => isIn(head, state, filter.time))) &&
    passesTimes(head, filter)
  );
}

const passesTags = ({ tags }: SecretVersionHead, filter: IndexFilter): boolean =>
  filter.tags === undefined ||
  filter.tags.some(({ name, value }) => Object.hasOwn(tags, name) && (value === undefined || tags[name] === value));

function passesTimes({ expires, createdOn, updatedOn }: SecretVersionHead, filter: IndexFilter): boolean {
  const within = (time: number, span: { from?: number | undefined; until?: number | undefined } | undefined) =>
    (span?.from === undefined || time >= span.from) && (span?.until === undefined || time < span.until);
  const expiry =
    filter.expires === undefined ||
    (filter.expires === 'never' ? expires === undefined : expires !== undefined && within(expires, filter.expires));
  return expiry && within(createdOn, filter.created) && within(updatedOn, filter.changed);
}

function isIn({ enabled, notBefore = 0, expires = never }: SecretVersionHead, state: SecretState, time: number): boolean {
  switch (state) {
    case 'active':
      return enabled && notBefore <= time && expires > time;
    case 'disabled':
      return !enabled;
    case 'inactive':
      return notBefore > time;
    case 'expiring':
      return expires > time && expires <= time + expiringMs;
    case 'expired':
      return expires <= time;
  }
}

function countAttention(all: readonly SecretListing[], vaultIds: readonly string[], at: AttentionTime) {
  const seen = all.filter(({ row: secret }) => vaultIds.includes(secret.vaultId));
  const live = seen.filter(({ row: secret }) => secret.deletion === undefined);
  const count = (passes: (head: SecretVersionHead) => boolean, of = live): number => of.filter(({ head }) => passes(head)).length;
  const isExpired = ({ expires = never }: SecretVersionHead) => expires <= at.time;
  const isExpiring = ({ expires = never }: SecretVersionHead) => expires > at.time && expires <= at.expiringUntil;
  const vaults = vaultIds.map((vaultId) => {
    const own = live.filter(({ row: secret }) => secret.vaultId === vaultId);
    return { vaultId, expired: count(isExpired, own), expiring: count(isExpiring, own) };
  });
  return {
    total: live.length,
    expired: count(isExpired),
    expiring: count(isExpiring),
    unchanged: count(({ updatedOn }) => updatedOn < at.unchangedSince),
    disabled: count(({ enabled }) => !enabled),
    purgedSoon: seen.filter(({ row: secret }) => secret.deletion !== undefined && secret.deletion.purgeOn <= at.purgedUntil).length,
    byPeriod: Array.from({ length: at.periods }, (_, period) => {
      const from = at.time + period * at.periodMs;
      return count(({ expires = never }) => expires > from && expires <= from + at.periodMs);
    }),
    vaults: vaults.filter(({ expired, expiring }) => expired + expiring > 0),
  };
}
