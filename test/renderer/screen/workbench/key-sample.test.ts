import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reached } from '../../../../renderer/screen/endpoint/address.ts';
import { languages, type Language } from '../../../../renderer/screen/endpoint/language.ts';
import { keySample } from '../../../../renderer/screen/workbench/key-sample.ts';
import { aPlan, everyPlan } from '../../../support/a-key-plan.ts';

const reached: Reached = {
  vault: 'https://payroll.vault.localhost:8443',
  authority: 'https://login.localhost:8443',
  resource: 'https://vault.localhost:8443',
  tenantId: '00000000-0000-4000-8000-000000000001',
};
const plans = everyPlan(reached);
const samplesOf = (language: Language) => plans.map((plan) => keySample(plan, language));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'strongroom-key-sample-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Every sample in a file of its own, which some languages want in a folder of its own. */
function writeAll(language: Language, nameOf: (code: string) => string): readonly string[] {
  return samplesOf(language).map((code, at) => {
    const path = join(folder, language, String(at), nameOf(code));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, code);
    return path;
  });
}

/** What a program finds wrong with files; undefined where it isn't there to ask. */
function faultsOf(command: string, args: readonly string[], input?: string): string | undefined {
  const { error, status, stderr } = spawnSync(command, args, { encoding: 'utf8', ...(input !== undefined && { input }) });
  if (error && 'code' in error && error.code === 'ENOENT') return undefined;
  return status === 0 ? '' : stderr;
}

describe('code that uses a key', () => {
  it('is there for everything that some key can do, with the real address', () => {
    expect(plans.length).toBeGreaterThan(300);
    for (const language of languages) {
      for (const code of samplesOf(language)) {
        expect(code).toContain('https://payroll.vault.localhost:8443');
        expect(code).not.toContain('undefined');
      }
    }
  });

  it('names the version where one is chosen, and the key alone where none is', () => {
    const task = { operation: 'sign', algorithm: 'ES256' } as const;
    for (const language of languages) {
      const version = 'a1b2c3d4e5f60718293a4b5c6d7e8f90';
      expect(keySample(aPlan(reached, task, { version }), language)).toContain(version);
      expect(keySample(aPlan(reached, task), language)).toContain('tried');
    }
  });

  it('in JavaScript is modules that parse', () => {
    const parse = `import { SourceTextModule } from 'node:vm';
      import { readFileSync } from 'node:fs';
      for (const code of JSON.parse(readFileSync(0, 'utf8'))) new SourceTextModule(code);`;
    const args = ['--experimental-vm-modules', '--no-warnings', '--input-type=module', '--eval', parse];
    expect(faultsOf(process.execPath, args, JSON.stringify(samplesOf('JavaScript')))).toBe('');
  });

  it('in Python compiles', () => {
    const files = writeAll('Python', () => 'sample.py');
    expect(faultsOf('python3', ['-m', 'py_compile', ...files])).toBe('');
  });

  it('in Java parses', () => {
    const files = writeAll('Java', (code) => `${/public class (\w+)/.exec(code)?.[1]}.java`);
    // Azure's libraries are not here, so that names can't be looked up.
    expect(faultsOf('javac', ['-proc:none', '-XDshould-stop.ifNoError=PARSE', '-d', folder, ...files]) ?? '').toBe('');
  });

  it('for curl is scripts that parse', () => {
    const files = writeAll('curl', () => 'sample.sh');
    expect(faultsOf('bash', ['-c', 'for file; do bash -n "$file" || exit 1; done', '-', ...files])).toBe('');
  });

  it('for curl gives nothing secret to a command by its words', () => {
    for (const code of samplesOf('curl')) {
      const commands = code.split('\n').filter((line) => /\$(?:token|value|AZURE_CLIENT_SECRET)\b/.test(line));
      for (const line of commands) expect(line).toMatch(/printf [^|)]*"\$(?:token|value|AZURE_CLIENT_SECRET)"/);
    }
  });

  it('in Go and .NET has its brackets in pairs', () => {
    for (const language of ['Go', '.NET'] as const) {
      for (const code of samplesOf(language))
        for (const [open = '', close = ''] of ['{}', '()', '[]']) expect(code.split(open).length, code).toBe(code.split(close).length);
    }
  });

  it('in Go imports what it uses, and nothing else: its compiler refuses both', () => {
    for (const code of samplesOf('Go')) {
      const imported = [...code.matchAll(/^\t"([^"]+)"$/gm)].map(([, path]) => path?.split('/').at(-1) ?? '');
      const body = code.slice(code.indexOf('\n)\n')).replace(/"[^"\n]*"/g, '""');
      const packages = ['context', 'sha256', 'sha512', 'base64', 'hex', 'fmt', 'io', 'log', 'os', 'strings', 'to', 'azidentity', 'azkeys'];
      expect(imported.toSorted()).toEqual(packages.filter((name) => new RegExp(`\\b${name}\\.`).test(body)).toSorted());
    }
  });

  it('declares nothing that it doesn’t use', () => {
    const declared: Readonly<Record<Language, RegExp>> = {
      JavaScript: /const (\w+) =/g,
      Python: /^(\w+) =/gm,
      Go: /^\t(\w+) :=/gm,
      '.NET': /(?:var|byte\[\]|\w+Result) (\w+) =/g,
      Java: /(?:byte\[\]|MessageDigest|\w+Result|CryptographyClient) (\w+) =/g,
      curl: /^(\w+)=\$/gm,
    };
    for (const language of languages) {
      for (const code of samplesOf(language)) {
        const names = [...code.matchAll(declared[language])].map(([, name = '']) => name);
        expect(names.length).toBeGreaterThan(1);
        for (const name of names) expect(code.match(new RegExp(`\\b${name}\\b`, 'g'))?.length, `${name} in ${code}`).toBeGreaterThan(1);
      }
    }
  });
});
