import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder of this test's own, with these files in it; gone when the test is. */
export function aFolder(files: Record<string, string> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'strongroom-setup-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  putFiles(folder, files);
  return folder;
}

export function putFiles(folder: string, files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    // Readable and executable, so that a file can stand for a program.
    writeFileSync(join(folder, name), text, { mode: 0o755 });
  }
}
