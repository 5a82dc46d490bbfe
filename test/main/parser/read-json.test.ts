import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partMark } from '../../../app/import/file-parser.ts';
import { parseFile } from '../../../main/parser/parse-file.ts';
import { readNodes, type JsonNode } from '../../../main/parser/json-node.ts';
import { read, utf8 } from './cells.ts';

const unreadable = (reason: string, line?: number): unknown =>
  expect.objectContaining({ code: 'FileUnreadable', data: expect.objectContaining({ reason, ...(line !== undefined && { line }) }) });

/** What JSON.parse would make of it. */
function toValue(node: JsonNode): unknown {
  switch (node.kind) {
    case 'object':
      return Object.fromEntries(node.members.map(({ name, node: inner }) => [name, toValue(inner)]));
    case 'array':
      return node.items.map(toValue);
    case 'string':
      return node.text;
    case 'literal':
      return JSON.parse(node.text);
    case 'null':
      return null;
  }
}

describe('JSON', () => {
  it('is read as JSON.parse reads it', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom(undefined, 1, '\t'), (value, space) => {
        const text = JSON.stringify(value, undefined, space);
        expect(readNodes(text).map(toValue)).toEqual([JSON.parse(text)]);
      }),
      { numRuns: 500 },
    );
  });

  it('is refused where JSON.parse refuses it', () => {
    const pieces = ['{', '}', '[', ']', ',', ':', '"a"', '"', '1', '-', '.5', 'true', 'null', ' ', '\n', '\\'];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 12 }), (parts) => {
        const text = `[${parts.join('')}]`;
        const isJson = (read: () => unknown): boolean => {
          try {
            read();
            return true;
          } catch {
            return false;
          }
        };
        // Several values one after the other are several files.
        fc.pre(!isJson(() => readNodes(text)) || readNodes(text).length === 1);
        expect(isJson(() => readNodes(text))).toBe(isJson(() => JSON.parse(text)));
      }),
      { numRuns: 2_000 },
    );
  });

  it('nested is one row for each leaf, with its line', () => {
    const content = '{\n  "db": {\n    "password": "x",\n    "port": 5432\n  },\n  "list": [1, "b"],\n  "empty": {},\n  "none": null\n}';
    expect(read(content)).toEqual([
      { line: 3, name: `db${partMark}password`, value: 'x' },
      { line: 4, name: `db${partMark}port`, value: '5432' },
      { line: 6, name: 'list', value: '[1, "b"]', contentType: 'application/json' },
      { line: 7, name: 'empty', value: '{}', contentType: 'application/json' },
      { line: 8, name: 'none', problem: 'value_missing' },
    ]);
  });

  it('keeps numbers as they are written', () => {
    expect(read('{"a": 12345678901234567890, "b": 1.10, "c": true}').map(({ value }) => value)).toEqual([
      '12345678901234567890',
      '1.10',
      'true',
    ]);
  });

  it('keeps a name that comes twice as two rows, and names that objects have', () => {
    expect(read('{"a":"1","a":"2","__proto__":{"toString":"3"}}').map(({ name, value }) => [name, value])).toEqual([
      ['a', '1'],
      ['a', '2'],
      [`__proto__${partMark}toString`, '3'],
    ]);
  });

  it('refuses a value that is no text', () => {
    expect(read('{"a":"\\ud800"}')).toMatchObject([{ problem: 'value_text' }]);
  });

  it('that is broken tells the line', () => {
    expect(() => read('{\n"a": 1,\n"b" 2}')).toThrow(unreadable('format', 3));
  });

  it('that is nested deeper than any honest file is refused', () => {
    expect(() => read('['.repeat(1_000_000))).toThrow(unreadable('format'));
    expect(() => read(`${'{"a":'.repeat(65)}1${'}'.repeat(65)}`)).toThrow(unreadable('format'));
    expect(read(`${'{"a":'.repeat(64)}1${'}'.repeat(64)}`)).toHaveLength(1);
  });
});

describe('the file of another tool', () => {
  const formatOf = (content: string) => parseFile(utf8(content), { format: undefined, extension: 'json' }).format;

  it('az keyvault secret show, once or several times', () => {
    const one = (name: string, value: string | null) =>
      JSON.stringify({
        attributes: { enabled: false, expires: '2027-01-01T00:00:00+00:00', notBefore: null },
        contentType: 'text/plain',
        id: `https://v.vault.azure.net/secrets/${name}/0123`,
        name,
        tags: { owner: 'me' },
        value,
      });
    const content = `${one('a', 'x')}\n${one('b', null)}`;
    expect(formatOf(content)).toBe('azure');
    const attributes = { contentType: 'text/plain', enabled: 'false', expires: '2027-01-01T00:00:00+00:00', tags: '{"owner":"me"}' };
    expect(read(content)).toEqual([
      { line: 1, name: 'a', value: 'x', ...attributes },
      { line: 2, name: 'b', ...attributes, problem: 'value_missing' },
    ]);
    expect(formatOf(`[${one('a', 'x')}]`)).toBe('azure');
  });

  it('vault kv get, of both versions of the engine', () => {
    const first = '{"request_id":"1","lease_id":"","data":{"k":"v","data":"w"}}';
    const second = '{"request_id":"1","lease_id":"","data":{"data":{"k":"v"},"metadata":{"custom_metadata":{"owner":"me"},"version":2}}}';
    expect([formatOf(first), formatOf(second)]).toEqual(['vault', 'vault']);
    expect(read(first).map(({ name, value }) => [name, value])).toEqual([
      ['k', 'v'],
      ['data', 'w'],
    ]);
    expect(read(second)).toEqual([{ line: 1, name: 'k', value: 'v', tags: '{"owner":"me"}' }]);
  });

  it('Bitwarden’s Secrets Manager: projects become tags, notes stay behind', () => {
    const content =
      '{"projects":[{"id":"1","name":"Shop"}],"secrets":[{"key":"k","value":"v","note":"secret note","id":"2","projectIds":["1"]}]}';
    expect(formatOf(content)).toBe('bitwarden');
    expect(read(content)).toEqual([{ line: 1, name: 'k', value: 'v', tags: '{"project":"Shop"}' }]);
  });

  it('that is not what the person says it is is refused', () => {
    expect(() => parseFile(utf8('{"a":1}'), { format: 'bitwarden', extension: '' })).toThrow(unreadable('foreign'));
    expect(() => parseFile(utf8('{"format":"strongroom-secrets","version":2,"secrets":[]}'), { format: undefined, extension: '' })).toThrow(
      unreadable('foreign'),
    );
    expect(() => read('["a"]')).toThrow(unreadable('foreign'));
  });
});
