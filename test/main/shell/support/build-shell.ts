import { cp, mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, type InlineConfig } from 'vite';

const root = join(import.meta.dirname, '../../../..');

const common: InlineConfig = { configFile: false, root, logLevel: 'error', publicDir: false };

const program = (outDir: string): InlineConfig => ({
  ...common,
  ssr: { noExternal: true },
  build: {
    ssr: true,
    target: 'node24',
    outDir,
    emptyOutDir: false,
    minify: false,
    rolldownOptions: {
      input: { chromium: join(root, 'main/shell/chromium/main.ts') },
      output: { format: 'esm', entryFileNames: '[name].js' },
    },
  },
});

const preload = (outDir: string): InlineConfig => ({
  ...common,
  build: {
    target: 'chrome140',
    outDir,
    emptyOutDir: false,
    minify: false,
    modulePreload: false,
    rolldownOptions: {
      input: { preload: join(root, 'main/shell/chromium/preload.ts') },
      output: { format: 'iife', entryFileNames: 'chromium-preload.js', codeSplitting: false },
    },
  },
});

/**
 * Builds the Chromium shell around a scripted engine and a small page, in a folder that looks like a checkout.
 * @returns the folder; its `dist/main/chromium.js` is the program
 */
export async function buildShell(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'strongroom-shell-'));
  const main = join(folder, 'dist/main');
  await mkdir(join(main, 'shell'), { recursive: true });
  await build(program(main));
  await build(preload(join(main, 'shell')));
  await cp(join(import.meta.dirname, 'scripted-engine.js'), join(main, 'engine.js'));
  await cp(join(import.meta.dirname, 'page'), join(folder, 'dist/renderer'), { recursive: true });
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  await writeFile(join(folder, 'vitest.config.ts'), '');
  return folder;
}
