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

function fits(hit: SecretHit, query: SecretQuery, now: number): boolean {
  const text = [hit.name, hit.contentType ?? '', ...Object.entries(hit.tags).flat()].join('\n').toLowerCase();
  const { expires, state } = query;
  return (
    (query.text ?? '')
      .toLowerCase()
      .split(/\s+/)
      .every((word) => text.includes(word)) &&
    (query.vault?.some((vault) => vault.toLowerCase() === hit.vault.toLowerCase()) ?? true) &&
    (query.contentType?.includes(hit.contentType ?? '') ?? true) &&
    (query.tag?.some(({ name, value }) => name in hit.tags && (value === undefined || hit.tags[name] === value)) ?? true) &&
    (state?.includes(stateOf(hit, now)) ?? true) &&
    (expires === 'never' ? hit.expires === undefined : holds(expires, hit.expires)) &&
    holds(query.created, hit.createdOn) &&
    holds(query.changed, hit.updatedOn)
  );
}

function order(a: SecretHit, b: SecretHit, by: SecretSort['by']): number {
  const name = a.name.localeCompare(b.name) || a.vault.localeCompare(b.vault);
  switch (by) {
    case 'vault':
      return a.vault.localeCompare(b.vault) || name;
    case 'expires':
      return (a.expires ?? Infinity) - (b.expires ?? Infinity) || name;
    case 'created':
      return a.createdOn - b.createdOn || name;
    case 'changed':
      return a.updatedOn - b.updatedOn || name;
    case 'match':
    case 'name':
    case 'purge':
      return name;
  }
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
