const leastReason = 3;

/** Why what can't be taken back can't be done yet: it wants a reason and the own password. */
export function proofStop(reason: string, passwordLength: number): string | undefined {
  if (reason.trim().length < leastReason) return 'Give a reason first.';
  return passwordLength === 0 ? 'Enter your own password first.' : undefined;
}
