/** A write that was answered, so that its repetition is answered the same. */
export interface AnsweredRequest {
  readonly identityId: string;
  readonly requestId: string;
  /** SHA-256 over operation and input. */
  readonly fingerprint: Uint8Array;
  /** The answer as JSON; never holds a value. */
  readonly output: string;
  /** Milliseconds since 1970. */
  readonly answeredOn: number;
}

export interface RequestStore {
  find(identityId: string, requestId: string): Promise<AnsweredRequest | undefined>;
  insert(request: AnsweredRequest): Promise<void>;
  /** Removes what was answered before `instant`. */
  removeBefore(instant: number): Promise<void>;
}
