import { expect, test } from 'vitest';
import { contract, type OperationName } from '../../../app/contract/operation.ts';
import { VaultError } from '../../../app/contract/vault-error.ts';
import { fieldErrors } from '../../../renderer/api/field-error.ts';
import { sample } from '../../support/sample.ts';

const bad = (path: string, problem: string, limit?: number) =>
  new VaultError('BadParameter', { issues: [{ path, problem, ...(limit !== undefined && { limit }) }] });

test.each<[OperationName, ReturnType<typeof bad>, string]>([
  ['SecretSet', bad('value', 'too_big', 25_600), 'A value is at most 25,600 bytes, counted in UTF-8.'],
  ['SecretSet', bad('name', 'invalid_format'), 'Letters, digits and hyphens only.'],
  ['SecretSet', bad('name', 'too_big', 127), 'A secret’s name is at most 127 characters.'],
  ['SecretSet', bad('name', 'too_small', 1), 'A secret’s name can’t be empty.'],
  ['SecretSet', bad('tags', 'too_many_tags'), 'At most 15 tags fit.'],
  ['SecretSet', bad('tags.name', 'too_big', 256), 'A tag is at most 256 characters.'],
  ['SecretSet', bad('tags.constructor', 'invalid_type'), 'A tag is missing or of the wrong kind.'],
  ['VaultPut', bad('name', 'too_small', 3), 'A vault’s name is at least 3 characters.'],
  ['VaultPut', bad('retentionDays', 'too_small', 7), 'Retention is at least 7 days.'],
  ['VaultPut', bad('name', 'invalid_format'), 'A letter first, then letters, digits and single hyphens, no hyphen at the end.'],
  ['InstanceCreate', bad('person.password', 'too_small', 12), 'A password is at least 12 bytes.'],
  ['InstanceCreate', bad('organisation', 'too_small', 1), 'An organisation’s name can’t be empty.'],
  ['InstanceUnlock', bad('shares.0', 'too_small', 1), 'A share can’t be empty.'],
  ['SettingPut', bad('idleMinutes', 'too_big', 60), 'The idle time is at most 60 minutes.'],
  ['SettingPut', bad('constructor', 'surprise'), 'This can’t be used as it is.'],
  ['SecretSet', bad('value', 'not_utf8'), 'A value is text in UTF-8.'],
  ['SecretSet', bad('expires', 'before_activation'), 'Expiry comes after activation.'],
  ['VaultPut', bad('resourceGroup', 'unknown'), 'There is none of this name. Choose one that exists.'],
])('%s: %j: %s', (operation, error, sentence) => {
  expect(Object.values(fieldErrors(error, operation))).toEqual([sentence]);
});

test('a sentence stands at its field, by dotted path', () => {
  expect(Object.keys(fieldErrors(bad('person.password', 'too_small', 12), 'InstanceCreate'))).toEqual(['person.password']);
});

test('the contract’s own limits reach the form in words', () => {
  const parsed = contract.SecretSet.input.safeParse({ ...sample.SecretSet.input, value: new Uint8Array(25_601) });
  const issues = (parsed.error?.issues ?? []).map((issue) => ({ path: issue.path.join('.'), problem: issue.code, limit: 25_600 }));
  expect(fieldErrors(new VaultError('BadParameter', { issues }), 'SecretSet')).toEqual({
    value: 'A value is at most 25,600 bytes, counted in UTF-8.',
  });
});

test('of several issues of a field the first is told', () => {
  const issues = [
    { path: 'name', problem: 'too_small', limit: 1 },
    { path: 'name', problem: 'invalid_format' },
  ];
  expect(fieldErrors(new VaultError('BadParameter', { issues }), 'SecretSet')).toEqual({ name: 'A secret’s name can’t be empty.' });
});

test('other failures mark no field', () => {
  expect(fieldErrors(new VaultError('VaultNotFound', { name: 'payroll' }), 'VaultGet')).toEqual({});
  expect(fieldErrors(new Error('bug'), 'VaultGet')).toEqual({});
});
