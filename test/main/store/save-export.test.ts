import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { VaultError } from '../../../app/contract/vault-error.ts';
import { openInstanceFolder } from '../../../main/store/instance-folder.ts';
import { modeOf, useFolders } from './a-folder.ts';

const aFolder = useFolders();
async function* inParts(...bytes: number[]): AsyncGenerator<Uint8Array> {
  for (const byte of bytes) yield Uint8Array.of(byte);
}
const refusal = (code: string): unknown => expect.objectContaining({ code });

test('an export lies beside the instance, for its owner alone', async () => {
  const folder = aFolder();
  const path = await openInstanceFolder(folder).saveExport('2026-payroll.json.age', inParts(1, 2, 3));
  expect(path).toBe(join(folder, 'exports', '2026-payroll.json.age'));
  expect([...readFileSync(path)]).toEqual([1, 2, 3]);
  expect(modeOf(path)).toBe('600');
  expect(modeOf(join(folder, 'exports'))).toBe('700');
  expect(readdirSync(join(folder, 'exports'))).toEqual(['2026-payroll.json.age']);
});

test('no export overwrites another', async () => {
  const instance = openInstanceFolder(aFolder());
  const path = await instance.saveExport('payroll.csv', inParts(1, 2, 3));
  await expect(instance.saveExport('payroll.csv', inParts(4))).rejects.toThrow(refusal('Conflict'));
  expect([...readFileSync(path)]).toEqual([1, 2, 3]);
});

test('what stands in the way is left as it is', async () => {
  const folder = aFolder();
  writeFileSync(join(folder, 'exports'), 'a file');
  await expect(openInstanceFolder(folder).saveExport('payroll.csv', inParts(1, 2, 3))).rejects.toThrow(refusal('StoreUnavailable'));
  expect(readFileSync(join(folder, 'exports'), 'utf8')).toBe('a file');
});

test('an export whose content fails on its way is none', async () => {
  const folder = aFolder();
  async function* failing(): AsyncGenerator<Uint8Array> {
    yield* inParts(1, 2, 3);
    throw new VaultError('StagedNotFound', { what: 'export' });
  }
  await expect(openInstanceFolder(folder).saveExport('payroll.csv', failing())).rejects.toThrow(refusal('StagedNotFound'));
  expect(readdirSync(join(folder, 'exports'))).toEqual([]);
});
