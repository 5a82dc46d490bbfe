/** The time, as a port: expiry and renewal are tested by moving it. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
  /** Milliseconds since some start; never goes back. For durations. */
  ticks(): number;
  /** Runs `work` once after `delayMs`. @returns a function that calls it off */
  after(delayMs: number, work: () => void): () => void;
}
