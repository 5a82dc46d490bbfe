import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refused } from '../../../../main/rest/refused.ts';
import { createRouter, readTarget } from '../../../../main/rest/route/match.ts';
import { secretRoutes } from '../../../../main/rest/route/secret.ts';

const places = Object.values(secretRoutes).map(({ method, path, operation }) => ({ method, path, operation }));
const router = createRouter(places);

function lead(method: string, url: string): string {
  const match = router(method, readTarget(url).segments);
  if (match.kind !== 'found') return match.kind === 'method' ? `not by ${method}: ${match.operation}` : 'unknown';
  return [match.place.operation, match.path['name'], match.path['version']].filter((part) => part !== undefined).join(' ');
}

describe('a path leads to an operation', () => {
  it.each([
    ['PUT', '/secrets/a', 'SecretSet a'],
    ['DELETE', '/secrets/a', 'SecretDelete a'],
    ['PATCH', '/secrets/a/1', 'SecretUpdate a 1'],
    ['PATCH', '/secrets/a', 'SecretUpdate a'],
    ['PATCH', '/secrets/a/', 'SecretUpdate a'],
    ['GET', '/secrets/a', 'SecretGet a'],
    ['GET', '/secrets/a/', 'SecretGet a'],
    ['GET', '/secrets/a/1', 'SecretGet a 1'],
    ['GET', '/secrets/a//1', 'SecretGet a 1'],
    ['GET', '//secrets//a//', 'SecretGet a'],
    ['GET', '/secrets/a/versions', 'SecretListVersions a'],
    ['GET', '/secrets/versions', 'SecretGet versions'],
    ['GET', '/secrets/restore', 'SecretGet restore'],
    ['PUT', '/secrets/backup', 'SecretSet backup'],
    ['GET', '/secrets', 'SecretList'],
    ['GET', '/secrets/', 'SecretList'],
    ['GET', '/SECRETS/MiXed', 'SecretGet MiXed'],
    ['GET', '/secrets/%61%2Fb', 'SecretGet a/b'],
    ['GET', '/deletedsecrets', 'SecretListDeleted'],
    ['GET', '/deletedsecrets/a', 'SecretGetDeleted a'],
    ['DELETE', '/deletedsecrets/a', 'SecretPurge a'],
    ['POST', '/deletedsecrets/a/recover', 'SecretRecover a'],
    ['POST', '/secrets/a/backup', 'SecretBackup a'],
    ['POST', '/secrets/restore', 'SecretRestore'],
  ])('%s %s: %s', (method, url, expected) => {
    expect(lead(method, url)).toBe(expected);
  });

  it.each([
    ['GET', '/secrets/a/1/2', 'unknown'],
    ['GET', '/', 'unknown'],
    ['GET', '/secret', 'unknown'],
    ['GET', '/deletedsecrets/a/recover', 'not by GET: recover'],
    ['POST', '/secrets/a', 'not by POST: secrets'],
    ['DELETE', '/secrets', 'not by DELETE: secrets'],
    ['get', '/secrets', 'not by get: secrets'],
  ])('but not %s %s: %s', (method, url, expected) => {
    expect(lead(method, url)).toBe(expected);
  });
});

describe('a request target', () => {
  it('has its query decoded, names too', () => {
    const { query } = readTarget('/secrets?api%2Dversion=7.5&%24skiptoken=a%2Bb&maxresults=5');
    expect([query.get('api-version'), query.get('$skiptoken'), query.get('maxresults')]).toEqual(['7.5', 'a+b', '5']);
  });

  it.each(['/secrets/%', '/secrets/%zz', '/secrets/%ff', '/%c0%af'])('that is not encoded as it should be is refused: %s', (url) => {
    expect(() => readTarget(url)).toThrow(Refused);
  });

  it('is read whatever stands in it, to segments that lead somewhere or nowhere', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.constantFrom('GET', 'POST', 'PUT', 'HEAD', ''), (rest, method) => {
        try {
          const { segments } = readTarget(`/${rest}`);
          expect(segments).not.toContain('');
          expect(['found', 'method', 'unknown']).toContain(router(method, segments).kind);
        } catch (error) {
          expect(error).toBeInstanceOf(Refused);
        }
      }),
    );
  });

  it('keeps every segment that was encoded', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), { maxLength: 5 }), fc.boolean(), (segments, slash) => {
        const url = `/${segments.map(encodeURIComponent).join('/')}${slash ? '/' : ''}?a=b`;
        expect(readTarget(url).segments).toEqual(segments);
      }),
    );
  });
});
