import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';

/** Fresh folders that are gone after each test. */
export function useFolders(): () => string {
  const folders: string[] = [];
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  });
  return () => {
    const folder = mkdtempSync(join(tmpdir(), 'strongroom-store-'));
    folders.push(folder);
    return folder;
  };
}

/** Names, sizes and digests of what a folder holds; the journal's index is left out, because it is no content. */
export const contentOf = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder)
      .filter((name) => !name.endsWith('-shm'))
      .map((name) => [name, digest(readFileSync(join(folder, name)))]),
  );

export const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);

const digest = (content: Uint8Array) => `${content.length} ${createHash('sha256').update(content).digest('hex')}`;
