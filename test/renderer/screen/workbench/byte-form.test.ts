import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isText, readBytes, writeBytes, type ShownForm } from '../../../../renderer/screen/workbench/byte-form.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const read = (text: string, form: ShownForm) => readBytes(utf8(text), form);
const digits = ['hex', 'base64', 'base64url'] as const;

describe('bytes as somebody types them', () => {
  it('come back as they were written, whatever they are, with white space anywhere', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.constantFrom(...digits), (bytes, form) => {
        const written = writeBytes(bytes, form);
        expect(read(written, form)).toEqual({ bytes: new Uint8Array(bytes) });
        expect(read(` ${written.split('').join('\r\n\t')} `, form)).toEqual({ bytes: new Uint8Array(bytes) });
      }),
    );
  });

  it('are those that Node reads, and nothing else is taken', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), fc.constantFrom(...digits), (text, form) => {
        const found = read(text, form);
        if (!('bytes' in found)) return;
        const bare = text.replace(/[\t-\r ]/g, '');
        expect(Buffer.from(bare, form)).toEqual(Buffer.from(found.bytes));
        expect(bare.toLowerCase().replace(/=+$/, '')).toBe(Buffer.from(found.bytes).toString(form).toLowerCase().replace(/=+$/, ''));
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['abc', 'hex', 'A digit is missing: two make a byte.'],
    ['0g', 'hex', 'Hex has the digits 0 to 9 and a to f alone.'],
    ['0x41', 'hex', 'Hex has the digits 0 to 9 and a to f alone.'],
    ['YQ-_', 'base64', 'This is Base64url: it has “-” or “_”. Choose that form.'],
    ['YQ+/', 'base64url', 'This is Base64: it has “+” or “/”. Choose that form.'],
    ['YQ==YQ', 'base64', 'Something stands after the “=” that ends it.'],
    ['Y', 'base64url', 'Its end is missing, or doesn’t belong there.'],
    ['YR', 'base64url', 'Its end is missing, or doesn’t belong there.'],
    ['YQ.', 'base64url', 'Base64url doesn’t have all of these characters.'],
    ['\u202eYQ', 'base64', 'Base64 doesn’t have all of these characters.'],
  ] as const)('“%s” is no %s, and it is said why', (text, form, problem) => {
    expect(read(text, form)).toEqual({ problem });
  });

  it('are text only where they are UTF-8', () => {
    expect(writeBytes(utf8('\ufeffgrüß'), 'text')).toBe('\ufeffgrüß');
    expect(isText(utf8('x'))).toBe(true);
    for (const bytes of [[0xff], [0xc3], [0xed, 0xa0, 0x80], [0xc0, 0x80]]) {
      expect(isText(Uint8Array.from(bytes))).toBe(false);
      expect(() => writeBytes(Uint8Array.from(bytes), 'text')).toThrow(RangeError);
    }
  });
});
