import { expect, test } from 'vitest';
import { parseVaultError, VaultError } from '../../app/contract/vault-error.ts';

test('an error that crossed is the error that was sent', () => {
  const sent = new VaultError('SharesTooFew', { needed: 3, given: 1 });
  expect(parseVaultError({ code: sent.code, data: sent.data })).toEqual(sent);
});

test.each([
  ['an unknown code', { code: 'Surprise', data: {} }],
  ['a code that objects inherit', { code: 'constructor', data: {} }],
  ['data of another shape', { code: 'SharesTooFew', data: { needed: 'three' } }],
  ['nothing at all', undefined],
])('%s is an internal error', (_name, value) => {
  expect(parseVaultError(value)).toMatchObject({ code: 'InternalError' });
});
