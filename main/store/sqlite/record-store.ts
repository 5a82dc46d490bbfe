import * as z from 'zod';
import type { RecordRow, RecordStore } from '../../../app/audit/record-store.ts';
import { VaultError } from '../../../app/contract/vault-error.ts';
import { counted } from './column.ts';
import type { Sql } from './connection.ts';
import { countFacets } from './record-facet.ts';
import { forgetNames, removeRecords } from './record-removal.ts';
import { checkpoint, checkpointColumns, head, joinHashes, record, recordColumns } from './record-row.ts';
import { countRecords, listRecords, spanRecords, tallyRecords } from './record-search.ts';
import { packLoose } from './record-segment.ts';
import { createWalks, type Walks } from './record-walk.ts';

const objectCount = z.object({ object: z.string(), count: z.number(), lastOn: z.number() });

const disabledReads = `select lower(object) as object, count(*) as count, max(time) as lastOn
  from (select object, time from log_record indexed by log_record_disabled where code = 'SecretDisabled' order by sequence desc limit ?)
  where time >= ? group by 1 order by 2 desc, 3 desc, 1`;

const putHead = `insert into log_head (id, size, root_hash, signed_on, note, frontier)
  values (1, @size, @rootHash, @signedOn, @note, @frontier)
  on conflict (id) do update set size = @size, root_hash = @rootHash, signed_on = @signedOn, note = @note, frontier = @frontier`;

const edge = z.object({ sequence: z.number() });

/** Records that are looked at to count: more than this, and the number says less than the wait for it costs. */
const usualMostLooked = 4_000_000;

export function createSqliteRecordStore(sql: Sql, mostLooked = usualMostLooked): RecordStore {
  const walks = createWalks(sql);
  return { ...records(sql, walks), ...search(sql, walks, mostLooked), ...tree(sql) };
}

type Search = 'list' | 'listUp' | 'count' | 'span' | 'tally' | 'facets';
type Tree = 'findHead' | 'putHead' | 'insertCheckpoint' | 'findCheckpoint' | 'listCheckpoints' | 'countCheckpoints';

function records(sql: Sql, walks: Walks): Omit<RecordStore, Search | Tree> {
  return {
    append: async (rows) => {
      walks.forget();
      for (const row of rows) insertRecord(sql, row);
      const last = rows.at(-1);
      if (last) packLoose(sql, last.sequence);
    },
    find: async (sequence) => sql.find(record, `select ${recordColumns} from log_record where sequence = ?`, [sequence]),
    end: async () => (sql.find(edge, 'select sequence from log_record order by sequence desc limit 1')?.sequence ?? -1) + 1,
    scan: async (from, limit) =>
      sql.all(record, `select ${recordColumns} from log_record where sequence >= ? order by sequence limit ?`, [from, limit]),
    countDisabledReads: async (from, most) => sql.all(objectCount, disabledReads, [most, from]),
    remove: async (sequences) => {
      walks.forget();
      return removeRecords(sql, sequences);
    },
    forgetNames: async () => {
      walks.forget();
      return forgetNames(sql);
    },
  };
}

const search = (sql: Sql, { open }: Walks, mostLooked: number): Pick<RecordStore, Search> => ({
  list: async (before, limit, query) => listRecords(sql, open(query), { newestFirst: true, below: before }, { limit, query }),
  listUp: async (from, limit, query) => listRecords(sql, open(query), { newestFirst: false, from }, { limit, query }),
  count: async (query) => countRecords(open(query), mostLooked),
  span: async (query) => spanRecords(open(query)),
  tally: async (query, stretches) => tallyRecords(open(query), stretches),
  facets: async (query, ask) => countFacets(sql, open(query), ask),
});

function tree(sql: Sql): Pick<RecordStore, Tree> {
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

const insert = `insert into log_record (sequence, time, operation, result, status, code, identity, identity_id, object, vault, resource_id,
  door, address, duration_ms, correlation_id, leaf_hash, canonical) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

function insertRecord(sql: Sql, row: RecordRow): void {
  const values = [
    row.sequence,
    row.time,
    row.operation,
    row.result,
    row.status,
    row.code,
    row.identity,
    row.identityId,
    row.object,
    row.vault,
    row.resourceId,
    row.door,
    row.address,
    row.durationMs,
    row.correlationId,
    row.leafHash,
    row.canonical ?? null,
  ];
  sql.change(insert, values, () => new VaultError('Conflict', { name: `record ${row.sequence}` }));
}
