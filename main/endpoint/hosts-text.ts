/** The marks between which the house keeps its lines. */
export const firstMark = '# Strongroom begin: written by its console, which takes these lines away again';
export const lastMark = '# Strongroom end';
const markLike = '# Strongroom ';

/** Between the marks stands nothing else. */
const ownLine = /^127\.0\.0\.1 [a-z0-9.-]+$/;

/**
 * What stands between or for the marks is not as the house wrote it: somebody edited it, and nothing may be guessed.
 */
export class DamagedMarks extends Error {
  constructor() {
    super('the marks in the hosts file are not as they were written');
    this.name = 'DamagedMarks';
  }
}

/** The file as it stands, outside the marks, and the lines between them; undefined where there are no marks. */
interface Parts {
  readonly before: string;
  readonly written: readonly string[] | undefined;
  readonly after: string;
}

/** The house's lines in a hosts file (hosts(5)). @param text each character a byte @throws DamagedMarks */
export const writtenLines = (text: string): readonly string[] => split(text).written ?? [];

/**
 * The same file with these lines between the marks, sorted, and without marks where there are none. Outside the marks every byte stays.
 * @param text each character a byte
 * @throws DamagedMarks
 */
export function withLines(text: string, lines: readonly string[]): string {
  const { before, written, after } = split(text);
  if (lines.length === 0) return before + after;
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const block = [firstMark, ...new Set(lines.toSorted()), lastMark].map((line) => line + end).join('');
  if (written || before === '' || before.endsWith('\n')) return before + block + after;
  // A last line that does not end would swallow the mark, and ending it would change it: then they come first.
  const start = before.startsWith(byteOrderMark) ? byteOrderMark.length : 0;
  return before.slice(0, start) + block + before.slice(start);
}

/** In UTF-8, a byte each. */
const byteOrderMark = '\u00ef\u00bb\u00bf';

interface Line {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** Lines with their places; an end of line belongs to its line. */
function* linesOf(whole: string): Iterable<Line> {
  for (const { 0: raw, index } of whole.matchAll(/[^\n]*\n|[^\n]+$/g)) {
    const text = raw.replace(/\r?\n$/, '');
    yield { text: index === 0 ? text.replace(byteOrderMark, '') : text, from: index, to: index + raw.length };
  }
}

function split(text: string): Parts {
  const all = [...linesOf(text)];
  const marks = all.filter((line) => line.text.startsWith(markLike));
  const [first, last] = marks;
  if (!first) return { before: text, written: undefined, after: '' };
  if (!last || marks.length > 2 || first.text !== firstMark || last.text !== lastMark) throw new DamagedMarks();
  const between = all.filter(({ from }) => from > first.from && from < last.from).map((line) => line.text);
  if (!between.every((line) => ownLine.test(line))) throw new DamagedMarks();
  // A byte order mark stays where it is.
  const start = text.indexOf(firstMark, first.from);
  return { before: text.slice(0, start), written: between, after: text.slice(last.to) };
}
