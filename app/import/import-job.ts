import { copySecret, giveBack } from '../seal/secret-bytes.ts';
import { VaultError } from '../contract/vault-error.ts';
import type { Staged } from '../job/staging.ts';
import { type ColumnPlace, placeColumns } from './column.ts';
import type { ParsedFile } from './file-parser.ts';
import { type ImportNaming, nameFor, usualNaming } from './naming.ts';
import { createPlanTable, type PlanTable, planRowBytes } from './plan-table.ts';
import { type FileRow, readName, readRow } from './read-row.ts';

/** A file that is being imported. */
export interface ImportJob extends Staged {
  readonly file: Omit<ParsedFile, 'content'>;
  readonly fileName: string;
  readonly vault: string;
  readonly rows: PlanTable;
  /** Which cells are what; changes with every plan. */
  place: ColumnPlace;
  /** How what the file calls its rows becomes names; changes with every plan. */
  naming: ImportNaming;
  /** What one row says. @throws VaultError StagedNotFound once it is closed */
  read(row: number): FileRow;
  /** The value of a row, in an array of its own that the caller zeroes. @throws VaultError StagedNotFound once it is closed */
  copyValue(row: number): Uint8Array;
  /** @throws VaultError Conflict while a plan or a run is on its way */
  assertFree(): void;
  /** A plan or a run is on its way: only one at a time. */
  busy: boolean;
}

export function createImportJob(file: ParsedFile, { fileName, vault }: { fileName: string; vault: string }): ImportJob {
  let closed = false;
  const job: ImportJob = {
    file,
    fileName,
    vault,
    rows: createPlanTable(file.rowCount, (row) => nameFor(readName(file, job.place, row), job.naming).name),
    place: placeColumns(file, undefined),
    naming: usualNaming,
    busy: false,
    sizeBytes: file.content.length + file.ends.byteLength + file.lines.byteLength + file.rowCount * planRowBytes,
    read(row) {
      // Zeroed, it would say that the value is nothing but zeros.
      if (closed) throw new VaultError('StagedNotFound', { what: 'import' });
      return readRow(file, job.place, row);
    },
    copyValue: (row) => copySecret(job.read(row).value),
    assertFree() {
      if (job.busy) throw new VaultError('Conflict', { name: fileName });
    },
    close() {
      closed = true;
      giveBack(file.content);
    },
  };
  return job;
}
