import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stepCommand } from '../../main/setup/test-step.js';

const place = { root: '/r', node: '/n/node', platform: 'linux', report: '/r/report.json', full: false } as const;

describe('a step of the tests', () => {
  it.each(['unit', 'renderer', 'durability'] as const)('%s runs its project on the pinned Node and leaves a report', (step) => {
    const { words, runner } = stepCommand(step, place);
    expect(words[0]).toBe('/n/node');
    expect(words).toEqual(expect.arrayContaining(['--project', step, `--outputFile.json=${place.report}`]));
    expect(runner).toBe('vitest');
  });

  it('durability has a long form', () => {
    expect(stepCommand('durability', { ...place, full: true }).env).toEqual({ STRONGROOM_DURABILITY: 'full' });
    expect(stepCommand('durability', place).env).toEqual({});
  });

  it('e2e has a screen, a bus and a window manager of its own', () => {
    const { words, runner, env } = stepCommand('e2e', place);
    expect(words[0]).toBe('xvfb-run');
    expect(words).toEqual(
      expect.arrayContaining(['dbus-run-session', 'openbox & exec "$@"', join('/r', 'node_modules/@playwright/test/cli.js')]),
    );
    expect([runner, env]).toEqual(['playwright', { PLAYWRIGHT_JSON_OUTPUT_FILE: place.report }]);
  });

  it('e2e uses the screen that is there, elsewhere than on Linux', () => {
    expect(stepCommand('e2e', { ...place, platform: 'darwin' }).words[0]).toBe('/n/node');
  });
});
