import type { BulkJob } from '../bulk/bulk-job.ts';
import type { FinishedExport } from '../export/finished-export.ts';
import type { BegunFactor } from '../identity/begun-factor.ts';
import type { ImportJob } from '../import/import-job.ts';
import type { CopyJob } from '../key-copy/copy-job.ts';
import type { Upload } from './upload.ts';

/** What can be staged, by what errors call it. */
export interface StagedThings {
  export: FinishedExport;
  job: BulkJob;
  upload: Upload;
  import: ImportJob;
  factor: BegunFactor;
  copy: CopyJob;
}
