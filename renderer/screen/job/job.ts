import type { BulkOutcome } from '../../../app/contract/bulk.ts';
import type { MeaningKind } from '../../component/meaning.tsx';

/** How far long work has come. */
export interface JobProgress {
  readonly done: number;
  /** Absent while it isn't known. */
  readonly total?: number | undefined;
  readonly refused?: number | undefined;
}

/** How long work ended, and the last that it told. */
export type JobEnd =
  | { readonly state: 'done' | 'cancelled'; readonly last: JobProgress | undefined }
  | { readonly state: 'failed'; readonly last: JobProgress | undefined; readonly error: unknown };

export type JobRefusal = Pick<BulkOutcome, 'vault' | 'name' | 'code'>;

/** What is said when long work has ended. */
export interface JobSummary {
  readonly kind: MeaningKind;
  /** One sentence: `1,204 secrets tagged, 3 refused.` */
  readonly text: string;
  /** What was refused and why; the person may keep it as a file. */
  readonly refusals?: readonly JobRefusal[];
  /** Takes back what was done. */
  readonly undo?: (() => void) | undefined;
  /** Asked before, where taking it back can hurt. */
  readonly undoDecision?: UndoDecision | undefined;
}

export interface UndoDecision {
  readonly title: string;
  readonly verb: string;
  /** What will happen and what will be lost. */
  readonly text: string;
}

/** Long work: begun by a screen, going on without it. */
export interface JobStart {
  /** What is done, as it stands beside the progress: `Tag 1,204 secrets`. */
  readonly title: string;
  /** The work itself. It stops when `signal` fires; what it yields replaces what it yielded before. */
  readonly run: (signal: AbortSignal) => AsyncIterable<JobProgress>;
  /** Asked once, when the work has ended. */
  readonly summarise: (end: JobEnd) => JobSummary;
}

export interface Job {
  readonly id: string;
  readonly title: string;
  /** Milliseconds since 1970. */
  readonly startedOn: number;
  readonly state: 'running' | JobEnd['state'];
  readonly progress: JobProgress | undefined;
  /** Set once it has ended. */
  readonly summary: JobSummary | undefined;
}
