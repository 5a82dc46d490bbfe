import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { createMemorySmallFile } from '../../app/memory/small-file.ts';
import type { SmallFile } from '../../app/seal/crypto.ts';
import { createSmallFile } from '../../main/crypto/small-file.ts';
import { everyByte } from './a-row.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function diskFile(): SmallFile {
  const folder = mkdtempSync(join(tmpdir(), 'strongroom-file-'));
  folders.push(folder);
  return createSmallFile(join(folder, 'a-file'));
}

const kinds: readonly { kind: string; make: () => SmallFile }[] = [
  { kind: 'memory', make: () => createMemorySmallFile() },
  { kind: 'a folder', make: diskFile },
];

describe.each(kinds)('a small file in $kind', ({ make }) => {
  test('is not there until it is written', async () => {
    const file = make();
    expect(await file.read()).toBeUndefined();
    await file.replace(everyByte());
    expect(Array.from((await file.read()) ?? [])).toEqual(Array.from(everyByte()));
  });

  test('is replaced whole, by less as by nothing', async () => {
    const file = make();
    await file.replace(everyByte());
    await file.replace(new Uint8Array([7]));
    expect(Array.from((await file.read()) ?? [])).toEqual([7]);
    await file.replace(new Uint8Array(0));
    expect(await file.read()).toHaveLength(0);
  });

  test('is removed, and removing nothing is no failure', async () => {
    const file = make();
    await file.remove();
    await file.replace(everyByte());
    await file.remove();
    expect(await file.read()).toBeUndefined();
  });

  test('shares no memory with who wrote or read it', async () => {
    const file = make();
    const content = everyByte();
    await file.replace(content);
    content.fill(0);
    (await file.read())?.fill(0);
    expect(Array.from((await file.read()) ?? [])).toEqual(Array.from(everyByte()));
  });
});
