import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SkipError } from './part.ts';
import { watchForControl } from './interactive.ts';

const root = join(import.meta.dirname, '../..');

/** A copy of the build that may be altered, and that a new build meanwhile does not take away. */
export interface BuildCopy {
  readonly engine: string;
  readonly shell: string;
}

/** @param page a page of one's own in place of the product's, and with it no engine */
export function copyBuild(folder: string, page?: string): BuildCopy {
  const dist = join(root, 'dist');
  if (!existsSync(join(dist, 'main/chromium.js'))) throw new SkipError('there is no build: npm run build');
  mkdirSync(folder);
  cpSync(dist, join(folder, 'dist'), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  // What tells a checkout from a package.
  writeFileSync(join(folder, 'vitest.config.ts'), '');
  const preload = join(folder, 'dist/main/shell/chromium-preload.js');
  writeFileSync(preload, `${readFileSync(preload, 'utf8')}\n(${watchForControl.toString()})();\n`);
  if (page !== undefined) writeFileSync(join(folder, 'dist/renderer/index.html'), page);
  return { engine: join(folder, 'dist/main/engine.js'), shell: join(folder, 'dist/main/chromium.js') };
}
