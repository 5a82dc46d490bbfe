import * as z from 'zod';
import type { RecordRow, RecordStore } from '../../../app/audit/record-store.ts';
import { result, type LogFilter } from '../../../app/contract/log.ts';
import { VaultError } from '../../../app/contract/vault-error.ts';
import { and } from './clause.ts';
import { counted } from './column.ts';
import type { Sql } from './connection.ts';
import { planRecordQuery } from './record-query.ts';
import { checkpoint, checkpointColumns, head, joinHashes, record, recordColumns } from './record-row.ts';

const everyResult = result.options;
const id = z.object({ id: z.number() });
const latest = z.object({ latest: z.number() });

const objectCount = z.object({ object: z.string(), count: z.number(), lastOn: z.number() });

const disabledReads = `select lower(object) as object, count(*) as count, max(time) as lastOn
  from (select object, time from log_record indexed by log_record_disabled where code = 'SecretDisabled' order by sequence desc limit ?)
  where time >= ? group by 1 order by 2 desc, 3 desc, 1`;

const putHead = `insert into log_head (id, size, root_hash, signed_on, note, frontier)
  values (1, @size, @rootHash, @signedOn, @note, @frontier)
  on conflict (id) do update set size = @size, root_hash = @rootHash, signed_on = @signedOn, note = @note, frontier = @frontier`;

export const createSqliteRecordStore = (sql: Sql): RecordStore => ({ ...records(sql), ...tree(sql) });

type Records = 'append' | 'find' | 'list' | 'scan' | 'count' | 'countDisabledReads';

function records(sql: Sql): Pick<RecordStore, Records> {
  return {
    append: async (rows) => {
      let highest = sql.find(latest, 'select latest from log_record order by sequence desc limit 1')?.latest ?? 0;
      for (const row of rows) {
        highest = Math.max(highest, row.time);
        insertRecord(sql, row, highest);
      }
    },
    find: async (sequence) => sql.find(record, `select ${recordColumns} from log_record where sequence = ?`, [sequence]),
    list: async (before, limit, filter) => listRecords(sql, before, limit, filter),
    scan: async (from, limit) =>
      sql.all(record, `select ${recordColumns} from log_record where sequence >= ? order by sequence limit ?`, [from, limit]),
    count: async (filter) => countRecords(sql, filter),
    countDisabledReads: async (from, most) => sql.all(objectCount, disabledReads, [most, from]),
  };
}

function tree(sql: Sql): Omit<RecordStore, Records> {
  return {
    findHead: async () => sql.find(head, `select ${checkpointColumns}, frontier from log_head where id = 1`),
    putHead: async ({ size, rootHash, signedOn, note, frontier }) => {
      sql.run(putHead, { size, rootHash, signedOn, note, frontier: joinHashes(frontier) });
    },
    insertCheckpoint: async ({ size, rootHash, signedOn, note }) => {
      const taken = () => new VaultError('Conflict', { name: `checkpoint ${size}` });
      sql.insert('log_checkpoint', { size, root_hash: rootHash, signed_on: signedOn, note }, taken);
    },
    findCheckpoint: async (size) => sql.find(checkpoint, `select ${checkpointColumns} from log_checkpoint where size = ?`, [size]),
    listCheckpoints: async (before, limit) =>
      sql.all(checkpoint, `select ${checkpointColumns} from log_checkpoint where size < ? order by size desc limit ?`, [
        before ?? Number.MAX_SAFE_INTEGER,
        limit,
      ]),
    countCheckpoints: async () => sql.find(counted, 'select count(*) as count from log_checkpoint')?.count ?? 0,
  };
}

function insertRecord(sql: Sql, row: RecordRow, highest: number): void {
  sql.insert(
    'log_record',
    {
      sequence: row.sequence,
      time: row.time,
      latest: highest,
      operation: row.operation,
      result: row.result,
      status: row.status,
      code: row.code,
      identity: row.identity,
      identity_name: nameId(sql, row.identity),
      object: row.object,
      object_name: nameId(sql, row.object),
      door: row.door,
      address: row.address,
      duration_ms: row.durationMs,
      correlation_id: row.correlationId,
      leaf_hash: row.leafHash,
      canonical: row.canonical ?? null,
    },
    () => new VaultError('Conflict', { name: `record ${row.sequence}` }),
  );
}

function nameId(sql: Sql, name: string): number {
  const folded = name.toLowerCase();
  const known = sql.find(id, 'select id from log_name where folded = ?', [folded]);
  if (known) return known.id;
  const added = sql.find(id, 'insert into log_name (id, folded) select coalesce(max(id), 0) + 1, ? from log_name returning id', [folded]);
  if (!added) throw new Error('a name was not added');
  return added.id;
}

function listRecords(sql: Sql, before: number | undefined, limit: number, filter: LogFilter): RecordRow[] {
  const { where, branches } = planRecordQuery(sql, { kind: 'list', before }, filter);
  const newest = 'order by sequence desc limit ?';
  if (branches.length === 0) {
    return sql.all(record, `select ${recordColumns} from log_record where ${where.text} ${newest}`, [...where.values, limit]);
  }
  const parts = branches.map((branch) => and([branch, where]));
  const union = parts.map((part) => `select * from (select sequence from log_record where ${part.text} ${newest})`).join(' union all ');
  return sql.all(record, `select ${recordColumns} from log_record where sequence in (${union}) ${newest}`, [
    ...parts.flatMap((part) => [...part.values, limit]),
    limit,
  ]);
}

function countRecords(sql: Sql, filter: LogFilter): number {
  const given = Object.entries(filter).filter(([, value]) => value !== undefined);
  if (given.length === 0) return countAll(sql);
  if (given.length === 1 && filter.result?.includes('succeeded')) {
    const others = everyResult.filter((result) => !filter.result?.includes(result));
    return countAll(sql) - (others.length === 0 ? 0 : countRecords(sql, { result: others }));
  }
  const { where, branches } = planRecordQuery(sql, { kind: 'count' }, filter);
  if (branches.length === 0) {
    return sql.find(counted, `select count(*) as count from log_record where ${where.text}`, where.values)?.count ?? 0;
  }
  const parts = branches.map((branch) => and([branch, where]));
  const union = parts.map((part) => `select sequence from log_record where ${part.text}`).join(' union ');
  return (
    sql.find(
      counted,
      `select count(*) as count from (${union})`,
      parts.flatMap((part) => part.values),
    )?.count ?? 0
  );
}

/** Sequences begin at 0 and have no gaps, because deleting by policy leaves the row and its leaf. */
const countAll = (sql: Sql): number =>
  sql.find(counted, 'select sequence + 1 as count from log_record order by sequence desc limit 1')?.count ?? 0;
