/** The mark: what begins with it is text to a spreadsheet. */
export const csvMark = 0x27;

/** What a spreadsheet takes for the beginning of a formula: `=`, `+`, `-`, `@`. */
const starters: readonly number[] = [0x3d, 0x2b, 0x2d, 0x40];
/** The same in full width (U+FF1D, U+FF0B, U+FF0D, U+FF20), by their last two bytes. */
const wideStarters: readonly number[] = [0xbc9d, 0xbc8b, 0xbc8d, 0xbca0];

/** Whether a field begins with a formula, blanks and controls before it left aside (OWASP, CSV injection); or looks as if it were marked. */
export function needsMark(field: Uint8Array): boolean {
  const first = field[0];
  if (first === undefined) return false;
  // A tab or a line's end in front is dropped by some programs, and what comes then is read.
  if (first === csvMark || first === 0x09 || first === 0x0a || first === 0x0d) return true;
  let at = 0;
  while ((field[at] ?? 0x21) <= 0x20) at += 1;
  const start = field[at] ?? 0;
  if (start === 0xef) return wideStarters.includes(((field[at + 1] ?? 0) << 8) | (field[at + 2] ?? 0));
  return starters.includes(start);
}

/** Undoes the mark of a field of the console's own CSV: exactly what was marked begins with one. */
export const withoutMark = (field: Uint8Array): Uint8Array => (field[0] === csvMark ? field.subarray(1) : field);
