import { copySecret } from '../seal/secret-bytes.ts';
import type { ImportChoice, ImportRow, ImportStatus } from '../contract/import.ts';
import { VaultError } from '../contract/vault-error.ts';
import type { Staged } from '../job/staging.ts';
import { type ColumnPlace, placeColumns } from './column.ts';
import type { ParsedFile } from './file-parser.ts';
import { type FileRow, readRow } from './read-row.ts';

/** What is known of the secret that has a row's name already. */
export interface Found {
  /** Its current version, which is what a run expects to find. */
  readonly version: string;
  readonly contentType: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

/** What a row would do, and did. */
export interface PlannedRow {
  /** From 0, in the order of the file. */
  readonly row: number;
  name: string;
  /** Why it can't be written, whatever else there is: what the file says, or what it is called. */
  problem: string | undefined;
  status: ImportStatus;
  reason: string | undefined;
  choice: ImportChoice;
  found: Found | undefined;
  /** Of a name in the recycle bin. */
  bin: { readonly purgeOn: number; readonly purgeProtected: boolean } | undefined;
  outcome: ImportRow['outcome'];
  outcomeCode: string | undefined;
}

/** A file that is being imported. */
export interface ImportJob extends Staged {
  readonly file: Omit<ParsedFile, 'content'>;
  readonly fileName: string;
  readonly vault: string;
  readonly rows: readonly PlannedRow[];
  /** Which cells are what; changes with every plan. */
  place: ColumnPlace;
  /** What one row says. @throws VaultError StagedNotFound once it is closed */
  read(row: number): FileRow;
  /** The value of a row, in an array of its own that the caller zeroes. @throws VaultError StagedNotFound once it is closed */
  copyValue(row: number): Uint8Array;
  /** @throws VaultError Conflict while a plan or a run is on its way */
  assertFree(): void;
  /** A plan or a run is on its way: only one at a time. */
  busy: boolean;
}

/** A row that nobody has looked at. */
const unplanned = (row: number): PlannedRow => ({
  row,
  name: '',
  problem: 'name',
  status: 'refused',
  reason: 'name',
  choice: 'skip',
  found: undefined,
  bin: undefined,
  outcome: undefined,
  outcomeCode: undefined,
});

/** What a planned row takes up. */
const rowBytes = 400;

export function createImportJob(file: ParsedFile, { fileName, vault }: { fileName: string; vault: string }): ImportJob {
  let closed = false;
  const job: ImportJob = {
    file,
    fileName,
    vault,
    rows: Array.from({ length: file.rowCount }, (_, row) => unplanned(row)),
    place: placeColumns(file, undefined),
    busy: false,
    sizeBytes: file.content.length + file.ends.byteLength + file.lines.byteLength + file.rowCount * rowBytes,
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
      file.content.fill(0);
    },
  };
  return job;
}
