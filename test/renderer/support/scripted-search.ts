import type { Input, Output } from '../../../app/contract/operation.ts';
import type { SecretHit, SecretQuery, SecretSort, SecretState } from '../../../app/contract/search.ts';

const dayMs = 86_400_000;

function stateOf(hit: SecretHit, now: number): SecretState {
  if (!hit.enabled) return 'disabled';
  if (hit.expires !== undefined && hit.expires <= now) return 'expired';
  if (hit.notBefore !== undefined && hit.notBefore > now) return 'inactive';
  return hit.expires !== undefined && hit.expires - now <= 30 * dayMs ? 'expiring' : 'active';
}

const holds = (span: { from?: number | undefined; until?: number | undefined } | undefined, time: number | undefined) =>
  span === undefined || (time !== undefined && (span.from ?? -Infinity) <= time && time < (span.until ?? Infinity));

const says = (hit: SecretHit, text: string) => {
  const words = [hit.name, hit.contentType ?? '', ...Object.entries(hit.tags).flat()].join('\n').toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => words.includes(word));
};

const one = <T>(values: readonly T[] | undefined, fits: (value: T) => boolean) => values?.some(fits) ?? true;

const fits = (hit: SecretHit, query: SecretQuery, now: number): boolean =>
  [
    says(hit, query.text ?? ''),
    one(query.vault, (vault) => vault.toLowerCase() === hit.vault.toLowerCase()),
    one(query.contentType, (type) => type === hit.contentType),
    one(query.tag, ({ name, value }) => name in hit.tags && (value === undefined || hit.tags[name] === value)),
    one(query.state, (state) => state === stateOf(hit, now)),
    query.expires === 'never' ? hit.expires === undefined : holds(query.expires, hit.expires),
    holds(query.created, hit.createdOn),
    holds(query.changed, hit.updatedOn),
  ].every(Boolean);

const keyOf: Readonly<Partial<Record<SecretSort['by'], (hit: SecretHit) => number>>> = {
  expires: (hit) => hit.expires ?? Number.MAX_SAFE_INTEGER,
  created: (hit) => hit.createdOn,
  changed: (hit) => hit.updatedOn,
};

function order(a: SecretHit, b: SecretHit, by: SecretSort['by']): number {
  const [name, vault] = [a.name.localeCompare(b.name), a.vault.localeCompare(b.vault)];
  const key = keyOf[by];
  return by === 'vault' ? vault || name : (key ? key(a) - key(b) : 0) || name || vault;
}

/** Searches rows as the engine would, for pictures and for screens whose engine is a script. */
export function searchHits(
  hits: readonly SecretHit[],
  { query, sort, cursor, offset = 0, limit }: Input<'SecretSearch'>,
): Output<'SecretSearch'> {
  const now = Date.now();
  const turn = sort.direction === 'up' ? 1 : -1;
  const found = hits.filter((hit) => fits(hit, query, now)).toSorted((a, b) => turn * order(a, b, sort.by));
  return pageOfHits(found.length, (at) => found[at], { from: Number(cursor ?? offset), limit });
}

/** One page of a list that is known by its length and a row at each place. */
export function pageOfHits(
  count: number,
  at: (index: number) => SecretHit | undefined,
  { from, limit }: { from: number; limit: number },
): Output<'SecretSearch'> {
  const items = Array.from({ length: Math.max(0, Math.min(limit, count - from)) }, (_, step) => at(from + step)).filter(
    (hit) => hit !== undefined,
  );
  return { items, total: { count, atLeast: false }, ...(from + limit < count ? { next: String(from + limit) } : {}) };
}
