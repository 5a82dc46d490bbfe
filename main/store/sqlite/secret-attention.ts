import * as z from 'zod';
import type { SecretAttentionCount } from '../../../app/secret/secret-index.ts';
import type { AttentionTime } from '../../../app/vault/attention.ts';
import { and, type Clause } from './clause.ts';
import { counted } from './column.ts';
import type { Sql } from './connection.ts';
import { inVaults, type Scope } from './secret-scope.ts';

const perVault = z.object({ vault: z.number(), expired: z.number(), expiring: z.number() });
const perPeriod = z.object({ period: z.number(), count: z.number() });

/** Counts along one index each, none of which reads a row. */
export function countAttention(sql: Sql, scope: Scope, at: AttentionTime): SecretAttentionCount {
  const vaults = vaultsOf(sql, scope, at);
  const count = (index: string, condition: Clause): number => {
    const { text, values } = within(scope, condition);
    return (
      sql.find(counted, `select count(*) as count from secret_index indexed by secret_index_${index} where ${text}`, values)?.count ?? 0
    );
  };
  return {
    total: scope.size,
    expired: vaults.reduce((sum, { expired }) => sum + expired, 0),
    expiring: vaults.reduce((sum, { expiring }) => sum + expiring, 0),
    unchanged: count('changed', { text: 'deleted = 0 and changed_on < ?', values: [at.unchangedSince] }),
    disabled: count('disabled', { text: 'deleted = 0 and enabled = 0', values: [] }),
    purgedSoon: count('purge', { text: 'deleted = 1 and purge_on <= ?', values: [at.purgedUntil] }),
    byPeriod: periodsOf(sql, scope, at),
    vaults,
  };
}

const within = ({ numbers }: Scope, condition: Clause): Clause =>
  numbers === undefined ? condition : and([condition, inVaults('+vault', numbers)]);

function vaultsOf(sql: Sql, scope: Scope, { time, expiringUntil }: AttentionTime): SecretAttentionCount['vaults'] {
  const { text, values } = within(scope, { text: 'deleted = 0 and expires <= ?', values: [expiringUntil] });
  const rows = sql.all(
    perVault,
    `select vault, sum(expires <= ?) as expired, sum(expires > ?) as expiring
      from secret_index indexed by secret_index_expires where ${text} group by vault`,
    [time, time, ...values],
  );
  const found = new Map(rows.map(({ vault, expired, expiring }) => [vault, { expired, expiring }]));
  return scope.vaults.flatMap(({ id, number }) => {
    const counts = found.get(number);
    return counts ? [{ vaultId: id, ...counts }] : [];
  });
}

function periodsOf(sql: Sql, scope: Scope, { time, periodMs, periods }: AttentionTime): number[] {
  const { text, values } = within(scope, {
    text: 'deleted = 0 and expires > ? and expires <= ?',
    values: [time, time + periods * periodMs],
  });
  const rows = sql.all(
    perPeriod,
    `select cast((expires - ? - 1) / ? as integer) as period, count(*) as count
      from secret_index indexed by secret_index_expires where ${text} group by 1`,
    [time, periodMs, ...values],
  );
  const counts = new Map(rows.map(({ period, count }) => [period, count]));
  return Array.from({ length: periods }, (_, period) => counts.get(period) ?? 0);
}
