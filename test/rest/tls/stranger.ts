import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** What a program of the machine said, to whichever of its outputs. */
export function runTool(file: string, words: readonly string[], input = ''): { readonly code: number | null; readonly text: string } {
  const { status, stdout, stderr, error } = spawnSync(file, words, { input, encoding: 'utf8', timeout: 120_000 });
  if (error) throw error;
  return { code: status, text: stdout + stderr };
}

/** A file of this test's. @returns its path */
export function aFile(name: string, content: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'strongroom-tls-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** The first certificate in a text. */
export const firstPem = (text: string): string => /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/.exec(text)?.[0] ?? '';
