import { badParameter, Refused } from './refused.ts';

const latest = '2026-04-01';

/** Every version of Key Vault's data plane that clients were made for. They differ by fields only, and newer fields are simply there. */
const known: ReadonlySet<string> = new Set([
  '2015-06-01',
  '2016-10-01',
  '7.0',
  '7.1',
  '7.2',
  '7.3',
  '7.4',
  '7.5',
  '7.6',
  '2025-07-01',
  latest,
  '2025-06-01-preview',
  '2026-05-01-preview',
  '2026-07-01-preview',
]);
const olderPreview = /^7\.[0-6]-preview(?:\.\d)?$/;

/** The version that a request names. @throws Refused where it names none, or one that nobody knows */
export function readApiVersion(query: URLSearchParams): string {
  const [version = '', ...more] = query.getAll('api-version');
  if (version === '') throw new Refused(badParameter('api-version must be specified'));
  if (more.length === 0 && (known.has(version) || olderPreview.test(version))) return version;
  const told = [version, ...more].join(', ').slice(0, 64);
  throw new Refused(
    badParameter(`The specified version (${told}) is not recognized. Consider using the latest supported version (${latest}).`),
  );
}
