import { UsageList } from '../contract/endpoint.ts';
import { VaultError } from '../contract/vault-error.ts';
import { houseTarget, kept, type RoomOperation } from '../operation/operation.ts';
import { dayOf } from './meter.ts';
import type { UsageRow } from './usage-store.ts';

const dayMs = 86_400_000;
/** Days that are asked for at the most, and rows that are answered with. */
const mostDays = 400;
const mostRows = 10_000;

/**
 * How often what was asked of vaults through the endpoint: what is written, and what was counted since.
 * @throws VaultError BadParameter for more days or rows than are answered at once
 */
export const listUsage: RoomOperation<typeof UsageList> = {
  at: 'room',
  shape: UsageList,
  needs: { kind: 'action', action: 'Microsoft.Insights/metrics/read' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: false,
  fields: { vault: kept(({ vault }) => vault) },
  target: async () => houseTarget('usage'),
  async run({ tx, endpoint }, { vault, from, until }) {
    if (until - from > mostDays * dayMs) throw tooMuch('until', mostDays);
    const query = { vault: vault?.toLowerCase(), from: dayOf(from), until };
    const written = await tx.usage.list(query);
    const counted = endpoint.meter
      .pending()
      .filter((row) => query.from <= row.day && row.day < until && (vault === undefined || row.vault === query.vault));
    const items = addUp([...written, ...counted]);
    if (items.length > mostRows) throw tooMuch('from', mostRows);
    return { items };
  },
};

const tooMuch = (path: string, limit: number): VaultError =>
  new VaultError('BadParameter', { issues: [{ path, problem: 'too_big', limit }] });

/** By day, vault and operation. */
function addUp(rows: readonly UsageRow[]): UsageRow[] {
  const sums = new Map<string, UsageRow>();
  for (const row of rows) {
    const key = JSON.stringify([row.day, row.vault, row.operation]);
    const known = sums.get(key);
    sums.set(key, known ? { ...row, answered: known.answered + row.answered, refused: known.refused + row.refused } : row);
  }
  return [...sums.values()].toSorted((a, b) => a.day - b.day || compare(a.vault, b.vault) || compare(a.operation, b.operation));
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
