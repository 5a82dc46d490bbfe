import * as z from 'zod';
import type { KeyAttentionCount } from '../../../app/key/key-store.ts';
import type { AttentionTime } from '../../../app/vault/attention.ts';
import { counted } from './column.ts';
import type { Sql } from './connection.ts';

/** Keys of a vault that are in one token, or in none, and expire in one period; -1 where they don't expire after now. */
const group = z.object({
  vaultId: z.string(),
  token: z.string().nullable(),
  period: z.number(),
  total: z.number(),
  expired: z.number(),
  expiring: z.number(),
  unrotated: z.number(),
});
type Group = z.infer<typeof group>;

const inVaults = 'vault_id in (select value from json_each(@vaults))';
const isActive = 'v.enabled = 1 and ifnull(v.expires > @time, 1) and ifnull(v.not_before <= @time, 1)';
const sumOf = (condition: string): string => `sum(case when ${condition} then 1 else 0 end)`;

/** One pass over the keys of these vaults with their current versions: no index knows when those expire. The same states as `stateOf` tells. */
const selectGroups = `select s.vault_id as vaultId, v.token,
    case when v.expires > @time then min(cast((v.expires - @time - 1) / @periodMs as integer), @periods) else -1 end as period,
    count(*) as total,
    ${sumOf('v.enabled = 1 and v.expires <= @time')} as expired,
    ${sumOf(`${isActive} and v.expires <= @expiringUntil`)} as expiring,
    ${sumOf(`${isActive} and s.rotates = 0 and v.created_on < @unchangedSince`)} as unrotated
  from key s cross join key_version v on v.version = s.current_version
  where s.${inVaults} and s.deleted_on is null group by 1, 2, 3`;

const countOverdue = `select count(*) as count from key indexed by key_rotates_on
  where rotates_on <= @time and deleted_on is null and ${inVaults}`;
const countPurged = `select count(*) as count from key indexed by key_purge_on where purge_on <= @purgedUntil and ${inVaults}`;

export function countAttention(
  sql: Sql,
  vaultIds: readonly string[],
  { time, expiringUntil, unchangedSince, purgedUntil, periodMs, periods }: AttentionTime,
): KeyAttentionCount {
  const vaults = JSON.stringify(vaultIds);
  const groups = sql.all(group, selectGroups, { vaults, time, expiringUntil, unchangedSince, periodMs, periods });
  return {
    total: sum(groups, 'total'),
    expired: sum(groups, 'expired'),
    expiring: sum(groups, 'expiring'),
    unrotated: sum(groups, 'unrotated'),
    overdue: sql.find(counted, countOverdue, { vaults, time })?.count ?? 0,
    purgedSoon: sql.find(counted, countPurged, { vaults, purgedUntil })?.count ?? 0,
    byPeriod: Array.from({ length: periods }, (_, at) =>
      sum(
        groups.filter(({ period }) => period === at),
        'total',
      ),
    ),
    vaults: [...Map.groupBy(groups, ({ vaultId }) => vaultId)].flatMap(([vaultId, own]) => {
      const [expired, expiring] = [sum(own, 'expired'), sum(own, 'expiring')];
      return expired + expiring === 0 ? [] : [{ vaultId, expired, expiring }];
    }),
    tokens: new Map(
      [...Map.groupBy(groups, ({ token }) => token)].flatMap(([token, own]) =>
        token === null ? [] : [[token, sum(own, 'total')] as const],
      ),
    ),
  };
}

const sum = (groups: readonly Group[], field: 'total' | 'expired' | 'expiring' | 'unrotated'): number =>
  groups.reduce((all, { [field]: count }) => all + count, 0);
