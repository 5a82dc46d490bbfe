import { seenVaults } from '../access/visible-vault.ts';
import { VaultError } from '../contract/vault-error.ts';
import type { Room } from '../operation/operation.ts';
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

/** What is counted of secrets and of keys alike. */
export interface AttentionCount {
  readonly total: number;
  readonly expired: number;
  readonly expiring: number;
  readonly purgedSoon: number;
  /** How many expire in each period. */
  readonly byPeriod: readonly number[];
  /** Vaults with something that expired or is expiring. */
  readonly vaults: readonly { readonly vaultId: string; readonly expired: number; readonly expiring: number }[];
}

/** As the window tells of it: 30 days, a year, a week, and 13 weeks one by one. */
const attentionAt = (time: number): AttentionTime => ({
  time,
  expiringUntil: time + expiringMs,
  unchangedSince: time - 365 * dayMs,
  purgedUntil: time + 7 * dayMs,
  periodMs: 7 * dayMs,
  periods: weeks,
});

/**
 * What needs attention among objects of a noun, in the vaults that the person may see or the one of them that is named. Counted as the
 * window shows it: expiries by week, and vaults by name.
 * @throws VaultError VaultNotFound when that one is not seen
 */
export async function readAttention<C extends AttentionCount>(
  room: Room,
  noun: { readonly see: string },
  name: string | undefined,
  count: (vaultIds: readonly string[], at: AttentionTime) => Promise<C>,
) {
  const vaults = await seenVaults(room, noun, name);
  if (name !== undefined && vaults.length === 0) throw new VaultError('VaultNotFound', { name });
  const ids = vaults.map(({ id }) => id);
  const { byPeriod, vaults: counts, ...rest } = await count(ids, attentionAt(room.time));
  return { vaults, counted: { ...rest, byWeek: [...byPeriod], vaults: nameCounts(vaults, counts) } };
}

/** Counts by the name of the vault instead of its id. */
function nameCounts<C extends { readonly vaultId: string }>(vaults: readonly VaultRow[], counts: readonly C[]) {
  const names = new Map(vaults.map(({ id, name }) => [id, name]));
  return counts.map(({ vaultId, ...count }) => ({ vault: names.get(vaultId) ?? '', ...count }));
}
