import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '../..');
/** Packages that are not bundled, by the folder that also holds their parts for this platform. */
const native = ['better-sqlite3-multiple-ciphers', 'pkcs11js', '@napi-rs', '@node-rs'];

/** The built product where another account can read it, whoever may enter the checkout. */
export interface Installation {
  readonly node: string;
  readonly program: string;
}

/** @param folder is made; it looks like a checkout, so that the console lets a test attach */
export function install(folder: string): Installation {
  const built = join(root, 'dist');
  if (!existsSync(join(built, 'main/chromium.js'))) throw new Error('there is no build: npm run build');
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  cpSync(built, join(folder, 'dist'), { recursive: true });
  for (const name of native) cpSync(join(root, 'node_modules', name), join(folder, 'node_modules', name), { recursive: true });
  const node = join(folder, 'node');
  cpSync(process.execPath, node);
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  writeFileSync(join(folder, 'vitest.config.ts'), '');
  openUp(folder);
  return { node, program: join(folder, 'dist/main/chromium.js') };
}

/** Everyone may read, nobody but root may write. */
function openUp(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) chmodSync(join(entry.parentPath, entry.name), 0o755);
  }
  chmodSync(dirname(folder), 0o755);
}
