import dotenv from 'dotenv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { read, rowsOf, utf8 } from './cells.ts';
import { parseFile } from '../../../main/parser/parse-file.ts';

const env = (content: string) =>
  read(content, 'env').map(({ line, name, value = '', problem }) => [line, name, value, ...(problem ? [problem] : [])]);

describe('an .env file', () => {
  const oddities: readonly (readonly [string, string, unknown[]])[] = [
    ['blanks around', '  A =  x  ', [1, 'A', 'x']],
    ['export', 'export A=x', [1, 'A', 'x']],
    ['a colon', 'A: x', [1, 'A', 'x']],
    ['single quotes', "A=' x\\n '", [1, 'A', ' x\\n ']],
    ['double quotes with escapes', 'A="x\\ny\\tz"', [1, 'A', 'x\ny\\tz']],
    ['backticks around other quotes', 'A=`it\'s "x"`', [1, 'A', 'it\'s "x"']],
    ['a quote within', "A=x'y", [1, 'A', "x'y"]],
    ['a quote that is never closed', "A='x", [1, 'A', "'x"]],
    ['a comment behind', 'A=x # y', [1, 'A', 'x']],
    ['a hash between quotes', "A='x # y' # z", [1, 'A', 'x # y']],
    ['nothing', 'A=', [1, 'A', '']],
    ['interpolation', 'A=$B-${C}', [1, 'A', '$B-${C}']],
    ['a name that objects have', '__proto__=x', [1, '__proto__', 'x']],
    ['a mark of the byte order', '\ufeffA=x', [1, 'A', 'x']],
  ];
  it.each(oddities)('with %s', (_what, content, row) => {
    expect(env(content)).toEqual([row]);
  });

  it('has a line for every row, also after values of many lines and other ends of lines', () => {
    expect(env('# c\r\nA="1\r\n2"\r\n\r\nB=3\rC=4\nD=5')).toEqual([
      [2, 'A', '1\n2'],
      [5, 'B', '3'],
      [6, 'C', '4'],
      [7, 'D', '5'],
    ]);
  });

  it('keeps a name that comes twice as two rows', () => {
    expect(env('A=1\nA=2')).toEqual([
      [1, 'A', '1'],
      [2, 'A', '2'],
    ]);
  });

  it('shows nothing of a line that is no entry: it may be a piece of a value', () => {
    expect(env('A=1\nMIIEvQIBADANBgkqhkiG9w0/+\nB=2')).toEqual([
      [1, 'A', '1'],
      [2, undefined, '', 'line'],
      [3, 'B', '2'],
    ]);
  });

  const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_.]{0,8}$/);
  const bare = fc.stringMatching(/^[A-Za-z0-9/+=$ ._-]{0,20}$/);
  const inside = fc.stringMatching(/^[A-Za-z0-9 #=$\\n\n-]{0,20}$/).filter((text) => !text.endsWith('\\'));
  const line = fc.oneof(
    fc.tuple(fc.constantFrom('', 'export '), name, bare).map(([start, key, value]) => `${start}${key}=${value}`),
    fc.tuple(name, inside, fc.constantFrom("'", '"', '`')).map(([key, value, quote]) => `${key}=${quote}${value}${quote}`),
    fc.constantFrom('', '# comment', '   # comment'),
  );

  it('says what the library says of it, where no name comes twice', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), fc.constantFrom('\n', '\r\n'), (lines, end) => {
        const content = [...lines, 'LAST=1'].join(end);
        const rows = rowsOf(parseFile(utf8(content), { format: 'env', extension: '' })).filter(({ problem }) => problem === undefined);
        const said = new Map(rows.map(({ name: key = '', value = '' }) => [key, value]));
        expect(Object.fromEntries(said)).toEqual(dotenv.parse(content));
      }),
      { numRuns: 500 },
    );
  });

  it('of any text is read, or refused with a reason', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('A', '=', '"', "'", '`', '\\', '\n', '#', ' ', ':', 'é'), maxLength: 200 }),
        (content) => {
          try {
            expect(env(content).length).toBeGreaterThan(0);
          } catch (error) {
            expect(error).toMatchObject({ code: 'FileUnreadable' });
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
