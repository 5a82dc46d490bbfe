import type { VaultRow } from './vault-store.ts';

const dayMs = 86_400_000;
const weeks = 13;
/** What expires so soon is expiring. */
export const expiringMs = 30 * dayMs;

/** The instants that decide what needs attention, in milliseconds since 1970. */
export interface AttentionTime {
  readonly time: number;
  /** What expires after `time` and until then is expiring. */
  readonly expiringUntil: number;
  /** What changed last before then is unchanged. */
  readonly unchangedSince: number;
  readonly purgedUntil: number;
  /** Length of one of the periods from `time` on in which expiries are counted, in milliseconds. */
  readonly periodMs: number;
  readonly periods: number;
}

/** As the window tells of it: 30 days, a year, a week, and 13 weeks one by one. */
export const attentionAt = (time: number): AttentionTime => ({
  time,
  expiringUntil: time + expiringMs,
  unchangedSince: time - 365 * dayMs,
  purgedUntil: time + 7 * dayMs,
  periodMs: 7 * dayMs,
  periods: weeks,
});

/** Counts by the name of the vault instead of its id. */
export function nameCounts<C extends { readonly vaultId: string }>(vaults: readonly VaultRow[], counts: readonly C[]) {
  const names = new Map(vaults.map(({ id, name }) => [id, name]));
  return counts.map(({ vaultId, ...count }) => ({ vault: names.get(vaultId) ?? '', ...count }));
}
