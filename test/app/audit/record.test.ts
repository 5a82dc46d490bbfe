import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { Entry } from '../../../app/audit/entry.ts';
import { composeRecord, mostRecordBytes, readRecord } from '../../../app/audit/record.ts';
import { toColumns, toLogRecord, toLogRow } from '../../../app/audit/record-row.ts';
import { logRecord } from '../../../app/contract/log.ts';
import { anEntry, instanceId, tenantId } from './a-log.ts';

// Many runs on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

const place = { sequence: 41, instanceId, tenantId, salt: Uint8Array.from({ length: 16 }, (_, at) => at) };
const compose = (fields: Partial<Entry> = {}) => composeRecord(anEntry(fields), place);
const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ maxLength: 40 }));
const anyEntry: fc.Arbitrary<Entry> = fc.record({
  time: fc.integer({ min: 0, max: 8.64e15 }),
  durationMs: fc.double({ min: 0, max: 1e9, noNaN: true }),
  operation: anyText,
  result: fc.constantFrom('succeeded', 'refused', 'failed', 'attempted'),
  status: fc.integer({ min: 100, max: 599 }),
  code: anyText,
  resourceId: anyText,
  object: anyText,
  door: fc.constantFrom('window', 'rest', 'job', 'shell'),
  address: anyText,
  identity: fc.record({ id: anyText, name: anyText, kind: anyText, sessionId: fc.option(anyText, { nil: undefined }) }),
  correlationId: anyText,
  requestId: anyText,
  allowedBy: fc.option(fc.record({ assignment: anyText, role: anyText, scope: anyText }), { nil: undefined }),
  missing: fc.option(fc.record({ action: anyText, scope: anyText }), { nil: undefined }),
  properties: fc.dictionary(fc.stringMatching(/^[a-z]\w{0,20}$/), anyText),
});

test('a record has the names of the Key Vault log', () => {
  const { record } = compose();
  expect(record).toMatchObject({
    time: '2027-03-03T04:05:06.007Z',
    resourceId: '/subscriptions/s/resourceGroups/r/providers/Microsoft.KeyVault/vaults/payroll',
    operationName: 'SecretGet',
    operationVersion: '1',
    category: 'AuditEvent',
    resultType: 'Success',
    resultSignature: 'OK',
    resultDescription: 'OK',
    durationMs: 3,
    callerIpAddress: 'window',
    correlationId: 'f9d2b3a4-3f0e-4a40-9f3b-2f8a0d6e7c55',
    identity: {
      claim: {
        'http://schemas.microsoft.com/identity/claims/objectidentifier': '0b1f0c70-3a53-4b62-8bd9-3e4a4f6f2f10',
        'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name': 'alice',
      },
    },
    properties: { id: '/secrets/db-password', httpStatusCode: 200 },
  });
});

test('a record says where it stands, and carries its salt', () => {
  expect(compose().record).toMatchObject({ format: 1, sequence: 41, instance: instanceId, tenantId, salt: 'AAECAwQFBgcICQoLDA0ODw' });
});

test('a refusal says which action was missing, and names no grant', () => {
  const missing = { action: 'Microsoft.KeyVault/vaults/secrets/getSecret/action', scope: '/', smallestRole: 'Key Vault Secrets User' };
  const { record } = compose({ result: 'refused', status: 403, code: 'Forbidden', allowedBy: undefined, missing });
  expect(record).toMatchObject({ resultType: 'Failure', resultSignature: 'Forbidden', decision: { missing } });
});

test('nobody has no claims', () => {
  const { record } = compose({ identity: { id: '', name: 'nobody', kind: 'nobody', sessionId: undefined } });
  expect(record.identity).toEqual({ claim: {}, name: 'nobody', kind: 'nobody' });
});

test('the canonical form is sorted, without blanks, and stays so when read and written again', () => {
  const { canonical, record } = compose();
  expect(canonical.startsWith('{"callerIpAddress":"window","category":"AuditEvent","correlationId":')).toBe(true);
  expect(readRecord(canonical)).toEqual(record);
});

