import { ImportOpen } from '../contract/import.ts';
import { takeUpload } from '../job/upload.ts';
import { giveBack } from '../seal/secret-bytes.ts';
import { hashed, kept, type RoomOperation } from '../operation/operation.ts';
import { vaultTarget } from '../vault/vault.ts';
import { guessColumns } from './column.ts';
import type { ParsedFile } from './file-parser.ts';
import { createImportJob } from './import-job.ts';

/** Parses an uploaded file, and keeps what it holds until the import is closed. */
export const openImport: RoomOperation<typeof ImportOpen, ParsedFile> = {
  at: 'room',
  shape: ImportOpen,
  needs: { kind: 'dataAction', action: 'Microsoft.KeyVault/vaults/secrets/setSecret/action' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: false,
  fields: {
    import: kept((_input, output) => output?.import),
    format: kept((_input, output) => output?.format),
    rowCount: kept((_input, output) => output && String(output.rowCount)),
    fileName: hashed(({ fileName }) => fileName),
  },
  target: (input, tx, keyring) => vaultTarget(tx, keyring, input.vault, { kind: 'secrets' }),
  async prepare({ staging, caller, fileParser, signal }, { upload, fileName, format }) {
    return fileParser.parse(takeUpload(staging, caller, upload), { format, extension: extensionOf(fileName) }, signal);
  },
  release: ({ content }) => giveBack(content),
  async run({ staging, caller }, { fileName, vault }, file) {
    if (!file) throw new Error('the file was not parsed');
    const { format, rowCount, columns } = file;
    const job = createImportJob(file, { fileName, vault });
    return {
      import: staging.put('import', caller, job),
      format,
      rowCount,
      ...(format === 'csv' && { columns: [...columns], guess: guessColumns(columns) }),
    };
  },
};

/** `.env.local` is one of `.env`, too. */
function extensionOf(fileName: string): string {
  if (/^\.env(?:\.|$)/i.test(fileName)) return 'env';
  return (/\.([a-z0-9]+)$/i.exec(fileName)?.[1] ?? '').toLowerCase();
}
