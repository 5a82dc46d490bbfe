import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { isSystemLibrary } from '../../../main/hsm/system-library.ts';
import { softHsm } from '../../support/soft-hsm.ts';

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'strongroom-library-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

it('a library that a package installed is the system’s, and a file that anybody put somewhere is not', async () => {
  expect(await isSystemLibrary(softHsm, {})).toBe(true);
  const copy = join(aFolder(), 'libsofthsm2.so');
  copyFileSync(softHsm, copy);
  expect(await isSystemLibrary(copy, {})).toBe(false);
});

it('a link that others can turn elsewhere is not, wherever it leads now', async () => {
  const folder = aFolder();
  symlinkSync(softHsm, join(folder, 'link.so'));
  expect(await isSystemLibrary(join(folder, 'link.so'), {})).toBe(false);
  mkdirSync(join(folder, 'sub'));
  symlinkSync('/usr/lib/softhsm', join(folder, 'sub', 'softhsm'));
  expect(await isSystemLibrary(join(folder, 'sub', 'softhsm', 'libsofthsm2.so'), {})).toBe(false);
});

it('what is not there, is no file or leads in a circle is not, and is not taken for a bug', async () => {
  const folder = aFolder();
  symlinkSync(join(folder, 'round.so'), join(folder, 'round.so'));
  for (const path of ['/usr/lib/no/such/library.so', join(softHsm, 'below.so'), join(folder, 'round.so'), '/']) {
    expect(await isSystemLibrary(path, {})).toBe(false);
  }
});
