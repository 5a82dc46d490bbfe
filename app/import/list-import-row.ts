import { importChoice, type ImportRow, ImportRowList, importStatus } from '../contract/import.ts';
import { houseTarget, type RoomOperation } from '../operation/operation.ts';
import type { ImportJob } from './import-job.ts';
import { sourceOf } from './naming.ts';
import { looksPersonal } from './personal.ts';
import type { Found } from './found-table.ts';
import type { PlannedRow } from './plan-table.ts';
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
    const items: ImportRow[] = [];
    const counts = zeros(importStatus.options);
    const chosen = zeros(importChoice.options);
    let total = 0;
    for (let at = 0; at < job.rows.length; at += 1) {
      const row = job.rows.state(at);
      counts[row.status] += 1;
      chosen[row.choice] += 1;
      if (status && !status.includes(row.status)) continue;
      if (outcome && !(row.outcome !== undefined && outcome.includes(row.outcome))) continue;
      if (total >= offset && items.length < limit) items.push(toImportRow(job, job.rows.get(at)));
      total += 1;
    }
    return { items, total, counts, chosen };
  },
};

const zeros = <K extends string>(keys: readonly K[]): Record<K, number> =>
  Object.fromEntries(keys.map((key) => [key, 0])) as Record<K, number>;

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
