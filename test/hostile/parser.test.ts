import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FileHint, ParsedFile } from '../../app/import/file-parser.ts';
import { createAnswer, encodeAnswer } from '../../main/parser/answer.ts';
import { parseFile } from '../../main/parser/parse-file.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const parse = (content: string | Uint8Array, hint: Partial<FileHint> = {}): ParsedFile =>
  parseFile(typeof content === 'string' ? utf8(content) : content, { format: undefined, extension: '', ...hint });
const unreadable = (reason: string, line?: number): unknown =>
  expect.objectContaining({ code: 'FileUnreadable', data: expect.objectContaining({ reason, ...(line !== undefined && { line }) }) });
const big = 10_000_000;

describe('a hostile file', () => {
  it('with a line of ten megabytes is one row, whatever the format', () => {
    const value = 'x'.repeat(big);
    for (const content of [`A=${value}`, `A="${value}"`, `A='${"\\'".repeat(big / 2)}'`, `{"A":"${value}"}`, `name,value\nA,${value}`]) {
      const file = parse(content);
      expect([file.rowCount, file.content.length >= big]).toEqual([1, true]);
    }
  });

  it('with ten megabytes of what comes near to an entry is read in time that grows with its length alone', () => {
    for (const piece of ["A='\\", 'A="\n', 'A=`', '\\"', '" ', 'export ', 'a\t', '#', '=', ' ']) {
      const file = (): ParsedFile => parse(piece.repeat(big / 10 / piece.length), { format: 'env' });
      expect([undefined, 'FileUnreadable']).toContain(codeOf(file));
    }
    expect(codeOf(() => parse(`{"a":"${'\\\\'.repeat(big / 4)}`))).toBe('FileUnreadable');
    expect(codeOf(() => parse(`{"a":${'1'.repeat(big)}}`))).toBe('FileUnreadable');
  });

  it('with a NUL, or in another encoding, is none', () => {
    expect(() => parse('A=1\nB=\0')).toThrow(unreadable('encoding', 2));
    expect(() => parse(Uint8Array.of(0xff, 0xfe, 0x41, 0x00))).toThrow(unreadable('encoding'));
    expect(() => parse(Uint8Array.of(0x41, 0x3d, 0xc3))).toThrow(unreadable('encoding'));
  });

  it('with a row more than an import may have is refused on its line', () => {
    expect(parse('A=1\n'.repeat(200_000)).rowCount).toBe(200_000);
    expect(() => parse('A=1\n'.repeat(200_001))).toThrow(unreadable('rows', 200_001));
    expect(() => parse(`name,value\n${'a,1\n'.repeat(200_001)}`)).toThrow(unreadable('rows', 200_002));
    expect(() => parse(`[${'{"name":"a","value":"b"},\n'.repeat(200_000)}{"name":"a","value":"b"}]`)).toThrow(unreadable('rows', 200_001));
  });

  it('whose names would repeat each other without end stays small', () => {
    const long = 'n'.repeat(1_000_000);
    const leaves = Array.from({ length: 20_000 }, (_, at) => `"${at}":"x"`).join(',');
    expect(parse(`{"${long}":{${leaves}}}`).content.length).toBeLessThan(50_000_000);
  });

  it('of any bytes is read, or refused with a reason', () => {
    const format = fc.constantFrom(undefined, 'env', 'json', 'csv', 'azure', 'vault', 'bitwarden', 'strongroom');
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), format, (content, wanted) => {
        expect([undefined, 'FileUnreadable']).toContain(codeOf(() => parse(content, { format: wanted })));
      }),
      { numRuns: 2_000 },
    );
  });
});

function codeOf(work: () => unknown): unknown {
  try {
    work();
    return undefined;
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error;
  }
}

/** Hands an answer over in pieces of so many bytes. */
function decodeAnswer(answer: Uint8Array, pieceBytes = answer.length): ParsedFile | undefined {
  const draft = createAnswer();
  for (let from = 0; from < answer.length; from += pieceBytes) draft.add(answer.subarray(from, from + pieceBytes));
  return draft.finish();
}

describe('an answer of a parser that was taken over', () => {
  const whole = Buffer.concat(encodeAnswer(parse('A=1\nB=22\n')));

  it('is believed when it is whole', () => {
    for (const pieceBytes of [whole.length, 1, 3, 16]) expect(decodeAnswer(whole, pieceBytes)?.rowCount).toBe(2);
  });

  it('is not when anything is missing or more', () => {
    for (let length = 0; length < whole.length; length += 1) expect(decodeAnswer(whole.subarray(0, length))).toBeUndefined();
    expect(decodeAnswer(Buffer.concat([whole, Buffer.of(0)]))).toBeUndefined();
  });

  it('never reaches past what it holds, whatever a byte says', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }), (changes) => {
        const answer = Buffer.from(whole);
        for (const [at, byte] of changes) answer[at] = byte;
        let file: ParsedFile | undefined;
        try {
          file = decodeAnswer(answer);
        } catch (error) {
          expect(error).toMatchObject({ code: 'FileUnreadable' });
        }
        if (!file) return;
        expect(file.ends.length).toBe(file.rowCount * file.columns.length);
        expect(file.ends.at(-1)).toBe(file.content.length);
        expect([...file.ends]).toEqual([...file.ends].toSorted((a, b) => a - b));
      }),
      { numRuns: 2_000 },
    );
  });

  it('can be no other error than that the file is unreadable', () => {
    const head = JSON.stringify({ refused: { reason: 'Forbidden', line: 1 } });
    const answer = Buffer.alloc(4 + head.length);
    answer.writeUInt32BE(head.length);
    answer.write(head, 4);
    expect(decodeAnswer(answer)).toBeUndefined();
  });
});
