import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createScratchFolder } from '../../../main/store/scratch-file.ts';
import { modeOf, useFolders } from './a-folder.ts';

const aFolder = useFolders();
const refusal = (code: string): unknown => expect.objectContaining({ code });

test('what was put into a scratch file is read from wherever it stands', async () => {
  const scratch = await createScratchFolder(join(aFolder(), 'scratch'))();
  await scratch.append(Uint8Array.of(1, 2, 3));
  await scratch.append(Uint8Array.of(4, 5));
  const found = new Uint8Array(3);
  await scratch.read(1, found);
  expect([...found]).toEqual([2, 3, 4]);
  await expect(scratch.read(3, new Uint8Array(3))).rejects.toThrow(refusal('StoreDamaged'));
  scratch.close();
});

test.skipIf(process.platform === 'win32')('nobody finds a scratch file by a name', async () => {
  const folder = join(aFolder(), 'scratch');
  const scratch = await createScratchFolder(folder)();
  await scratch.append(Uint8Array.of(1));
  expect(readdirSync(folder)).toEqual([]);
  expect(modeOf(folder)).toBe('700');
  scratch.close();
});

test('what an earlier process left behind goes, what this one holds stays', async () => {
  const folder = join(aFolder(), 'scratch');
  mkdirSync(folder);
  writeFileSync(join(folder, 'left'), 'sealed');
  const open = createScratchFolder(folder);
  const first = await open();
  expect(existsSync(join(folder, 'left'))).toBe(false);
  await first.append(Uint8Array.of(7));
  const second = await open();
  const found = new Uint8Array(1);
  await first.read(0, found);
  expect([...found]).toEqual([7]);
  first.close();
  second.close();
});

test('where there can be no folder, there is none, and later there can be', async () => {
  const folder = join(aFolder(), 'scratch');
  writeFileSync(join(folder, '..', 'file'), '');
  await expect(createScratchFolder(join(folder, '..', 'file', 'scratch'))()).rejects.toThrow(refusal('StoreUnavailable'));
  (await createScratchFolder(folder)()).close();
});
