import type { FrameProblem } from '../../app/contract/frame-error.ts';

/** How a page broke the rules of the channel: a closed list, so that what is recorded holds nothing that the page wrote. */
export type ViolationProblem =
  | FrameProblem
  | 'page number used'
  | 'spoke before the offer'
  | 'bad answer to the offer'
  | 'flood'
  | 'not base64url'
  | 'not authentic'
  | 'not a request'
  | 'id used'
  | 'id unknown'
  | 'credit exceeded';

/** What the engine is told, and records. */
export interface Violation {
  readonly page: number;
  /** The `Caller` id of the page. */
  readonly callerId: string;
  readonly problem: ViolationProblem;
}

/** Thrown inside the door when a page broke the rules; it never leaves the door. */
export class ViolationError extends Error {
  readonly problem: ViolationProblem;

  constructor(problem: ViolationProblem) {
    super(problem);
    this.name = 'ViolationError';
    this.problem = problem;
  }
}
