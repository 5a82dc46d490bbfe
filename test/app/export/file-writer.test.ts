import { parse as parseCsv } from 'csv-parse/sync';
import dotenv from 'dotenv';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ExportFormat } from '../../../app/contract/bulk.ts';
import { createByteDraft } from '../../../app/export/byte-draft.ts';
import { withoutMark } from '../../../app/export/csv-mark.ts';
import { csvColumns } from '../../../app/export/csv-writer.ts';
import { envNameOf } from '../../../app/export/env-name.ts';
import { createFileWriter, type ExportedSecret } from '../../../app/export/file-writer.ts';
import { utf8 } from '../../support/a-house.ts';
import { anExportedSecret, hostileText } from './a-value.ts';

/** Exactly what is there: a byte order mark at the beginning too. */
const text = (bytes: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

const madeOn = Date.UTC(2026, 10, 22);
const secrets = fc.array(anExportedSecret, { maxLength: 5 });
const csvSecrets = fc.array(
  anExportedSecret.filter(({ value }) => !value.includes(0)),
  { maxLength: 5 },
);

function fileOf(format: ExportFormat, content: readonly ExportedSecret[]): string {
  const draft = createByteDraft();
  const writer = createFileWriter(format, draft, madeOn);
  writer.begin();
  for (const secret of content) expect(writer.add(secret)).toBeUndefined();
  writer.end();
  return text(draft.finish());
}

const aSecret = (value: string, change: Partial<ExportedSecret> = {}): ExportedSecret => ({
  vault: 'payroll',
  name: 'db-password',
  value: utf8(value),
  enabled: true,
  tags: {},
  ...change,
});

const iso = (time: number | undefined): string | undefined => (time === undefined ? undefined : new Date(time).toISOString());
const largest = '€'.repeat(8533) + '!';

describe('a file of JSON', () => {
  test('gives back every secret as it was', () => {
    fc.assert(
      fc.property(secrets, (content) => {
        const read: unknown = JSON.parse(fileOf('json', content));
        const expected = content.map((it) => ({
          ...it,
          value: text(it.value),
          notBefore: iso(it.notBefore),
          expires: iso(it.expires),
        }));
        expect(read).toEqual({ format: 'strongroom-secrets', version: 1, exportedOn: '2026-11-22T00:00:00.000Z', secrets: expected });
      }),
    );
  });

  test('shows no character that a person would not see', () => {
    fc.assert(
      fc.property(secrets, (content) => {
        expect(fileOf('json', content).replaceAll('\n', '')).not.toMatch(
          /[\p{Cc}\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/u,
        );
      }),
    );
  });

  test('holds the largest value', () => {
    expect(JSON.parse(fileOf('json', [aSecret(largest)]))).toMatchObject({ secrets: [{ value: largest }] });
  });
});

describe('a file of CSV', () => {
  const rowsOf = (file: string): string[][] => parseCsv(utf8(file), { relax_column_count: false });
  const back = (field: string | undefined): string => text(withoutMark(utf8(field ?? '')));

  test('gives back every secret as it was, the mark of formulas taken away', () => {
    fc.assert(
      fc.property(csvSecrets, (content) => {
        const [head, ...rows] = rowsOf(fileOf('csv', content));
        expect(head).toEqual([...csvColumns]);
        const expected = content.map((it) => [
          it.vault,
          it.name,
          text(it.value),
          it.contentType ?? '',
          String(it.enabled),
          iso(it.notBefore) ?? '',
          iso(it.expires) ?? '',
          it.tags,
          '1',
        ]);
        const read = rows.map((row) => row.map(back).map((field, at): unknown => (at === 7 ? JSON.parse(field) : field)));
        expect(read).toEqual(expected);
      }),
    );
  });

  test('has no field that a spreadsheet would run', () => {
    fc.assert(
      fc.property(csvSecrets, (content) => {
        for (const field of rowsOf(fileOf('csv', content)).flat()) expect(field).not.toMatch(/^(?:[\t\r\n]|[\0-\x20]*[=+\-@＝＋－＠])/u);
      }),
    );
  });

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', ' =1', '＝1', "'=1", "'"])('marks %j', (value) => {
    const [, row] = rowsOf(fileOf('csv', [aSecret(value)]));
    expect(row?.[2]).toBe(`'${value}`);
  });

  test.each(['secret', 'a=b', '1-2', '', '"', 'ünï', '💣=1'])('leaves %j as it is', (value) => {
    const [, row] = rowsOf(fileOf('csv', [aSecret(value)]));
    expect(row?.[2]).toBe(value);
  });

  test('leaves out a value with NUL, which no text holds', () => {
    const draft = createByteDraft();
    expect(createFileWriter('csv', draft, madeOn).add(aSecret('a\0b'))).toBe('unwritable');
    expect(draft.length).toBe(0);
  });

  test('holds the largest value', () => {
    expect(rowsOf(fileOf('csv', [aSecret(largest)]))[1]?.[2]).toBe(largest);
  });
});

describe('an .env file', () => {
  /** What is written, and what is left out because no quotes fit. */
  function envOf(values: readonly string[]) {
    const draft = createByteDraft();
    const writer = createFileWriter('env', draft, madeOn);
    writer.begin();
    const written: Record<string, string> = {};
    for (const [at, value] of values.entries())
      if (writer.add(aSecret(value, { name: `key-${at}` })) === undefined) written[`KEY_${at}`] = value;
    writer.end();
    return { file: text(draft.finish()), written };
  }

  test.each([{}, { fast: true }])('is read by dotenv exactly as it was (%j)', (option) => {
    fc.assert(
      fc.property(fc.array(hostileText, { maxLength: 6 }), (values) => {
        const { file, written } = envOf(values);
        expect(dotenv.parse(file, option)).toEqual(written);
      }),
      { numRuns: 1000 },
    );
  });

  test.each([
    ['plain', 'secret/With:dots.and-more_1@x=='],
    ['empty', ''],
    ['blanks at its ends', '  secret  '],
    ['an apostrophe', "it's"],
    ['double quotes', '{"a": "b"}'],
    ['both', `it's "it"`],
    ['all three, in one line', 'a\'b"c`d'],
    ['a dollar', 'pa$$word ${HOME} $(id)'],
    ['a hash', 'a # b'],
    ['lines', '-----BEGIN KEY-----\nabc\n-----END KEY-----\n'],
    ['lines of Windows', 'a\r\nb\r\n'],
    ['a backslash at its end', 'C:\\dir # x\\'],
    ['escapes that are none', "it's \\n"],
    ['a BOM at its end', 'secret\ufeff'],
    ['the longest', largest],
  ])('holds %s', (_what, value) => {
    const { file } = envOf([value, 'next', "it's"]);
    expect(dotenv.parse(file)).toEqual({ KEY_0: value, KEY_1: 'next', KEY_2: "it's" });
  });

  test.each([
    ['all quotes, and a hash', `a'b"c\`d#`],
    ['a carriage return beside double quotes', '"\r'],
    ['all quotes and lines', `'\n"\n\``],
    ['NUL', 'a\0b'],
  ])('leaves out what no quotes fit: %s', (_what, value) => {
    const draft = createByteDraft();
    expect(createFileWriter('env', draft, madeOn).add(aSecret(value))).toBe('unwritable');
    expect(draft.length).toBe(0);
  });

  test.each([
    ['db-password', 'DB_PASSWORD'],
    ['1st', '_1ST'],
    ['A--b', 'A__B'],
  ])('calls %s %s', (name, key) => {
    expect(envNameOf(name)).toBe(key);
  });
});
