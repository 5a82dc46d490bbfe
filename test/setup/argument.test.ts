import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseStart } from '../../main/setup/argument.js';
import { parseTest } from '../../main/setup/test-argument.js';

describe('npm start', () => {
  it('asks for nothing', () => {
    expect(parseStart([])).toEqual({ demo: false, fetchElectron: false, dev: false, help: false });
  });

  it('takes a folder relative to where it was called', () => {
    expect(parseStart(['--data', 'here/there']).data).toBe(resolve('here/there'));
  });

  it.each(['electron', 'chromium'])('takes --shell %s', (shell) => {
    expect(parseStart(['--shell', shell]).shell).toBe(shell);
  });

  it.each([
    ['an unknown option', ['--no-sandbox']],
    ['an unknown shell', ['--shell', 'firefox']],
    ['a bare word', ['here']],
    ['an option without its value', ['--data']],
    ['an empty folder', ['--data', '']],
    ['a value where there is none', ['--demo=yes']],
  ])('refuses %s, and says what there is', (_, words) => {
    expect(() => parseStart(words)).toThrow(/usage: npm start/);
  });
});

describe('npm test', () => {
  it('runs every step, the quick ones first', () => {
    expect(parseTest([])).toEqual({ steps: ['check', 'unit', 'renderer', 'durability', 'e2e'], install: false, full: false });
  });

  it('runs one step in its long form', () => {
    expect(parseTest(['--only', 'durability', '--full'])).toEqual({ steps: ['durability'], install: false, full: true });
  });

  it.each([
    ['an unknown step', ['--only', 'luck']],
    ['an unknown option', ['--fast']],
  ])('refuses %s', (_, words) => {
    expect(() => parseTest(words)).toThrow(/usage: npm test/);
  });
});
