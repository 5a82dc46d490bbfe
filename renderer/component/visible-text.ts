/**
 * Characters that change how text looks or reads without being seen: controls, direction marks, joiners, invisible fillers, line and
 * paragraph separators, private and unpaired code points.
 */
const hidden = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029\u115F\u1160\u3164\uFFA0]|\u034F|[\u180B-\u180F]/u;
const pieces = new RegExp(`(${hidden.source})`, 'u');
const pictograph = /\p{Extended_Pictographic}\uFE0F?$/u;

export interface TextPiece {
  readonly text: string;
  /** Set for a character that could not be seen: what stands for it. */
  readonly sign?: string;
}

/** The names of the controls up to U+001F (ISO 6429). */
const controls =
  'NUL SOH STX ETX EOT ENQ ACK BEL BS TAB LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US'.split(' ');

/** `ESC` for a control, `U+202E` for everything else. */
function signOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return controls[code] ?? (code === 0x7f ? 'DEL' : `U+${code.toString(16).toUpperCase().padStart(4, '0')}`);
}

/** Text in pieces: what is seen by itself, and each hidden character with its sign. A joiner inside an emoji stays what it is. */
export function piecesOf(text: string): readonly TextPiece[] {
  if (text !== '' && !hidden.test(text)) return [{ text }];
  const found: TextPiece[] = [];
  for (const part of text.split(pieces)) {
    if (part === '') continue;
    const joins = part === '\u200D' && pictograph.test(found.at(-1)?.text ?? '');
    found.push(hidden.test(part) && part.length <= 2 && !joins ? { text: part, sign: signOf(part) } : { text: part });
  }
  return found;
}

/** The same as one line of plain text: for names of things in labels, titles and toasts. */
export const visibleText = (text: string): string =>
  piecesOf(text)
    .map((piece) => (piece.sign === undefined ? piece.text : `[${piece.sign}]`))
    .join('');
