/** A number for a text, nearly always another one for another text (FNV-1a with 32 bits). */
export function markOf(text: string): number {
  let mark = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) mark = Math.imul(mark ^ text.charCodeAt(at), 0x01000193);
  return mark >>> 0;
}

/** More than the rows of any file: mark and row are one number that is exact. */
const rowRoom = 2 ** 20;

/**
 * Rows with the same key, several at least, each in the order of the file. Takes eight bytes a row while it looks.
 * @param marks of every row's key @param keyOf undefined for a row that is like no other
 */
export function* alike(marks: Uint32Array, keyOf: (row: number) => string | undefined): Generator<readonly number[]> {
  const sorted = new Float64Array(marks.length);
  for (const [row, mark] of marks.entries()) sorted[row] = mark * rowRoom + row;
  sorted.sort();
  let run: number[] = [];
  let last: number | undefined;
  for (const each of sorted) {
    const mark = Math.floor(each / rowRoom);
    if (mark !== last) yield* sharing(run, keyOf);
    if (mark !== last) run = [];
    last = mark;
    run.push(each % rowRoom);
  }
  yield* sharing(run, keyOf);
}

function* sharing(rows: readonly number[], keyOf: (row: number) => string | undefined): Generator<readonly number[]> {
  if (rows.length < 2) return;
  const groups = Map.groupBy(rows, keyOf);
  groups.delete(undefined);
  for (const group of groups.values()) if (group.length > 1) yield group;
}
