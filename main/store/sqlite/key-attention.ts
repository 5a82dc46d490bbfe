import * as z from 'zod';
import type { KeyAttentionCount } from '../../../app/key/key-store.ts';
import type { AttentionTime } from '../../../app/vault/attention.ts';
import { counted } from './column.ts';
import type { Sql } from './connection.ts';
import { scopeOf } from './secret-scope.ts';

/** Keys of a vault that expire in one period; -1 where they expired. */
const group = z.object({ vaultId: z.string(), period: z.number(), total: z.number(), expired: z.number(), expiring: z.number() });
type Group = z.infer<typeof group>;

const perToken = z.object({ token: z.string(), count: z.number() });

const isActive = 'current_enabled = 1 and ifnull(current_expires > @time, 1) and ifnull(current_not_before <= @time, 1)';
const inVaults = 'vault_id in (select value from json_each(@vaults))';

/** One pass over what expired, or will within the last period. The same states as `stateOf` tells. */
const selectGroups = `select vault_id as vaultId, count(*) as total,
    case when current_expires > @time then cast((current_expires - @time - 1) / @periodMs as integer) else -1 end as period,
    sum(current_enabled = 1 and current_expires <= @time) as expired, sum(${isActive} and current_expires <= @expiringUntil) as expiring
  from key indexed by key_expires where current_expires <= @until and deleted_on is null`;

const countUnrotated = `select count(*) as count from key indexed by key_unrotated
  where rotates = 0 and current_created_on < @unchangedSince and deleted_on is null and ${isActive}`;
const countOverdue = 'select count(*) as count from key indexed by key_rotates_on where rotates_on <= @time and deleted_on is null';
const countPurged = 'select count(*) as count from key indexed by key_purge_on where purge_on <= @purgedUntil';
const countTokens = `select current_token as token, count(*) as count from key indexed by key_token
  where current_token is not null and deleted_on is null`;
const countAll = `select count(*) as count from key indexed by key_live where deleted_on is null and ${inVaults}`;

/** Counts along one index each, which hold all that is counted but of the bin. */
export function countAttention(
  sql: Sql,
  vaultIds: readonly string[],
  { time, expiringUntil, unchangedSince, purgedUntil, periodMs, periods }: AttentionTime,
): KeyAttentionCount {
  const vaults = JSON.stringify(vaultIds);
  const isWhole = scopeOf(sql, vaultIds, false).numbers === undefined;
  const within = (text: string): string => (isWhole ? text : `${text} and +${inVaults}`);
  const scope = isWhole ? {} : { vaults };
  const count = (text: string, values: Readonly<Record<string, number>>): number =>
    sql.find(counted, within(text), { ...values, ...scope })?.count ?? 0;
  const until = Math.max(expiringUntil, time + periods * periodMs);
  const groups = sql.all(group, `${within(selectGroups)} group by 1, 3`, { time, expiringUntil, periodMs, until, ...scope });
  return {
    total: sql.find(counted, countAll, { vaults })?.count ?? 0,
    expired: sum(groups, 'expired'),
    expiring: sum(groups, 'expiring'),
    unrotated: count(countUnrotated, { time, unchangedSince }),
    overdue: count(countOverdue, { time }),
    purgedSoon: count(countPurged, { purgedUntil }),
    byPeriod: byPeriod(groups, periods),
    vaults: [...Map.groupBy(groups, ({ vaultId }) => vaultId)].flatMap(([vaultId, own]) => {
      const [expired, expiring] = [sum(own, 'expired'), sum(own, 'expiring')];
      return expired + expiring === 0 ? [] : [{ vaultId, expired, expiring }];
    }),
    tokens: new Map(sql.all(perToken, `${within(countTokens)} group by 1`, scope).map((row) => [row.token, row.count])),
  };
}

function byPeriod(groups: readonly Group[], periods: number): number[] {
  const own = Map.groupBy(groups, ({ period }) => period);
  return Array.from({ length: periods }, (_, period) => sum(own.get(period) ?? [], 'total'));
}

const sum = (groups: readonly Group[], field: 'total' | 'expired' | 'expiring'): number =>
  groups.reduce((all, { [field]: count }) => all + count, 0);
