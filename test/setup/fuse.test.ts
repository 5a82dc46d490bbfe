import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { setFuses } from '../../main/setup/set-fuse.js';
import { aFolder } from './a-folder.ts';

/** What marks the fuses in Electron's binary; then a version, a count and a letter per fuse (Electron documentation, "Electron Fuses"). */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

function aBinary(fuseCount: number): string {
  const binary = join(aFolder(), 'electron');
  writeFileSync(binary, Buffer.from(`before${sentinel}\u0001${String.fromCodePoint(fuseCount)}${'1'.repeat(fuseCount)}after`, 'latin1'));
  return binary;
}

describe('the fuses of a packaged build', () => {
  it('are switched in the binary, all nine', async () => {
    const binary = aBinary(9);
    await setFuses(binary);
    expect(readFileSync(binary, 'latin1')).toBe(`before${sentinel}\u0001\u0009010011001after`);
  });

  it('are not switched when Electron has one more than we know: somebody must decide on it', async () => {
    const binary = aBinary(10);
    const before = readFileSync(binary);
    await expect(setFuses(binary)).rejects.toThrow(/strictlyRequireAllFuses/);
    expect(readFileSync(binary)).toEqual(before);
  });
});
