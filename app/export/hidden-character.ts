/**
 * Characters that show nothing, turn text around or speak to a terminal: controls, marks of direction, joiners, tags
 * (the Unicode Standard, chapter 23). From and to, in order.
 */
const hidden: readonly (readonly [number, number])[] = [
  [0x00, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x61c, 0x61c],
  [0x180e, 0x180e],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0xfeff, 0xfeff],
  [0xfff9, 0xfffb],
  [0xe0001, 0xe007f],
];

/** Whether a code point is one that a person who looks at the text does not see. */
export const isHidden = (codePoint: number): boolean => hidden.some(([from, to]) => from <= codePoint && codePoint <= to);

/** Length in bytes of the character that begins with `first`, in well-formed UTF-8. */
export function lengthFrom(first: number): 1 | 2 | 3 | 4 {
  if (first < 0xc0) return 1;
  if (first < 0xe0) return 2;
  return first < 0xf0 ? 3 : 4;
}

/** The code point at `at` of well-formed UTF-8. */
export function codePointAt(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  const length = lengthFrom(first);
  if (length === 1) return first;
  let point = first & (0x7f >> length);
  for (let next = at + 1; next < at + length; next += 1) point = (point << 6) | ((bytes[next] ?? 0) & 0x3f);
  return point;
}
