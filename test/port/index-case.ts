import fc from 'fast-check';
import { secretSort, secretState, type SecretSort } from '../../app/contract/search.ts';
import type { Store } from '../../app/operation/store.ts';
import { type IndexFilter, never } from '../../app/secret/secret-index.ts';
import type { SecretListing, SecretRow, SecretVersionRow } from '../../app/secret/secret-store.ts';
import { aSecret, aVault, aVersion } from './a-row.ts';

/** The instant that everything is judged at. */
export const now = 1_800_000_000_000;
export const dayMs = 86_400_000;

/** The order in which they were made is not that of their names. */
export const vaults = ['payroll', 'billing', 'search'].map((name) => aVault(name));

/** Pieces that meet each other often, some of which a careless search takes for something else. */
const piece = fc.constantFrom(
  'a',
  'ab',
  'abc',
  'abcd',
  'prod',
  'PROD',
  '%',
  '_',
  '"',
  "'",
  '*',
  'OR',
  '\0',
  'é',
  'e\u0301',
  'İ',
  '🔐',
  '\u202e',
  '-',
  '\n',
  '\t',
  '\\',
  ' ',
);
const text = fc.array(piece, { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join(''));
const name = fc.array(fc.constantFrom('a', 'ab', 'prod', '-', '1', 'Key'), { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join(''));
const instant = fc.integer({ min: -40, max: 40 }).map((days) => now + days * dayMs);

/** What is told of a secret. */
const item = fc.record({
  vault: fc.constantFrom(...vaults),
  name,
  contentType: fc.option(text, { nil: undefined }),
  tags: fc.dictionary(text, text, { maxKeys: 3 }),
  enabled: fc.boolean(),
  notBefore: fc.option(instant, { nil: undefined }),
  expires: fc.option(instant, { nil: undefined }),
  createdOn: instant,
  updatedOn: instant,
  deletion: fc.option(
    instant.map((on) => ({ on, purgeOn: on + 7 * dayMs, by: 'alice' })),
    { nil: undefined },
  ),
});
export type Item = typeof item extends fc.Arbitrary<infer T> ? T : never;

const key = (it: Item): string => `${it.vault.id} ${it.name.toLowerCase()}`;
export const items = fc.uniqueArray(item, { selector: key, maxLength: 25 });

const span = fc.record({ from: fc.option(instant, { nil: undefined }), until: fc.option(instant, { nil: undefined }) });
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 1 });

/** Words as a search gives them: folded, without white space. */
const word = fc
  .oneof(text, name)
  .map((it) => it.normalize('NFC').toLowerCase().replaceAll(/\s/gu, ''))
  .filter((it) => it !== '');

export const filter: fc.Arbitrary<IndexFilter> = fc.record({
  words: fc.uniqueArray(word, { maxLength: 2 }),
  vaultIds: fc.shuffledSubarray(
    vaults.map(({ id }) => id),
    { minLength: 1 },
  ),
  tags: maybe(fc.array(fc.record({ name: text, value: fc.option(text, { nil: undefined }) }), { minLength: 1, maxLength: 2 })),
  contentTypes: maybe(fc.array(fc.oneof(text, fc.constant('')), { minLength: 1, maxLength: 2 })),
  states: maybe(fc.subarray([...secretState.options], { minLength: 1 })),
  expires: maybe(fc.oneof(span, fc.constant('never' as const))),
  created: maybe(span),
  changed: maybe(span),
  deleted: fc.boolean(),
  time: fc.constant(now),
});

export const sort: fc.Arbitrary<SecretSort> = fc.record({
  by: fc.constantFrom(...secretSort.shape.by.options),
  direction: fc.constantFrom('up', 'down'),
});

/** Every row twice or more: what is older must not be found. */
export function rowsOf(it: Item): { readonly secret: SecretRow; readonly old: SecretVersionRow; readonly current: SecretVersionRow } {
  const first = aSecret(it.vault, it.name);
  const old = aVersion(first, 1, { contentType: 'abcd', tags: { prod: 'abc' }, expires: now + dayMs });
  const current = aVersion(first, 2, {
    contentType: it.contentType,
    tags: it.tags,
    enabled: it.enabled,
    notBefore: it.notBefore,
    expires: it.expires,
    createdOn: it.createdOn,
    updatedOn: it.updatedOn,
  });
  return { secret: first, old, current };
}

