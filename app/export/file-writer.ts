import type { ExportFormat } from '../contract/bulk.ts';
import type { ByteDraft } from './byte-draft.ts';
import { createCsvWriter } from './csv-writer.ts';
import { createEnvWriter } from './env-writer.ts';
import { createJsonWriter } from './json-writer.ts';

/** One secret as a file holds it. */
export interface ExportedSecret {
  readonly vault: string;
  readonly name: string;
  /** UTF-8. It stays the caller's. */
  readonly value: Uint8Array;
  readonly contentType?: string | undefined;
  readonly enabled: boolean;
  /** Milliseconds since 1970. */
  readonly notBefore?: number | undefined;
  readonly expires?: number | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

/** A file of this kind can't hold the value as it is: NUL in what is text, or no way of quoting that would be read back the same. */
export type Unwritable = 'unwritable';

/** Writes secrets into a draft, in the order in which they come. */
export interface FileWriter {
  begin(): void;
  /** @returns undefined when it is written, or why it can't be; then nothing was */
  add(secret: ExportedSecret): Unwritable | undefined;
  end(): void;
}

/** @param time when the file is made, milliseconds since 1970 */
export function createFileWriter(format: ExportFormat, draft: ByteDraft, time: number): FileWriter {
  switch (format) {
    case 'json':
      return createJsonWriter(draft, time);
    case 'csv':
      return createCsvWriter(draft);
    case 'env':
      return createEnvWriter(draft);
  }
}
