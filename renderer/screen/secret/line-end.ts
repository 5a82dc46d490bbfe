/** How the lines of a text end: all of them one way, or not. A text of one line ends as `LF`. */
export type LineEnd = 'LF' | 'CRLF' | 'CR' | 'mixed';

const ends = { LF: '\n', CRLF: '\r\n', CR: '\r', mixed: '\n' } as const satisfies Record<LineEnd, string>;
const anyEnd = /\r\n|\r|\n/g;

export function lineEndOf(text: string): LineEnd {
  const found = new Set(text.match(anyEnd));
  if (found.size > 1) return 'mixed';
  if (found.has('\r\n')) return 'CRLF';
  return found.has('\r') ? 'CR' : 'LF';
}

/** The text with every line ended this way; what is mixed ends as LF. */
export const withLineEnd = (text: string, lineEnd: LineEnd): string => text.replace(anyEnd, ends[lineEnd]);