/** Writes what is told by the ways that operations go. */
export async function fill(store: Store, told: readonly Item[]): Promise<void> {
  await store.transaction(async (tx) => {
    for (const it of told) {
      const { secret, old, current } = rowsOf(it);
      await tx.secrets.insert(secret);
      await tx.secrets.insertVersion(old);
      const moved = { ...secret, currentVersion: current.version, rowVersion: 2 };
      await tx.secrets.update(moved);
      await tx.secrets.insertVersion({ ...current, enabled: true, tags: { ...old.tags, ...current.tags } });
      await tx.secrets.updateVersion(current);
      if (it.deletion) await tx.secrets.update({ ...moved, deletion: it.deletion, rowVersion: 3 });
    }
  });
}

/** What should be found, said again: every item is looked at. */
export function expected(told: readonly Item[], asked: IndexFilter, by: SecretSort): string[] {
  const found = told.filter((it) => fits(it, asked));
  const sign = by.direction === 'up' ? 1 : -1;
  return found.toSorted((a, b) => sign * compare(standing(a, asked, by), standing(b, asked, by))).map(nameOf);
}

export const nameOf = (it: Item): string => `${it.vault.id} ${it.name}`;
export const nameOfListing = ({ row }: SecretListing): string => `${row.vaultId} ${row.name}`;

function fits(it: Item, asked: IndexFilter): boolean {
  const fields = [it.name, it.contentType ?? '', ...Object.keys(it.tags), ...Object.values(it.tags)].map((field) =>
    field.normalize('NFC').toLowerCase(),
  );
  const inSpan = (time: number, of: typeof asked.created) => time >= (of?.from ?? 0) && time < (of?.until ?? Infinity);
  const conditions = [
    asked.vaultIds.includes(it.vault.id),
    asked.deleted === (it.deletion !== undefined),
    asked.words.every((each) => fields.some((field) => field.includes(each))),
    asked.tags?.some((tag) => Object.entries(it.tags).some(([name, value]) => name === tag.name && (tag.value ?? value) === value)),
    asked.contentTypes?.includes(it.contentType ?? ''),
    asked.states?.some((state) => statesOf(it).includes(state)),
    asked.expires === 'never' ? it.expires === undefined : asked.expires && it.expires !== undefined && inSpan(it.expires, asked.expires),
    asked.created && inSpan(it.createdOn, asked.created),
    asked.changed && inSpan(it.updatedOn, asked.changed),
  ];
  const given = [true, true, true, asked.tags, asked.contentTypes, asked.states, asked.expires, asked.created, asked.changed];
  return conditions.every((holds, at) => given[at] === undefined || holds === true);
}

function statesOf(it: Item): string[] {
  const isExpired = it.expires !== undefined && it.expires <= now;
  const isInactive = it.notBefore !== undefined && it.notBefore > now;
  return [
    ...(it.enabled && !isExpired && !isInactive ? ['active'] : []),
    ...(it.enabled ? [] : ['disabled']),
    ...(isInactive ? ['inactive'] : []),
    ...(isExpired ? ['expired'] : []),
    ...(it.expires !== undefined && !isExpired && it.expires <= now + 30 * dayMs ? ['expiring'] : []),
  ];
}

/** By numbers and names, the first of which differs decides. */
function standing(it: Item, asked: IndexFilter, { by }: SecretSort): (number | string)[] {
  const key = it.name.toLowerCase();
  const rest = asked.words.some((each) => key.startsWith(each)) ? 1 : 2;
  const firsts: Readonly<Record<SecretSort['by'], number>> = {
    match: asked.words.includes(key) ? 0 : rest,
    name: 0,
    vault: asked.vaultIds.indexOf(it.vault.id),
    expires: it.expires ?? never,
    created: it.createdOn,
    changed: it.updatedOn,
    purge: it.deletion?.purgeOn ?? never,
  };
  return [firsts[by], key, vaults.indexOf(it.vault)];
}

function compare(a: readonly (number | string)[], b: readonly (number | string)[]): number {
  const at = a.findIndex((part, place) => part !== b[place]);
  if (at < 0) return 0;
  return (a[at] ?? 0) < (b[at] ?? 0) ? -1 : 1;
}
