/** Codes of an authenticator app: RFC 6238 with HMAC-SHA-1, six digits, a new one every 30 seconds. */
export interface OneTimeCode {
  /**
   * Finds the time step that a code belongs to: the present one, or the one before or after, for clocks that differ. No step is ever
   * accepted twice (RFC 6238 section 5.2).
   * The time is the computer's own, as the app's is the phone's, and not the one that never goes back: a clock that was wrong once would
   * keep people out until then.
   * @param secret 20 bytes; neither kept nor zeroed
   * @param code six ASCII digits
   * @param after the last step that was accepted, 0 where there is none
   * @returns a step later than `after`; undefined when the code is of none
   */
  findStep(secret: Uint8Array, code: Uint8Array, after: number): number | undefined;
}
