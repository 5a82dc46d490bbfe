import { LogExport } from '../contract/log.ts';
import { type ByteDraft, createByteDraft } from '../export/byte-draft.ts';
import { addCsvRow } from '../export/csv-row.ts';
import { kept, type StreamOperation } from '../operation/operation.ts';
import { filterFields, logTarget, readLog, toQuery } from './log-need.ts';
import { readRecord } from './record.ts';
import type { RecordRow } from './record-store.ts';

/** Rows that are read at a time. */
const pageRows = 1000;

/** A part is sent when it has so many bytes; one record more may be in it. */
const partBytes = 128 * 1024;

/** Records as a file, as far as the log went when this began. */
export const exportLog: StreamOperation<typeof LogExport> = {
  ...readLog,
  at: 'stream',
  shape: LogExport,
  fields: { ...filterFields, format: kept(({ format }) => format) },
  target: async (input) => logTarget(input),
  async *follow({ read, signal }, { format, ...place }) {
    const below = await read((tx) => tx.records.end());
    const query = { ...toQuery(place), below };
    const { count: total } = await read((tx) => tx.records.count(query));
    const draft = createByteDraft();
    if (format === 'csv') addCsvRow(draft, csvColumns);
    let done = 0;
    for (let from = 0; !signal.aborted;) {
      const start = from;
      const rows = await read((tx) => tx.records.listUp(start, pageRows, query));
      for (const row of rows) {
        addRecord(draft, format, row);
        done += 1;
        if (draft.length >= partBytes) yield { part: draft.finish(), done, total };
      }
      const last = rows.at(-1);
      if (!last || rows.length < pageRows) break;
      from = last.sequence + 1;
    }
    // Also where there is nothing: a file without lines is the answer then.
    yield { part: draft.finish(), done, total };
  },
};

function addRecord(draft: ByteDraft, format: 'jsonl' | 'csv', row: RecordRow): void {
  if (format === 'jsonl') draft.text(`${row.canonical ?? ''}\n`);
  else addCsvRow(draft, toCells(row));
}

const csvColumns = [
  'sequence',
  'time',
  'operation',
  'result',
  'status',
  'code',
  'identity',
  'identityId',
  'object',
  'vault',
  'resourceId',
  'door',
  'address',
  'durationMs',
  'correlationId',
  'requestId',
  'properties',
] as const;

function toCells(row: RecordRow): string[] {
  const record = row.canonical === undefined ? undefined : readRecord(row.canonical);
  const { httpStatusCode: _status, ...properties } = record?.properties ?? { httpStatusCode: row.status };
  const cells: Record<(typeof csvColumns)[number], string> = {
    sequence: row.sequence.toString(),
    time: new Date(row.time).toISOString(),
    operation: row.operation,
    result: row.result,
    status: row.status.toString(),
    code: row.code,
    identity: row.identity,
    identityId: row.identityId,
    object: row.object,
    vault: row.vault,
    resourceId: row.resourceId,
    door: row.door,
    address: row.address,
    durationMs: row.durationMs.toString(),
    correlationId: row.correlationId,
    requestId: record?.requestId ?? '',
    properties: JSON.stringify(properties),
  };
  return csvColumns.map((name) => cells[name]);
}
