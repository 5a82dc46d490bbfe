import * as z from 'zod';
import { type Clause, pin } from './clause.ts';
import { flag, limited } from './column.ts';
import type { Sql } from './connection.ts';

/** The vaults that are looked into, as the index knows them. */
export interface Scope {
  /** In the order that was given; `id` is the vault's own. */
  readonly vaults: readonly ScopeVault[];
  /** Their numbers; undefined when they are all that there are. */
  readonly numbers: readonly number[] | undefined;
  /** On a row `i` of the index: of these vaults. None when they are all that there are. */
  readonly conditions: readonly Clause[];
  /** How many secrets they hold, in the bin or out of it. */
  readonly size: number;
}

interface ScopeVault {
  readonly id: string;
  readonly number: number;
  readonly size: number;
}

const row = z.object({ id: z.string(), number: z.number(), live: z.number(), binned: z.number() });
const whole = z.object({ whole: flag });

const select = `select n.vault_id as id, n.number, n.live, n.binned
  from json_each(?) j cross join vault_index n on n.vault_id = j.value order by j.key`;

// One that is left over is found by looking at as many as are given, and one.
const isWhole = `select (select count(*) from (select 1 from vault_index ${limited})) <= ? as whole`;

export function scopeOf(sql: Sql, vaultIds: readonly string[], deleted: boolean): Scope {
  const vaults = sql
    .all(row, select, [JSON.stringify([...new Set(vaultIds)])])
    .map(({ id, number, live, binned }) => ({ id, number, size: deleted ? binned : live }));
  const size = vaults.reduce((sum, vault) => sum + vault.size, 0);
  if (sql.find(whole, isWhole, [vaults.length + 1, vaults.length])?.whole) return { vaults, numbers: undefined, conditions: [], size };
  const numbers = vaults.map(({ number }) => number);
  return { vaults, numbers, conditions: [inVaults('i.vault', numbers)], size };
}

/** Whether a column is the number of one of the vaults. */
export const inVaults = (column: string, numbers: readonly number[]): Clause =>
  numbers.length === 1
    ? pin(`${column} = ?`, numbers[0] ?? 0)
    : pin(`${column} in (select value from json_each(?))`, JSON.stringify(numbers));
