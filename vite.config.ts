import { existsSync } from 'node:fs';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type EnvironmentOptions, type ViteBuilder } from 'vite';

const here = import.meta.dirname;

/** What stays in node_modules: packages with binaries of their own, and what the host brings. */
const external = ['better-sqlite3-multiple-ciphers', '@napi-rs/keyring', '@node-rs/argon2', 'pkcs11js', 'electron'];

/** Programs of the pinned Node alone. A packaged build keeps them outside the archive, which only Electron can read. */
const engine = {
  engine: 'main/engine.ts',
  'host-child': 'main/hsm/host-child.ts',
  'age-child': 'main/crypto/age-child.ts',
  'parser-child': 'main/parser/parser-child.ts',
  'argon2-child': 'main/crypto/argon2-child.ts',
  'check-child': 'main/endpoint/check-child.ts',
  'keychain-child': 'main/crypto/keychain-child.ts',
};

const shell = {
  chromium: 'main/shell/chromium/main.ts',
  electron: 'main/shell/electron/main.ts',
  headless: 'main/shell/headless.ts',
};

function present(input: Record<string, string>): Record<string, string> {
  const found = Object.entries(input).filter(([, path]) => existsSync(join(here, path)));
  return Object.fromEntries(found.map(([name, path]) => [name, join(here, path)]));
}

/**
 * Runs on the pinned Node, or in Electron's main process, which embeds the same major.
 * @param chunk begins the names of what the programs share
 */
const program = (input: Record<string, string>, chunk: string): EnvironmentOptions => ({
  consumer: 'server',
  keepProcessEnv: true,
  resolve: { noExternal: true, external, conditions: ['node', 'import', 'default'] },
  build: {
    ssr: true,
    target: 'node24',
    outDir: join(here, 'dist/main'),
    emptyOutDir: false,
    minify: false,
    sourcemap: true,
    rolldownOptions: {
      input: present(input),
      // Said once more: one that is not installed (pkcs11js is optional) is left out too.
      external,
      output: {
        format: 'esm',
        entryFileNames: '[name].js',
        chunkFileNames: `${chunk}-[hash].js`,
        // What must come first does so in chunks too: the X.509 library reads a global that another module sets.
        strictExecutionOrder: true,
      },
    },
  },
});

/** A preload is one file without imports: Electron's sandbox loads CommonJS, Chromium gets the text of a plain script. */
function preload(source: string, file: string, format: 'cjs' | 'iife'): EnvironmentOptions {
  return {
    consumer: 'client',
    resolve: { external: ['electron'] },
    build: {
      target: 'chrome140',
      outDir: join(here, 'dist/main/shell'),
      emptyOutDir: false,
      minify: false,
      modulePreload: false,
      rolldownOptions: {
        input: present({ preload: source }),
        external: ['electron'],
        output: { format, entryFileNames: file, codeSplitting: false },
      },
    },
  };
}

async function buildAll(builder: ViteBuilder): Promise<void> {
  for (const environment of Object.values(builder.environments)) {
    const input = environment.config.build.rolldownOptions.input ?? {};
    if (Object.keys(input).length > 0) await builder.build(environment);
  }
}

export default defineConfig({
  root: 'renderer',
  base: './',
  publicDir: false,
  plugins: [react()],
  logLevel: 'warn',
  html: { cspNonce: '__NONCE__' },
  environments: {
    client: {
      build: {
        target: 'chrome140',
        outDir: join(here, 'dist/renderer'),
        emptyOutDir: false,
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        chunkSizeWarningLimit: 2_000,
        rolldownOptions: {
          input: present({ index: 'renderer/index.html' }),
          onLog(level, log, report) {
            // @hpke falls back to it where there is no WebCrypto; a page always has that.
            if (!/Module "crypto" .* imported by ".*@hpke/.test(log.message)) report(level, log);
          },
        },
      },
    },
    engine: program(engine, 'engine-part'),
    shell: program(shell, 'shell-part'),
    electronPreload: preload('main/shell/electron/preload.ts', 'electron-preload.cjs', 'cjs'),
    chromiumPreload: preload('main/shell/chromium/preload.ts', 'chromium-preload.js', 'iife'),
  },
  builder: { buildApp: buildAll },
});
