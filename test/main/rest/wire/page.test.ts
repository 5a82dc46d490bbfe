import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refused } from '../../../../main/rest/refused.ts';
import { nextLink, readPage, writeToken } from '../../../../main/rest/wire/page.ts';

const query = (text: string) => new URLSearchParams(text);

describe('a page', () => {
  it('has 25 where nothing is said', () => {
    expect(readPage(query('api-version=7.5'))).toEqual({ limit: 25 });
  });

  it.each([1, 7, 25])('has the %i that are asked for', (limit) => {
    expect(readPage(query(`maxresults=${limit}`))).toEqual({ limit });
  });

  it.each(['0', '26', '-1', '1.5', '1e1', '0x5', ' 5', '', 'x', '9'.repeat(400)])('is refused with maxresults=%s', (limit) => {
    expect(() => readPage(new URLSearchParams({ maxresults: limit }))).toThrow(Refused);
  });

  it('is followed by the one that its link names, whatever the cursor', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.option(fc.integer({ min: 1, max: 25 })), (cursor, limit) => {
        fc.pre(cursor.length <= 512);
        const asked = query(`api-version=2025-07-01${limit === null ? '' : `&maxresults=${limit}`}`);
        const link = new URL(nextLink('https://payroll.vault.localhost:8443/secrets', asked, cursor) ?? '');
        expect(readPage(link.searchParams)).toEqual({ limit: limit ?? 25, cursor });
        expect(link.searchParams.get('api-version')).toBe('2025-07-01');
      }),
    );
  });

  it('is followed by none where there is no cursor', () => {
    expect(nextLink('https://payroll.vault.localhost:8443/secrets', query(''), undefined)).toBeNull();
  });

  it('is refused for a token that nobody was given', () => {
    const json = fc.json().map((text) => Buffer.from(text).toString('base64url'));
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), json), (token) => {
        expect(() => readPage(new URLSearchParams({ $skiptoken: token }))).toThrow(Refused);
      }),
    );
  });

  it('is refused for a token with a cursor that no list has', () => {
    expect(() => readPage(new URLSearchParams({ $skiptoken: writeToken('x'.repeat(513)) }))).toThrow(Refused);
  });
});
