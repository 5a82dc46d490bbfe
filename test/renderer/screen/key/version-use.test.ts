import { expect, it } from 'vitest';
import { stillOnOld, usesByVersion } from '../../../../renderer/screen/key/version-use.ts';

const ada = { id: 'a', name: 'Ada', kind: 'person' };
const printer = { id: 'p', name: 'printer', kind: 'application' };
const use = (version: string, identity: typeof ada, operation: string, lastOn: number) => ({
  version,
  identity,
  operation,
  count: 1,
  lastOn,
});

const items = [
  use('old', ada, 'KeyDecrypt', 50),
  use('new', printer, 'KeySign', 200),
  use('new', ada, 'KeySign', 300),
  use('old', printer, 'KeyDecrypt', 150),
  use('new', printer, 'KeyVerify', 400),
];

it('uses stand by version from new to old, and in it who used it last comes first', () => {
  const found = usesByVersion(items, ['new', 'old']);
  expect(found.map(({ version, users }) => [version, ...users.map(({ identity, lastOn }) => `${identity.name} ${lastOn}`)])).toEqual([
    ['new', 'printer 400', 'Ada 300'],
    ['old', 'printer 150', 'Ada 50'],
  ]);
  expect(found[0]?.users[0]?.operations.map(({ operation }) => operation)).toEqual(['KeySign', 'KeyVerify']);
});

it('still on an older version is who used one after the current one was made', () => {
  const found = stillOnOld(usesByVersion(items, ['new', 'old']), { version: 'new', createdOn: 100 });
  expect(found.map(({ version, users }) => [version, ...users.map(({ identity }) => identity.name)])).toEqual([['old', 'printer']]);
});
