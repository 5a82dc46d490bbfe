import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { secretName } from '../../../app/contract/secret.ts';
import { readDate } from '../../../app/import/date.ts';
import { partMark } from '../../../app/import/file-parser.ts';
import { nameFor, usualNaming } from '../../../app/import/naming.ts';
import { looksPersonal } from '../../../app/import/personal.ts';

describe('the name of a secret', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['DB_PASSWORD', 'DB-PASSWORD'],
    ['Db--Password', 'Db--Password'],
    ['Db__Password', 'Db-Password'],
    ['_LEADING_', 'LEADING'],
    ['spring.datasource.password', 'spring-datasource-password'],
    ['a b\u00e9c', 'a-b-c'],
    [`a${partMark}b c`, 'a-b-c'],
  ];
  it.each(cases)('for %j is %s', (source, name) => {
    expect(nameFor(source, usualNaming)).toEqual({ name });
  });

  it('has the separator between levels alone', () => {
    expect(nameFor('Db__Pass_word', { ...usualNaming, separator: '--' })).toEqual({ name: 'Db--Pass-word' });
  });

  it('is one that a secret may have, or is refused', () => {
    const naming = fc.record({
      prefix: fc.stringMatching(/^[a-z0-9-]{0,60}$/),
      separator: fc.constantFrom('-', '--'),
      lowerCase: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), naming, (source, rule) => {
        const { name, problem } = nameFor(source, rule);
        if (problem === undefined) expect(secretName.safeParse(name).success).toBe(true);
        else expect(['name', 'name_long']).toContain(problem);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('a date', () => {
  it.each([
    ['2027-01-01', Date.UTC(2027, 0, 1)],
    ['2027-01-01T10:00', Date.UTC(2027, 0, 1, 10)],
    ['2027-01-01T10:00:00+02:00', Date.UTC(2027, 0, 1, 8)],
    ['2027-01-01 10:00:00Z', Date.UTC(2027, 0, 1, 10)],
    ['1798761600', 1_798_761_600_000],
    ['2027-02-30', undefined],
    ['2027-13-01', undefined],
    ['01/02/2027', undefined],
    ['tomorrow', undefined],
    ['1960-01-01', undefined],
  ])('%s', (text, time) => {
    expect(readDate(text)).toBe(time);
  });
});

it('the hint at a person’s own password is silent about an organisation’s keys', () => {
  const sources = [
    'netflix',
    'my-password',
    'home wifi',
    'gmail_login',
    'FACEBOOK_APP_SECRET',
    'PAYPAL_CLIENT_ID',
    'DB_PASSWORD',
    'spotify-api',
  ];
  expect(sources.filter(looksPersonal)).toEqual(['netflix', 'my-password', 'home wifi', 'gmail_login']);
});