test('a declared property cannot stand for the status', () => {
  expect(compose({ properties: { httpStatusCode: '200' }, status: 403 }).record.properties.httpStatusCode).toBe(403);
});

test('any entry becomes a record that reads back the same, within its size', () => {
  fc.assert(
    fc.property(anyEntry, (entry) => {
      const { record, canonical } = composeRecord(entry, place);
      expect(readRecord(canonical)).toEqual(JSON.parse(JSON.stringify(record)));
      expect(canonical).toBe(canonicalize(JSON.parse(canonical)));
      expect(canonical.isWellFormed()).toBe(true);
      expect(bytesOf(canonical)).toBeLessThanOrEqual(mostRecordBytes);
    }),
  );
});

describe('a record that would be too long', () => {
  test('is cut and names the fields that were', () => {
    const { record, canonical } = compose({ properties: { id: 'x', note: 'é'.repeat(20_000) }, resourceId: 'r'.repeat(9_000) });
    expect(bytesOf(canonical)).toBeLessThanOrEqual(mostRecordBytes);
    expect(record.truncatedFields).toEqual(['properties.note', 'resourceId']);
    expect(record.properties['id']).toBe('x');
  });

  test('loses its properties only when nothing else helps', () => {
    const properties = Object.fromEntries(Array.from({ length: 2_000 }, (_, at) => [`field${at}`, 'some text']));
    const { record, canonical } = compose({ properties });
    expect(bytesOf(canonical)).toBeLessThanOrEqual(mostRecordBytes);
    expect(record.properties).toEqual({ httpStatusCode: 200 });
    expect(record.truncatedFields).toEqual(['properties']);
  });

  test('keeps pairs of surrogates whole', () => {
    const { record } = compose({ object: `${'a'.repeat(299)}😀` });
    expect(record.object).toBe('a'.repeat(299));
    expect(record.truncatedFields).toEqual(['object']);
  });

  test('fits whatever characters a stranger chose', () => {
    const hostile = '\u0001'.repeat(100_000);
    const { canonical } = compose({
      object: hostile,
      address: hostile,
      operation: hostile,
      code: hostile,
      requestId: hostile,
      properties: { a: hostile },
    });
    expect(bytesOf(canonical)).toBeLessThanOrEqual(mostRecordBytes);
  });
});

test('a lone surrogate is replaced, since it has no UTF-8', () => {
  expect(compose({ object: 'a\ud800b' }).record.object).toBe('a\ufffdb');
});

test('two hundred rows fit into one frame whatever is in them', () => {
  const hostile = '\u0001'.repeat(100_000);
  const identity = { id: hostile, name: hostile, kind: hostile, sessionId: hostile };
  const resourceId = `/subscriptions/s/resourceGroups/r/providers/Microsoft.KeyVault/vaults/${hostile}`;
  const { record } = compose({ object: hostile, address: hostile, operation: hostile, code: hostile, identity, resourceId });
  const row = { ...toColumns(record), canonical: undefined, leafHash: new Uint8Array(32) };
  expect(bytesOf(JSON.stringify(toLogRow(row))) * 200).toBeLessThan(1024 * 1024);
});

test('the window sees the record, the grant and what proves it', () => {
  const { record, canonical } = compose();
  const seen = toLogRecord({ ...toColumns(record), canonical, leafHash: new Uint8Array(32) }, record, canonical);
  expect(logRecord.parse(seen)).toEqual(seen);
  expect(seen).toMatchObject({
    identity: 'alice',
    identityId: '0b1f0c70-3a53-4b62-8bd9-3e4a4f6f2f10',
    allowedBy: { assignment: 'a-1', role: 'Key Vault Secrets User', scope: '/' },
    missing: undefined,
    properties: { id: '/secrets/db-password' },
    leafHash: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=',
  });
});

test.each(['', '{}', 'null', '[]', '{"format":2}', '{"format":1'])('%j is no record', (text) => {
  expect(readRecord(text)).toBeUndefined();
});
