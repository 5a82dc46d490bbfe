import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unescape, withText } from '../../../../main/rest/wire/json-bytes.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (given: Uint8Array): string => new TextDecoder('utf-8', { fatal: true }).decode(given);
const wellFormed = fc.string({ unit: 'binary' }).filter((it) => it.isWellFormed());

describe('text in a JSON body', () => {
  it('is read as it was, whatever it is', () => {
    fc.assert(
      fc.property(wellFormed, (value) => {
        const body = withText('value', bytes(value), JSON.stringify({ id: 'x', tags: { a: 'b' } }));
        expect(JSON.parse(text(body))).toEqual({ value, id: 'x', tags: { a: 'b' } });
      }),
    );
  });

  it('is taken back as it was, however it was written', () => {
    const units = (value: string): number[] => Array.from({ length: value.length }, (_, at) => value.charCodeAt(at));
    const escaped = (value: string): string =>
      units(value)
        .map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`)
        .join('');
    fc.assert(
      fc.property(wellFormed, (value) => {
        const plain = JSON.stringify(value).slice(1, -1);
        for (const written of [plain, escaped(value), escaped(value).toUpperCase().replaceAll('\\U', '\\u')]) {
          expect(text(unescape(bytes(written)) ?? bytes('none'))).toBe(value);
        }
      }),
    );
  });

  it('is read with every escape there is', () => {
    expect(text(unescape(bytes(String.raw`\"\\\/\b\f\n\r\t\u0000\uD835\uDD4F`)) ?? bytes(''))).toBe('"\\/\b\f\n\r\t\0𝕏');
  });

  it.each([
    String.raw`\x41`,
    '\\',
    String.raw`\u12`,
    String.raw`\u12g4`,
    String.raw`\ud800`,
    String.raw`\udc00`,
    String.raw`\ud800\u0041`,
    '"',
    '\n',
  ])('is none when it is %j', (written) => {
    expect(unescape(bytes(written))).toBeUndefined();
  });
});
