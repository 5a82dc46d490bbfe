import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refused } from '../../../../main/rest/refused.ts';
import { takeText, takeTexts } from '../../../../main/rest/wire/take-text.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (given: Uint8Array | undefined): string | undefined => given && new TextDecoder().decode(given);

describe('the text of a member', () => {
  it('is taken from any object, and leaves only blanks there', () => {
    const value = fc.string({ unit: 'grapheme' }).filter((it) => it.isWellFormed());
    const other = fc.dictionary(fc.string(), fc.jsonValue()).filter((it) => !('value' in it));
    fc.assert(
      fc.property(value, other, fc.boolean(), fc.constantFrom(0, 2), (secret, rest, first, indent) => {
        const whole = first ? { value: secret, ...rest } : { ...rest, value: secret };
        const body = bytes(JSON.stringify(whole, undefined, indent));
        const taken = takeText(body, 'value');
        expect(text(taken.text)).toBe(secret);
        expect(taken.rest).toEqual({ ...JSON.parse(JSON.stringify(rest)), value: expect.stringMatching(/^ *$/) });
      }),
    );
  });

  it('is not that of a member within another, or of a text that looks like one', () => {
    const body = bytes(JSON.stringify({ tags: { value: 'inner' }, note: '"value":"quoted"', list: [{ value: 'listed' }] }));
    expect(takeText(body, 'value').text).toBeUndefined();
  });

  it('is found though the name is written otherwise', () => {
    const body = bytes(String.raw`{"v\u0061lue":"s3cret"}`);
    expect(text(takeText(body, 'value').text)).toBe('s3cret');
    expect(new TextDecoder().decode(body)).not.toContain('s3cret');
  });

  it.each(['{"value":7}', '{"value":null}', '{"value":{"value":"x"}}', '["value","x"]', '{"valu":"x"}', '7', 'null'])(
    'is not in %s',
    (body) => {
      expect(takeText(bytes(body), 'value').text).toBeUndefined();
    },
  );

  it.each([
    '',
    '{',
    '{"value":"x"',
    '{"value":"x}',
    '{"value":"\\x"}',
    '{"value":"x"}}',
    '{"value":"a","value":"b"}',
    '\u00ff{"value":"x"}',
    '{value:"x"}',
  ])('is not taken from %j', (body) => {
    expect(() => takeText(bytes(body), 'value')).toThrow(Refused);
  });

  it('is not taken from what is no UTF-8', () => {
    expect(() => takeText(Uint8Array.from([...bytes('{"a":"'), 0xff, ...bytes('","value":"x"}')]), 'value')).toThrow(Refused);
  });

  it('of anything at all is taken, absent or refused', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (body) => {
        try {
          takeText(bytes(body), 'value');
        } catch (error) {
          expect(error).toBeInstanceOf(Refused);
        }
      }),
    );
  });
});

describe('the texts of members of one object', () => {
  it('are taken from that object alone', () => {
    const body = bytes(
      JSON.stringify({ d: 'outer', tags: { d: 'tag' }, note: 'key', key: { kty: 'RSA', d: 'private', k: [{ d: 'deeper' }] } }),
    );
    const { texts, rest } = takeTexts(body, 'key', ['d', 'k', 'p']);
    expect([...texts].map(([name, value]) => [name, text(value)])).toEqual([['d', 'private']]);
    expect(rest).toMatchObject({ d: 'outer', tags: { d: 'tag' }, key: { kty: 'RSA', d: expect.stringMatching(/^ *$/) } });
  });

  it('are refused where one stands twice', () => {
    expect(() => takeTexts(bytes('{"key":{"d":"one","d":"two"}}'), 'key', ['d'])).toThrow(Refused);
  });
});
