import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFile } from '../../../main/parser/parse-file.ts';
import { read, rowsOf, utf8 } from './cells.ts';

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

describe('a CSV file', () => {
  it.each([',', ';', '\t'])('has its fields between %j', (mark) => {
    expect(read(['name', 'value', 'x'].join(mark) + '\n' + ['a', '"1,;\t2"', ''].join(mark), 'csv')).toEqual([
      { line: 2, name: 'a', value: '1,;\t2' },
    ]);
  });

  it('has a line for every row, also after fields of many lines', () => {
    expect(read('\ufeffname,value\r\na,"1\r\n2"\r\n\r\nb,3\r\n', 'csv')).toEqual([
      { line: 2, name: 'a', value: '1\r\n2' },
      { line: 5, name: 'b', value: '3' },
    ]);
  });

  it('refuses rows that have more or fewer fields than columns', () => {
    expect(read('name,value\na\nb,1\nc,1,2', 'csv').map(({ problem }) => problem)).toEqual(['line', undefined, 'line']);
  });

  it('gives columns of one name different ones', () => {
    expect(parseFile(utf8('name,value,value,\na,1,2,3'), { format: 'csv', extension: '' }).columns).toEqual([
      'name',
      'value',
      'value (3)',
      'column 4',
    ]);
  });

  it('with a quote that is never closed is refused', () => {
    expect(() => read('name,value\na,"1', 'csv')).toThrow(
      expect.objectContaining({ code: 'FileUnreadable', data: { reason: 'format', line: 2 } }),
    );
  });

  it('is read back field by field', () => {
    const field = fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => text.replaceAll('\0', ''));
    fc.assert(
      fc.property(fc.array(fc.tuple(field, field), { minLength: 1, maxLength: 10 }), fc.constantFrom(',', ';', '\t'), (rows, mark) => {
        const content = [['name', 'value'], ...rows].map((row) => row.map(quoted).join(mark)).join('\n');
        const back = rowsOf(parseFile(utf8(content), { format: 'csv', extension: '' }));
        expect(back.map(({ name = '', value = '' }) => [name, value])).toEqual(rows);
      }),
      { numRuns: 300 },
    );
  });
});
