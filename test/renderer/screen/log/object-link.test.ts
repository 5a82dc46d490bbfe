import { expect, it } from 'vitest';
import { placeOfObject } from '../../../../renderer/screen/log/object-link.tsx';

it('a record about a secret or a key leads to it', () => {
  const params = { vault: 'payroll', name: 'signing' };
  expect(placeOfObject({ operation: 'KeySign', object: 'payroll / signing' })).toEqual({ to: '/keys/$vault/$name', params });
  expect(placeOfObject({ operation: 'SecretGet', object: 'payroll / signing' })).toEqual({ to: '/secrets/$vault/$name', params });
});

it.each([
  { operation: 'KeyList', object: 'payroll' },
  { operation: 'VaultPut', object: 'payroll / signing' },
  { operation: 'Keyring', object: 'payroll / signing' },
  { operation: 'KeyGet', object: 'a / b / c' },
])('$operation of $object leads nowhere', (record) => {
  expect(placeOfObject(record)).toBeUndefined();
});
