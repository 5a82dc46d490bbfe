import fc from 'fast-check';
import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { compactJson, prettyJson, readJson } from '../../app/contract/json-form.ts';
import { formOf, formProblem, valueForms } from '../../app/contract/value-form.ts';

const problem = (contentType: string, text: string) => {
  const form = formOf(contentType);
  if (!form) throw new Error(`no form of ${contentType}`);
  return formProblem(form, text);
};
const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
};
/** Text that is nearly JSON. */
const nearly = fc.array(
  fc.constantFrom('{', '}', '[', ']', ':', ',', '"a"', '"\\u00e9"', '1', '-0.5e+9', '01', 'true', 'nul', ' ', '\n', '"'),
);

describe('the form of JSON', () => {
  it('is what JSON.parse reads', () => {
    const agrees = (text: string): void => {
      expect(readJson(text).wrongAt === undefined).toBe(isJson(text));
    };
    fc.assert(fc.property(fc.json(), agrees));
    fc.assert(
      fc.property(
        nearly.map((parts) => parts.join('')),
        agrees,
      ),
      { numRuns: 1000 },
    );
    fc.assert(fc.property(fc.string({ unit: 'binary' }), agrees));
  });

  it('changes its spaces and nothing else', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(JSON.parse(prettyJson(text))).toEqual(JSON.parse(text));
        expect(compactJson(prettyJson(text))).toBe(compactJson(text));
        expect(prettyJson(prettyJson(text))).toBe(prettyJson(text));
      }),
    );
    expect(compactJson('{ "a": 12345678901234567890, "a": 1.0 }')).toBe('{"a":12345678901234567890,"a":1.0}');
    expect(prettyJson('{"a":[],"b":{"c":[1,2]}}')).toBe('{\n  "a": [],\n  "b": {\n    "c": [\n      1,\n      2\n    ]\n  }\n}');
    expect(prettyJson('{"a":')).toBe('{"a":');
  });

  it('is told where it breaks', () => {
    expect(problem('application/json', '{\n  "a": tru\n}')).toMatchObject({ line: 2, column: 8 });
    expect(problem('application/vnd.x+json; charset=utf-8', '{"a":1')).toMatchObject({
      line: 1,
      column: 7,
      sentence: 'The JSON ends too soon.',
    });
    expect(problem('application/json', '['.repeat(25_600))).toMatchObject({ line: 1, column: 25_601 });
  });
});

const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const privatePem = keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const publicPem = keys.publicKey.export({ type: 'spki', format: 'pem' }).toString();

const good: readonly [string, string][] = [
  ['text/plain', 'anything \u0000 at all'],
  ['text/x-dotenv', '# a comment\nexport A=1\nB = "two\nlines"\n\nC=\'x\'\r\n'],
  ['application/x-connection-string', 'Server=tcp:db,1433;Password="a;b=c";Encrypt=True;'],
  ['text/x-uri', 'postgres://app:pw@db.example:5432/main?sslmode=require'],
  ['text/x-guid', '6F9619FF-8B86-D011-B42D-00CF4FC964FF'],
  ['application/jwt', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln'],
  ['text/x-base64', 'AAEC\nAwQ='],
  ['application/x-pem-private-key', privatePem],
  ['application/x-pem-public-key', publicPem],
];

const bad: readonly [string, string, number, number][] = [
  ['text/x-dotenv', 'A=1\nnot a pair\n', 2, 1],
  ['text/x-dotenv', 'A="never closed\nB=1', 1, 3],
  ['application/x-connection-string', 'just words', 1, 1],
  ['application/x-connection-string', 'A=1;=2', 1, 5],
  ['text/x-uri', 'https://a host/', 1, 10],
  ['text/x-guid', '6F9619FF-8B86-D011-B42G', 1, 23],
  ['text/x-guid', '6f9619ff-8b86-d011-b42d-00cf4fc964ff\n', 1, 37],
  ['application/jwt', 'eyJh.only two', 1, 10],
  ['text/x-base64', 'AA=A', 1, 3],
  ['text/x-base64', 'AAA', 1, 4],
  ['text/x-base64', 'AA\nA*', 2, 2],
  ['application/x-pem-private-key', publicPem, 1, 1],
  ['application/x-pem-public-key', publicPem.replace(/-----END[^]*$/, ''), 1, 1],
  ['application/x-pem-file', 'no block', 1, 1],
];

describe('the form of a value', () => {
  it.each(good)('%s is recognised', (contentType, text) => {
    expect(problem(contentType, text)).toBeUndefined();
  });

  it.each(bad)('%s is told wrong where it is', (contentType, text, line, column) => {
    expect(problem(contentType, text)).toMatchObject({ line, column });
  });

  it('is checked for any text at all, with a place inside it and nothing of it in the sentence', () => {
    const secret = 'xyzzy-sentinel';
    fc.assert(
      fc.property(fc.constantFrom(...valueForms), fc.string({ unit: 'binary', maxLength: 200 }), (form, text) => {
        const found = formProblem(form, text);
        const lines = text.split('\n');
        if (!found) return;
        expect(found.line).toBeGreaterThan(0);
        expect(found.line).toBeLessThanOrEqual(lines.length);
        expect(found.column).toBeGreaterThan(0);
        expect(found.column).toBeLessThanOrEqual((lines[found.line - 1]?.length ?? 0) + 1);
        expect(formProblem(form, secret)?.sentence ?? '').not.toContain(secret);
      }),
      { numRuns: 1000 },
    );
  });

  it('is unknown of a content type that is nobody’s', () => {
    expect(formOf('application/vnd.northwind')).toBeUndefined();
    expect(formOf('TEXT/PLAIN; charset=utf-8')?.name).toBe('Plain text');
  });
});
