import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readForm } from '../../../../main/rest/wire/form.ts';
import { text, utf8 } from '../../../support/a-house.ts';

const read = (written: string) => readForm(utf8(written));

describe('a form', () => {
  it('gives what a browser or an SDK wrote into it', () => {
    const fields = fc.uniqueArray(fc.tuple(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' })), {
      selector: ([name]) => name,
      maxLength: 20,
    });
    fc.assert(
      fc.property(fields, (pairs) => {
        const form = read(new URLSearchParams(pairs.filter(([name]) => name !== '')).toString());
        for (const [name, value] of pairs) if (name !== '') expect(text(form?.bytes(name) ?? utf8('absent'))).toBe(value);
      }),
    );
  });

  it.each(['a=b&a=c', 'a=%', 'a=%4', 'a=%zz', 'a=%4g', '%ff=a', Array.from({ length: 65 }, (_, index) => `f${index}=1`).join('&')])(
    'that is written %j is none',
    (written) => {
      expect(read(written)).toBeUndefined();
    },
  );

  it('may have bytes that are no text, which are given as they are', () => {
    const form = read('secret=%ff%00&empty=&bare&plus=a+b%2B');
    expect([...(form?.bytes('secret') ?? [])]).toEqual([255, 0]);
    expect(form?.text('secret')).toBeUndefined();
    expect(form?.text('empty')).toBeUndefined();
    expect([...(form?.bytes('bare') ?? [1])]).toEqual([]);
    expect(form?.text('plus')).toBe('a b+');
    expect(form?.text('absent')).toBeUndefined();
  });

  it('zeroes what it held', () => {
    const form = read('secret=abc');
    const secret = form?.bytes('secret') ?? utf8('absent');
    form?.clear();
    expect([...secret]).toEqual([0, 0, 0]);
  });

  it('is read or refused, whatever was sent', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (sent) => void readForm(sent)));
  });
});
