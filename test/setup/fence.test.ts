import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
mkdirSync(join(root, '.cache'), { recursive: true });
/** A house of our own, beside node_modules, with the real rules and nothing in it but bad files. */
const house = mkdtempSync(join(root, '.cache', 'fence-'));
afterAll(() => rmSync(house, { recursive: true }));
cpSync(join(root, '.oxlintrc.json'), join(house, '.oxlintrc.json'));
writeFileSync(
  join(house, 'tsconfig.json'),
  JSON.stringify({
    extends: '../../tsconfig.base.json',
    compilerOptions: { composite: false, emitDeclarationOnly: false, noEmit: true, jsx: 'react-jsx' },
  }),
);

interface Finding {
  readonly filename: string;
  readonly code?: string;
}

/** Lints files under their names in the house, and gives the rules that each of them breaks. */
function lint(files: Record<string, string>): Map<string, string[]> {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(house, name)), { recursive: true });
    writeFileSync(join(house, name), text);
  }
  const words = [join(root, 'node_modules/oxlint/bin/oxlint'), '--no-ignore', '--format=json', ...Object.keys(files)];
  const done = spawnSync(process.execPath, words, { cwd: house, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  const report = JSON.parse(done.stdout) as { diagnostics: Finding[] };
  expect(done.status === 0, done.stderr).toBe(report.diagnostics.length === 0);
  const byFile = Map.groupBy(report.diagnostics, ({ filename }) => filename);
  return new Map([...byFile].map(([name, findings]) => [name, findings.map(({ code }) => code ?? '')]));
}

const importing = (specifier: string): string => `import * as it from '${specifier}';\nexport const used = it;\n`;
const fence = 'eslint(no-restricted-imports)';

const forbidden = [
  ['app/key/rotate-key.ts', '../../main/store/sqlite.ts'],
  ['app/key/rotate-key.ts', '../../renderer/route.tsx'],
  ['app/key/rotate-key.ts', 'node:fs'],
  ['app/key/rotate-key.ts', 'electron'],
  ['app/key/rotate-key.ts', 'kysely'],
  ['app/contract/key.ts', '../key/key.ts'],
  ['app/contract/key.ts', 'canonicalize'],
  ['renderer/screen/key/key-list.tsx', '../../../app/key/key.ts'],
  ['renderer/route.tsx', '../app/operation/table.ts'],
  ['renderer/route.tsx', '../main/engine.ts'],
  ['renderer/route.tsx', 'node:crypto'],
  ['renderer/route.tsx', 'electron'],
  ['main/store/sqlite.ts', 'electron'],
  ['main/store/sqlite.ts', 'electron-store'],
  ['main/store/sqlite.ts', 'pkcs11js'],
  ['main/store/sqlite.ts', '../../renderer/route.tsx'],
  ['main/hsm/host.ts', 'electron'],
  ['main/shell/window.ts', 'electron'],
  ['main/shell/window.ts', '../store/sqlite.ts'],
  ['main/shell/window.ts', '../../app/seal/keyring.ts'],
  ['main/shell/chromium/main.ts', 'electron'],
  ['main/shell/chromium/main.ts', '../../engine.ts'],
  ['main/shell/chromium/main.ts', '../../../app/seal/keyring.ts'],
  ['main/shell/electron/main.ts', '../../rpc/serve.ts'],
  ['main/shell/electron/main.ts', '../chromium/flag.ts'],
  ['main/shell/electron/main.ts', 'pkcs11js'],
  ['main/setup/start.js', 'zod'],
  ['main/setup/start.js', '../engine.ts'],
] as const;

const allowed = [
  ['app/key/rotate-key.ts', '../contract/key.ts'],
  ['app/key/rotate-key.ts', 'zod'],
  ['app/contract/key.ts', './common.ts'],
  ['renderer/screen/key/key-list.tsx', '../../../app/contract/key.ts'],
  ['renderer/screen/key/key-list.tsx', '@mui/material'],
  ['main/store/sqlite.ts', '../../app/key/key-store.ts'],
  ['main/hsm/host.ts', 'pkcs11js'],
  ['main/shell/window.ts', '../../app/contract/bridge.ts'],
  ['main/shell/chromium/main.ts', '../../../app/contract/bridge.ts'],
  ['main/shell/chromium/main.ts', '../window.ts'],
  ['main/shell/electron/main.ts', 'electron'],
  ['main/setup/start.js', 'node:fs/promises'],
] as const;

/** The same room, a file per import. */
const placed = (row: readonly [string, string], number: number): string => row[0].replace(/[^/]+(?=\.\w+$)/, `case-${number}`);
const rows = [...forbidden, ...allowed];
const broken = lint(Object.fromEntries(rows.map((row, number) => [placed(row, number), importing(row[1])])));

describe('a room may not import', () => {
  it.each(forbidden)('%s: %s', (file, specifier) => {
    const number = rows.findIndex((row) => row[0] === file && row[1] === specifier);
    expect(broken.get(placed([file, specifier], number))).toContain(fence);
  });
});

describe('a room may import', () => {
  it.each(allowed)('%s: %s', (file, specifier) => {
    const number = rows.findIndex((row) => row[0] === file && row[1] === specifier);
    expect(broken.get(placed([file, specifier], number)) ?? []).not.toContain(fence);
  });
});

const promise = 'const later = async (): Promise<void> => undefined;\n';
const refused: [string, string, Record<string, string>][] = [
  ['any', 'typescript(no-explicit-any)', { 'app/a.ts': 'export const a = (b: any): unknown => b;\n' }],
  ['an assertion that something is there', 'typescript(no-non-null-assertion)', { 'app/a.ts': 'export const a = (b?: string) => b!;\n' }],
  [
    'a promise that nobody waits for',
    'typescript(no-floating-promises)',
    { 'main/a.ts': `${promise}export const a = () => { later(); };\n` },
  ],
  [
    'a switch that forgets a case',
    'typescript(switch-exhaustiveness-check)',
    { 'app/a.ts': "export function a(b: 'x' | 'y'): void {\n  switch (b) {\n    case 'x':\n      break;\n  }\n}\n" },
  ],
  ['the console', 'eslint(no-console)', { 'main/a.ts': "console.log('x');\n" }],
  ['a swallowed error', 'eslint(no-empty)', { 'main/a.ts': 'export function a(): void {\n  try {\n    a();\n  } catch {}\n}\n' }],
  ['the time of the machine', 'eslint(no-restricted-properties)', { 'app/a.ts': 'export const a = () => Date.now();\n' }],
  ['its name', 'unicorn(filename-case)', { 'app/aB.ts': 'export const a = 1;\n' }],
  ['its length', 'eslint(max-lines)', { 'app/a.ts': `export const a = 1;\n${'//\n'.repeat(400)}` }],
  ['a long function', 'eslint(max-lines-per-function)', { 'app/a.ts': `export function a(): void {\n${'  a();\n'.repeat(60)}}\n` }],
  [
    'handing on all of another file',
    'oxc(no-barrel-file)',
    { 'app/a.ts': "export * from './b.ts';\n", 'app/b.ts': 'export const b = 1;\n' },
  ],
  [
    'a circle',
    'import(no-cycle)',
    {
      'app/a.ts': "import { b } from './b.ts';\nexport const a = () => b;\n",
      'app/b.ts': "import { a } from './a.ts';\nexport const b = () => a;\n",
    },
  ],
  ['a picture without words', 'jsx-a11y(alt-text)', { 'renderer/a.tsx': "export const A = () => <img src='a.png' />;\n" }],
  ['fetching later what it may not import', fence, { 'app/a.ts': "export const a = () => import('node:fs');\n" }],
  [
    'fetching later what is none of its business',
    fence,
    { 'renderer/a.ts': "export const a = () => import('../../app/seal/keyring.ts');\n" },
  ],
  ['raw HTML', 'react(no-danger)', { 'renderer/a.tsx': "export const A = () => <p dangerouslySetInnerHTML={{ __html: 'x' }} />;\n" }],
];

/** The same room, a folder per case. */
const inFolder = (number: number, name: string): string => join(dirname(name), `case-${number}`, basename(name));
const refusals = lint(
  Object.fromEntries(refused.flatMap(([, , files], number) => Object.entries(files).map(([name, text]) => [inFolder(number, name), text]))),
);

describe('a file is refused for', () => {
  it.each(refused)('%s', (what, rule, files) => {
    const number = refused.findIndex(([name]) => name === what);
    expect(Object.keys(files).flatMap((name) => refusals.get(inFolder(number, name)) ?? [])).toContain(rule);
  });
});
