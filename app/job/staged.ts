import type { Staged } from './staging.ts';
import type { Upload } from './upload.ts';

/** What can be staged, by what errors call it. */
export interface StagedThings {
  upload: Upload;
  import: Staged;
}
