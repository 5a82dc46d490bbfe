/** Time left is said once so much was done: before that it would jump. */
const leastSpanMs = 2000;

/**
 * How long work will still take, at the pace that it had so far: `about 20 s left`.
 * @param spanMs since it began
 * @returns undefined while that can't be told
 */
export function leftText(done: number, total: number | undefined, spanMs: number): string | undefined {
  if (total === undefined || done <= 0 || done >= total || spanMs < leastSpanMs) return undefined;
  const seconds = Math.ceil(((total - done) * spanMs) / done / 1000);
  if (seconds < 60) return `about ${seconds} s left`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `about ${minutes} min left` : `about ${Math.round(minutes / 60)} h left`;
}
