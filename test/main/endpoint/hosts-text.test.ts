import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { DamagedMarks, withLines, writtenLines } from '../../../main/endpoint/hosts-text.ts';

const line = fc.stringMatching(/^[a-z0-9]{1,8}\.vault\.localhost$/).map((host) => `127.0.0.1 ${host}`);
const lines = fc.uniqueArray(line, { maxLength: 6 });
/** What others wrote: bytes of any kind, with any ends of lines or none. */
const foreign = fc
  .array(
    fc.oneof(
      fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((byte) => String.fromCharCode(byte)) }),
      fc.constantFrom('\n', '\r\n', '# x\n', '\u00ef\u00bb\u00bf'),
    ),
  )
  .map((parts) => parts.join(''))
  .filter((text) => !/(^|\n)(\u00ef\u00bb\u00bf)?# Strongroom /.test(text));

const bytes = (text: string): string => Buffer.from(text, 'latin1').toString('hex');

describe('the house’s lines in a hosts file', () => {
  it('come and go without a byte of anything else changing', () => {
    fc.assert(
      fc.property(foreign, lines, lines, (text, first, second) => {
        const once = withLines(text, first);
        const twice = withLines(once, second);
        expect(writtenLines(once)).toEqual(first.toSorted());
        expect(writtenLines(twice)).toEqual(second.toSorted());
        expect(bytes(withLines(twice, []))).toBe(bytes(text));
        expect(withLines(twice, second)).toBe(twice);
      }),
    );
  });

  it('stay where they are when others write around them', () => {
    fc.assert(
      fc.property(foreign, foreign, lines, lines, (before, after, first, second) => {
        const whole = (before === '' || before.endsWith('\n') ? before : `${before}\n`) + withLines('', first) + after;
        fc.pre(first.length > 0 && writtenLines(whole).length > 0);
        const changed = withLines(whole, second);
        expect(bytes(withLines(changed, []))).toBe(bytes(withLines(whole, [])));
        expect(writtenLines(changed)).toEqual(second.toSorted());
      }),
    );
  });

  it('are one name each, sorted, in the file’s own ends of lines', () => {
    const text = withLines('127.0.0.1 localhost\r\n', ['127.0.0.1 b.vault.localhost', '127.0.0.1 a.vault.localhost']);
    expect(text.split('\r\n')).toEqual([
      '127.0.0.1 localhost',
      expect.stringContaining('# Strongroom begin'),
      '127.0.0.1 a.vault.localhost',
      '127.0.0.1 b.vault.localhost',
      '# Strongroom end',
      '',
    ]);
  });

  const written = withLines('', ['127.0.0.1 a.vault.localhost']);
  it.each([
    ['the last mark is gone', written.replace('# Strongroom end\n', '')],
    ['the first mark is gone', written.replace(/^.*\n/, '')],
    ['they are there twice', written + written],
    ['they are the wrong way round', written.split('\n').toReversed().join('\n')],
    ['a mark was edited', written.replace('begin:', 'begins:')],
    ['somebody wrote between them', written.replace('127.0.0.1 a', '10.0.0.7 intranet\n127.0.0.1 a')],
  ])('are left alone when %s', (_what, text) => {
    expect(() => writtenLines(text)).toThrow(DamagedMarks);
    expect(() => withLines(text, [])).toThrow(DamagedMarks);
    expect(() => withLines(text, ['127.0.0.1 b.vault.localhost'])).toThrow(DamagedMarks);
  });
});
