import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What a build is made of, as paths from the repository. */
export const buildSource = ['app', 'assets', 'main', 'renderer', 'package-lock.json', 'tsconfig.base.json', 'vite.config.ts'];

/**
 * A hash of names and contents. Times do not count: a checkout changes them without changing anything.
 * @param {string} root the repository
 * @param {string[]} paths files and folders in it; those that are missing count as missing
 * @returns {string}
 */
export function hashSource(root, paths) {
  const hash = createHash('sha256');
  for (const path of paths.flatMap((entry) => listFiles(root, entry)).sort()) {
    const content = readFileSync(join(root, path));
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/**
 * @param {string} root
 * @param {string} path
 * @returns {string[]}
 */
function listFiles(root, path) {
  const whole = join(root, path);
  if (!existsSync(whole)) return [];
  if (!statSync(whole).isDirectory()) return [path];
  const entries = readdirSync(whole, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
}

/**
 * Remembers what a result was made of.
 * @param {string} file
 * @returns {{ matches(hash: string): boolean, write(hash: string): void, clear(): void }}
 */
export function openStamp(file) {
  return {
    matches: (hash) => existsSync(file) && readFileSync(file, 'utf8') === hash,
    write(hash) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, hash);
    },
    clear: () => rmSync(file, { force: true }),
  };
}
