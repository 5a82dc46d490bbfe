import { describe, expect, test } from 'vitest';
import type { LogRecord } from '../../../../app/contract/log.ts';
import { errorData } from '../../../../app/contract/vault-error.ts';
import { scopeName, whyOf } from '../../../../renderer/screen/log/why.ts';
import { aLogRow } from './a-log-row.ts';

const aRecord = (over: Partial<LogRecord>): LogRecord => ({
  ...aLogRow(1),
  resourceId: '/x',
  correlationId: 'c',
  requestId: 'r',
  properties: {},
  leafHash: '',
  canonical: '{}',
  ...over,
});

describe('why a record ended as it did', () => {
  test('an allowed operation names role and scope', () => {
    const allowedBy = { assignment: 'a', role: 'Owner', scope: '/' };
    expect(whyOf(aRecord({ allowedBy }))).toEqual({ sentence: 'Allowed by the role Owner on everything.' });
  });

  test('a refused one names what was missing and the smallest role', () => {
    const missing = {
      action: 'Microsoft.KeyVault/vaults/write',
      scope: '/subscriptions/1/resourceGroups/main',
      smallestRole: 'Key Vault Contributor',
    };
    expect(whyOf(aRecord({ result: 'refused', code: 'Forbidden', identity: 'ci', missing }))).toEqual({
      sentence: 'ci holds no role that allows Microsoft.KeyVault/vaults/write on main.',
      more: 'Smallest role that would: Key Vault Contributor on main.',
    });
  });

  test('an allowed one that failed says both', () => {
    const allowedBy = { assignment: 'a', role: 'Owner', scope: '/' };
    const why = whyOf(aRecord({ result: 'failed', code: 'StoreUnavailable', allowedBy }));
    expect(why.sentence).toContain('could not be written');
    expect(why.more).toContain('Owner');
  });

  test.each(Object.keys(errorData))('%s has a sentence of its own', (code) => {
    const { sentence } = whyOf(aRecord({ result: 'failed', code }));
    expect(sentence).not.toContain(code);
    expect(sentence.endsWith('.')).toBe(true);
  });

  test('a code that this version does not know is named', () => {
    expect(whyOf(aRecord({ result: 'failed', code: 'FromTheFuture' })).sentence).toContain('FromTheFuture');
    expect(whyOf(aRecord({ result: 'failed', code: 'constructor' })).sentence).toContain('constructor');
  });

  test.each([
    ['/', 'everything'],
    ['/subscriptions/1/resourceGroups/production/providers/Microsoft.KeyVault/vaults/payroll', 'payroll'],
    ['/subscriptions/1/', '1'],
    ['', ''],
  ])('the scope %j reads %j', (scope, name) => {
    expect(scopeName(scope)).toBe(name);
  });
});
