import { importChoice, type ImportRow, ImportRowList, importStatus } from '../contract/import.ts';
import { houseTarget, type RoomOperation } from '../operation/operation.ts';
import type { Found, ImportJob, PlannedRow } from './import-job.ts';
import { sourceOf } from './naming.ts';
import { looksPersonal } from './personal.ts';
import type { FileRow } from './read-row.ts';

/** What each row would do, or did: names and sizes, never values. */
export const listImportRow: RoomOperation<typeof ImportRowList> = {
  at: 'room',
  shape: ImportRowList,
  needs: { kind: 'session' },
  during: ['open'],
  throttle: 'window',
  recorded: false,
  repeatable: false,
  fields: {},
  target: async () => houseTarget('import'),
  async run({ staging, caller }, { import: id, status, outcome, offset, limit }) {
    const job = staging.get('import', caller, id);
    const rows = job.rows.filter(
      (row) => (!status || status.includes(row.status)) && (!outcome || (row.outcome !== undefined && outcome.includes(row.outcome))),
    );
    return {
      items: rows.slice(offset, offset + limit).map((row) => toImportRow(job, row)),
      total: rows.length,
      counts: countBy(
        importStatus.options,
        job.rows.map((row) => row.status),
      ),
      chosen: countBy(
        importChoice.options,
        job.rows.map((row) => row.choice),
      ),
    };
  },
};

function countBy<K extends string>(keys: readonly K[], values: readonly K[]): Record<K, number> {
  const counts = new Map(keys.map((key) => [key, 0]));
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return Object.fromEntries(counts) as Record<K, number>;
}

function toImportRow(job: ImportJob, row: PlannedRow): ImportRow {
  const file = job.read(row.row);
  const line = job.file.lines[row.row] ?? 0;
  const source = sourceOf(file.name);
  return {
    row: row.row,
    ...(line > 0 && { line }),
    source,
    name: row.name,
    valueBytes: file.value.length,
    ...attributesOf(file, row.found),
    ...stateOf(row),
    personal: looksPersonal(source),
  };
}

/** What the file does not say of content type and tags stays as it is. */
function attributesOf({ contentType, enabled = true, notBefore, expires, tags }: FileRow, found: Found | undefined) {
  const kept = contentType ?? found?.contentType;
  return {
    ...(kept !== undefined && { contentType: kept }),
    enabled,
    ...(notBefore !== undefined && { notBefore }),
    ...(expires !== undefined && { expires }),
    tags: tags ?? found?.tags ?? {},
  };
}

const stateOf = ({ status, reason, bin, choice, outcome, outcomeCode }: PlannedRow) => ({
  status,
  ...(reason !== undefined && { reason }),
  ...bin,
  choice,
  ...(outcome && { outcome }),
  ...(outcomeCode !== undefined && { outcomeCode }),
});
