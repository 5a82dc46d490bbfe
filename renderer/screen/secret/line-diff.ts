import { diffLines } from 'diff';

export type LineKind = 'same' | 'added' | 'removed';

/** One line of two texts, with its number in each that holds it. */
export interface DiffLine {
  readonly kind: LineKind;
  readonly text: string;
  readonly before: number | undefined;
  readonly after: number | undefined;
}

/** Above this many changed lines two texts are told as wholly different: finding the shortest way between them would take too long. */
const mostEdits = 2000;

function linesOf(text: string): string[] {
  const lines = text.split('\n');
  // A line feed ends a line; only where it is missing the last part is a line too.
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** Two texts line by line. A line feed at the end of one alone changes no line: see `endsOpen`. */
export function diffValues(before: string, after: string): readonly DiffLine[] {
  const found = diffLines(before, after, { maxEditLength: mostEdits, ignoreNewlineAtEof: true });
  const changes = found ?? [
    { value: before, removed: true, added: false },
    { value: after, removed: false, added: true },
  ];
  let [left, right] = [0, 0];
  return changes.flatMap(({ value, added, removed }) =>
    linesOf(value).map((text): DiffLine => {
      if (!added) left += 1;
      if (!removed) right += 1;
      const kind = added ? 'added' : removed ? 'removed' : 'same';
      return { kind, text, before: added ? undefined : left, after: removed ? undefined : right };
    }),
  );
}

/** Whether a text ends without a line feed. */
export const endsOpen = (text: string): boolean => text !== '' && !text.endsWith('\n');
