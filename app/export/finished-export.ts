import type { SealedParts } from '../job/sealed-part.ts';
import type { Staged } from '../job/staging.ts';

/** A file that is ready to be written: ciphertext, or clear where the person wanted that. Until then it lies sealed. */
export interface FinishedExport extends Staged {
  /** What its name tells beside the time: vault, format, and how it is closed (`payroll.json.age`). */
  readonly label: string;
  readonly parts: SealedParts;
  /** Secrets in it. */
  readonly count: number;
}
