/** What is wrong with a frame: a closed list, so that a report of it holds nothing that the sender wrote. */
export type FrameProblem =
  | 'too long'
  | 'empty'
  | 'cut short'
  | 'not JSON'
  | 'too deep'
  | 'too wide'
  | 'forbidden key'
  | 'not a plain value'
  | 'attachment missing'
  | 'attachment left over';

/** The frame broke the rules: the channel that carried it is closed. */
export class FrameError extends Error {
  readonly problem: FrameProblem;

  constructor(problem: FrameProblem) {
    super(problem);
    this.name = 'FrameError';
    this.problem = problem;
  }
}
