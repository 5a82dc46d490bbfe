import { existsSync, readFileSync, rmSync, symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { buildHsm, findHsmGap, findMismatch, install } from '../../main/setup/install.js';
import { hashSource, openStamp } from '../../main/setup/stamp.js';
import { aFolder, putFiles } from './a-folder.ts';

interface Locked {
  readonly optionalDependencies?: Record<string, string>;
}

describe('what is installed', () => {
  const wanted = { '': {}, 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0', optional: true } };
  const lock = (packages: object): string => JSON.stringify({ packages });
  const installed = (packages: object) => aFolder({ 'package-lock.json': lock(wanted), 'node_modules/.package-lock.json': lock(packages) });

  it('is left alone when it is what the lockfile pins', () => {
    expect(findMismatch(installed(wanted))).toBeUndefined();
  });

  it('may lack an optional package', () => {
    expect(findMismatch(installed({ 'node_modules/a': { version: '1.0.0' } }))).toBeUndefined();
  });

  it.each([
    ['a package is missing', {}, 'a'],
    ['a package is of another version', { 'node_modules/a': { version: '1.0.1' } }, 'a'],
    ['an optional package is of another version', { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '1.0.0' } }, 'b'],
  ])('is replaced when %s', (_, packages, name) => {
    expect(findMismatch(installed(packages))).toMatch(new RegExp(`^${name} is not the version`));
  });

  it('is nothing on a fresh clone, or after an install that did not end', () => {
    expect(findMismatch(aFolder({ 'package-lock.json': lock(wanted), 'node_modules/a/package.json': '{}' }))).toBe(
      'nothing is installed yet',
    );
  });

  it('is never replaced behind a link: what that leads to is another’s', async () => {
    const theirs = installed({});
    const root = aFolder({ 'package-lock.json': lock(wanted) });
    symlinkSync(join(theirs, 'node_modules'), join(root, 'node_modules'));
    await expect(install(root)).rejects.toThrow('is a link');
    expect(existsSync(join(theirs, 'node_modules/.package-lock.json'))).toBe(true);
  });

  it('can be installed on every platform from our lockfile: npm ci refuses one that lacks what others would need', () => {
    const root = join(import.meta.dirname, '../..');
    const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, Locked> };
    const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (name) => !(`${path}/node_modules/${name}` in packages) && !(`node_modules/${name}` in packages),
      ),
    );
    expect(missing).toEqual([]);
  });

  it('cannot be judged without a lockfile', () => {
    expect(() => findMismatch(aFolder())).toThrow(/package-lock.json is missing/);
  });
});

describe('HSM support', () => {
  it('is there when its package was compiled', () => {
    expect(findHsmGap(aFolder({ 'node_modules/pkcs11js/build/Release/pkcs11.node': '' }), {})).toBeUndefined();
  });

  it('names the tools that are missing to compile it', () => {
    expect(findHsmGap(aFolder(), { PATH: aFolder({ python3: '' }) })).toMatch(/without HSM: .* needs make, g\+\+/);
  });

  it('says how to find out, when all tools are there', () => {
    expect(findHsmGap(aFolder(), { PATH: aFolder({ python3: '', make: '', 'g++': '' }) })).toMatch(
      /without HSM: .*npm rebuild pkcs11js --foreground-scripts/,
    );
  });
});

describe('what speaks to HSMs', () => {
  const tools = { python3: '', make: '', 'g++': '' };
  const node = 'node_modules/node/bin/node';
  const unbuilt = { 'node_modules/pkcs11js/package.json': '{}', [node]: '', 'node_modules/node/include/node/node_api.h': '' };
  /** An npm that only notes what it is asked. */
  const build = async (files: Record<string, string>, there: Record<string, string>) => {
    const bin = aFolder({ ...there, 'npm-cli.js': '' });
    const note = `require('fs').writeFileSync('said', [...process.argv.slice(2), process.env.CXXFLAGS, process.env.npm_config_nodedir].join(' '));`;
    putFiles(bin, { 'npm-cli.js': note, 'package.json': '{"type":"commonjs"}' });
    vi.stubEnv('npm_execpath', join(bin, 'npm-cli.js'));
    const folder = aFolder(files);
    await buildHsm(folder, { node: join(folder, node), env: { PATH: bin, CXXFLAGS: '-O1' } });
    return existsSync(join(folder, 'said')) ? readFileSync(join(folder, 'said'), 'utf8') : undefined;
  };
  afterEach(() => void vi.unstubAllEnvs());

  it('is compiled where npm left that out, against the headers of the pinned Node, and without what a compiler warns of', async () => {
    expect(await build(unbuilt, tools)).toMatch(/^rebuild pkcs11js --foreground-scripts .* -O1 -w .*node_modules\/node$/);
  });

  it('is left alone where it was compiled, or the tools are missing, or it is not there', async () => {
    expect(await build({ ...unbuilt, 'node_modules/pkcs11js/build/Release/pkcs11.node': '' }, tools)).toBeUndefined();
    expect(await build(unbuilt, { python3: '' })).toBeUndefined();
    expect(await build({ [node]: '' }, tools)).toBeUndefined();
  });
});

describe('a build is of these sources', () => {
  const paths = ['app', 'package-lock.json', 'missing'];
  const sources = { 'app/a.ts': 'a', 'app/b/c.ts': 'c', 'package-lock.json': '{}', 'other/d.ts': 'd' };

  it('however often they are checked out', () => {
    const folder = aFolder(sources);
    const before = hashSource(folder, paths);
    utimesSync(join(folder, 'app/a.ts'), new Date(0), new Date(0));
    expect(hashSource(folder, paths)).toBe(before);
    expect(hashSource(aFolder(sources), paths)).toBe(before);
  });

  it.each<[string, (folder: string) => void]>([
    ['a file changes', (folder) => putFiles(folder, { 'app/b/c.ts': 'C' })],
    ['a file comes', (folder) => putFiles(folder, { 'app/b/e.ts': '' })],
    ['a file goes', (folder) => rmSync(join(folder, 'app/a.ts'))],
    ['a name changes', (folder) => (rmSync(join(folder, 'app/a.ts')), putFiles(folder, { 'app/z.ts': 'a' }))],
    ['a missing entry comes', (folder) => putFiles(folder, { missing: 'x' })],
  ])('until %s', (_, change) => {
    const folder = aFolder(sources);
    const before = hashSource(folder, paths);
    change(folder);
    expect(hashSource(folder, paths)).not.toBe(before);
  });

  it('and not of what lies beside them', () => {
    const folder = aFolder(sources);
    const before = hashSource(folder, paths);
    putFiles(folder, { 'other/d.ts': 'D' });
    expect(hashSource(folder, paths)).toBe(before);
  });

  it('only after it ended well', () => {
    const stamp = openStamp(join(aFolder(), 'cache/build'));
    expect(stamp.matches('a')).toBe(false);
    stamp.write('a');
    expect([stamp.matches('a'), stamp.matches('b')]).toEqual([true, false]);
    stamp.clear();
    expect(stamp.matches('a')).toBe(false);
  });
});
