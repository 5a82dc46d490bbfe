/** What may follow a first byte: how many bytes in all, and between what the second must be; the others are 0x80 to 0xBF. */
interface Lead {
  readonly from: number;
  readonly to: number;
  readonly length: number;
  readonly second: readonly [number, number];
}

/** Table 3-7 of the Unicode Standard: no overlong forms, no surrogates, nothing above U+10FFFF. */
const leads: readonly Lead[] = [
  { from: 0xc2, to: 0xdf, length: 2, second: [0x80, 0xbf] },
  { from: 0xe0, to: 0xe0, length: 3, second: [0xa0, 0xbf] },
  { from: 0xe1, to: 0xec, length: 3, second: [0x80, 0xbf] },
  { from: 0xed, to: 0xed, length: 3, second: [0x80, 0x9f] },
  { from: 0xee, to: 0xef, length: 3, second: [0x80, 0xbf] },
  { from: 0xf0, to: 0xf0, length: 4, second: [0x90, 0xbf] },
  { from: 0xf1, to: 0xf3, length: 4, second: [0x80, 0xbf] },
  { from: 0xf4, to: 0xf4, length: 4, second: [0x80, 0x8f] },
];

/** Whether bytes are well-formed UTF-8. Decoding would tell as well, but make a string of a secret, which nobody can zero. */
export function isUtf8(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length;) {
    const length = lengthAt(bytes, at);
    if (length === 0) return false;
    at += length;
  }
  return true;
}

/** Length of the character at `at`; 0 when there is none. */
function lengthAt(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const lead = leads.find(({ from, to }) => from <= first && first <= to);
  if (!lead || !isBetween(bytes[at + 1], lead.second)) return 0;
  for (let next = at + 2; next < at + lead.length; next += 1) if (!isBetween(bytes[next], [0x80, 0xbf])) return 0;
  return lead.length;
}

const isBetween = (byte: number | undefined, [from, to]: readonly [number, number]): boolean =>
  byte !== undefined && from <= byte && byte <= to;
