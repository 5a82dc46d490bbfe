import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ExportFormat } from '../../../app/contract/bulk.ts';
import { createByteDraft } from '../../../app/export/byte-draft.ts';
import { envNameOf, sharedEnvNames } from '../../../app/export/env-name.ts';
import { createFileWriter, type ExportedSecret } from '../../../app/export/file-writer.ts';
import { placeColumns } from '../../../app/import/column.ts';
import { type FileRow, readRow } from '../../../app/import/read-row.ts';
import { parseFile } from '../../../main/parser/parse-file.ts';
import { anExportedSecret } from './a-value.ts';

const secrets = fc.uniqueArray(anExportedSecret, { minLength: 1, maxLength: 5, selector: ({ name }) => envNameOf(name) });

/** What the console reads of what it wrote. @returns the secrets that were written, and the rows that were read */
function roundTrip(format: ExportFormat, secretList: readonly ExportedSecret[]): { written: ExportedSecret[]; rows: FileRow[] } {
  const draft = createByteDraft();
  const writer = createFileWriter(format, draft, 0);
  writer.begin();
  const written = secretList.filter((secret) => writer.add(secret) === undefined);
  writer.end();
  if (written.length === 0) return { written, rows: [] };
  const file = parseFile(draft.finish(), { format: undefined, extension: format });
  return { written, rows: Array.from({ length: file.rowCount }, (_none, row) => readRow(file, placeColumns(file, undefined), row)) };
}

const whole = ({ name, value, contentType, enabled, notBefore, expires, tags }: ExportedSecret) => ({
  name,
  value: [...value],
  ...(contentType && { contentType }),
  enabled,
  ...(notBefore !== undefined && { notBefore }),
  ...(expires !== undefined && { expires }),
  tags,
});

test.each(['json', 'csv'] as const)('the console reads its own %s back as it was', (format) => {
  fc.assert(
    fc.property(secrets, (list) => {
      const { written, rows } = roundTrip(format, list);
      expect(rows.map((row) => ({ tags: {}, ...row, value: [...row.value] }))).toEqual(written.map(whole));
    }),
    { numRuns: 300 },
  );
});

test('the console reads names and values of its own .env back as they were', () => {
  fc.assert(
    fc.property(secrets, (list) => {
      const { written, rows } = roundTrip('env', list);
      expect(rows.map(({ name, value }) => [name, [...value]])).toEqual(written.map(({ name, value }) => [envNameOf(name), [...value]]));
    }),
    { numRuns: 300 },
  );
});

test('names that an .env file would make the same are found', () => {
  expect(sharedEnvNames(['db-password', 'DB-Password', 'db-user', '1st', '_1st'.slice(1)])).toEqual(new Set(['DB_PASSWORD', '_1ST']));
});
