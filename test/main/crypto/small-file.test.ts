import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSmallFile } from '../../../main/crypto/small-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'small-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const unavailable = (reason: string): unknown => expect.objectContaining({ code: 'StoreUnavailable', data: { reason } });

test('a file that was never written is absent', async () => {
  expect(await createSmallFile(join(folder, 'slots')).read()).toBeUndefined();
});

test('content is replaced whole, is its owner’s only, and leaves nothing beside it', async () => {
  const file = createSmallFile(join(folder, 'slots'));
  await file.replace(Uint8Array.of(1, 2, 3));
  await file.replace(Uint8Array.of(4));
  expect(await file.read()).toEqual(Uint8Array.of(4));
  expect(statSync(join(folder, 'slots')).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(['slots']);
});

test('what a crash left half written is neither read nor in the way', async () => {
  const file = createSmallFile(join(folder, 'slots'));
  await file.replace(Uint8Array.of(1));
  writeFileSync(join(folder, 'slots.new'), 'half', { mode: 0o666 });
  expect(await file.read()).toEqual(Uint8Array.of(1));
  await file.replace(Uint8Array.of(2));
  expect(await file.read()).toEqual(Uint8Array.of(2));
  expect(readdirSync(folder)).toEqual(['slots']);
});

test('writers take turns, and the last one’s content stands', async () => {
  const file = createSmallFile(join(folder, 'slots'));
  await Promise.all(Array.from({ length: 20 }, (_, index) => file.replace(new Uint8Array(index + 1).fill(index))));
  expect(await file.read()).toEqual(new Uint8Array(20).fill(19));
});

test('a writer that fails does not stop the next', async () => {
  const file = createSmallFile(join(folder, 'sub', 'slots'));
  const first = file.replace(Uint8Array.of(1));
  await expect(first).rejects.toEqual(unavailable('io'));
  mkdirSync(join(folder, 'sub'));
  await file.replace(Uint8Array.of(2));
  expect(await file.read()).toEqual(Uint8Array.of(2));
});

test('removing it is done when it is gone, also twice', async () => {
  const file = createSmallFile(join(folder, 'slots'));
  await file.replace(Uint8Array.of(1));
  await file.remove();
  await file.remove();
  expect(await file.read()).toBeUndefined();
});

test('when the new content cannot be written, the old stands', async () => {
  const file = createSmallFile(join(folder, 'slots'));
  await file.replace(Uint8Array.of(1));
  mkdirSync(join(folder, 'slots.new'));
  await expect(file.replace(Uint8Array.of(2))).rejects.toEqual(unavailable('io'));
  expect(await file.read()).toEqual(Uint8Array.of(1));
});

// sysfs lets nobody make files, not even root.
test.runIf(process.platform === 'linux')('where nothing may be written, that is what is said', async () => {
  await expect(createSmallFile('/sys/slots').replace(Uint8Array.of(2))).rejects.toEqual(unavailable('readonly'));
});

test('something far too large is not read', async () => {
  const path = join(folder, 'slots');
  writeFileSync(path, '');
  truncateSync(path, 1024 * 1024 + 1);
  await expect(createSmallFile(path).read()).rejects.toEqual(expect.objectContaining({ code: 'StoreDamaged' }));
});
