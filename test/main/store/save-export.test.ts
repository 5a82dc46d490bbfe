import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openInstanceFolder } from '../../../main/store/instance-folder.ts';
import { modeOf, useFolders } from './a-folder.ts';

const aFolder = useFolders();
const content = Uint8Array.of(1, 2, 3);
const refusal = (code: string): unknown => expect.objectContaining({ code });

test('an export lies beside the instance, for its owner alone', async () => {
  const folder = aFolder();
  const path = await openInstanceFolder(folder).saveExport('2026-payroll.json.age', content);
  expect(path).toBe(join(folder, 'exports', '2026-payroll.json.age'));
  expect([...readFileSync(path)]).toEqual([1, 2, 3]);
  expect(modeOf(path)).toBe('600');
  expect(modeOf(join(folder, 'exports'))).toBe('700');
  expect(readdirSync(join(folder, 'exports'))).toEqual(['2026-payroll.json.age']);
});

test('no export overwrites another', async () => {
  const instance = openInstanceFolder(aFolder());
  const path = await instance.saveExport('payroll.csv', content);
  await expect(instance.saveExport('payroll.csv', Uint8Array.of(4))).rejects.toThrow(refusal('Conflict'));
  expect([...readFileSync(path)]).toEqual([1, 2, 3]);
});

test('what stands in the way is left as it is', async () => {
  const folder = aFolder();
  writeFileSync(join(folder, 'exports'), 'a file');
  await expect(openInstanceFolder(folder).saveExport('payroll.csv', content)).rejects.toThrow(refusal('StoreUnavailable'));
  expect(readFileSync(join(folder, 'exports'), 'utf8')).toBe('a file');
});
