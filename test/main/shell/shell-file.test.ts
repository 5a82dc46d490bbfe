import { mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Conf from 'conf';
import { describe, expect, it, vi } from 'vitest';
import { defaultPreference } from '../../../app/contract/bridge.ts';
import { makeProfile, wipeProfile } from '../../../main/shell/chromium/profile.ts';
import { claimInstance } from '../../../main/shell/instance.ts';
import { openLogFile } from '../../../main/shell/log-file.ts';
import { createPreferenceStore, preferenceFile } from '../../../main/shell/preference-store.ts';

const folder = (): string => mkdtempSync(join(tmpdir(), 'strongroom-file-'));

describe('the log of a shell', () => {
  it('is put aside when it has grown, and the oldest goes', () => {
    const path = join(folder(), 'log/shell.log');
    const log = openLogFile(path, 100);
    for (let round = 0; round < 9; round += 1) log.append(Buffer.from(`${round}`.repeat(60)));
    expect(readdirSync(join(path, '..')).sort()).toEqual(['shell.log', 'shell.log.1', 'shell.log.2', 'shell.log.3']);
    expect(readFileSync(path, 'utf8')[0]).toBe('8');
    expect(readFileSync(`${path}.3`, 'utf8')[0]).toBe('5');
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('goes on where the last run ended, and keeps a line a line', () => {
    const path = join(folder(), 'shell.log');
    openLogFile(path).line('first\nforged second');
    openLogFile(path).line('third');
    expect(readFileSync(path, 'utf8').trim().split('\n')).toHaveLength(2);
  });
});

describe('what the shell keeps of looks', () => {
  const open = (cwd: string) => createPreferenceStore(new Conf({ cwd, configName: preferenceFile, projectName: 'strongroom' }));

  it('is there in the next run', () => {
    const cwd = folder();
    const placement = { left: -5, top: 7, width: 900, height: 700, maximized: true };
    open(cwd).setPreference({ ...defaultPreference, appearance: 'dark' });
    open(cwd).setPlacement(placement);
    expect(open(cwd).preference()).toEqual({ ...defaultPreference, appearance: 'dark' });
    expect(open(cwd).placement()).toEqual(placement);
  });

  it.each(['{}', '{"preference":7,"placement":{}}', '{"preference":{"appearance":"pink"},"placement":{"width":1e9}}'])(
    'falls back to the usual when the file says %s',
    (text) => {
      const cwd = folder();
      writeFileSync(join(cwd, 'preference.json'), text);
      expect(open(cwd).preference()).toEqual(defaultPreference);
      expect(open(cwd).placement()).toBeUndefined();
    },
  );

  it('keeps what it knows when the file lacks a later setting', () => {
    const cwd = folder();
    writeFileSync(join(cwd, 'preference.json'), '{"preference":{"appearance":"light"}}');
    expect(open(cwd).preference()).toEqual({ ...defaultPreference, appearance: 'light' });
  });
});

describe('a profile of the browser', () => {
  it('is made anew, private, and keeps nothing that people type', async () => {
    const profile = join(folder(), 'profile');
    mkdirSync(join(profile, 'Default'), { recursive: true });
    writeFileSync(join(profile, 'Default/Login Data'), 'planted');
    await makeProfile(profile);
    expect(readdirSync(join(profile, 'Default'))).toEqual(['Preferences']);
    expect(statSync(profile).mode & 0o777).toBe(0o700);
    const settings: unknown = JSON.parse(readFileSync(join(profile, 'Default/Preferences'), 'utf8'));
    expect(settings).toMatchObject({
      autofill: { enabled: false, profile_enabled: false, credit_card_enabled: false },
      browser: { enable_spellchecking: false },
      credentials_enable_service: false,
      download: { prompt_for_download: true },
      profile: { password_manager_enabled: false },
      session: { restore_on_startup: 5 },
      spellcheck: { use_spelling_service: false },
    });
    await wipeProfile(profile);
    expect(readdirSync(join(profile, '..'))).toEqual([]);
  });

  it('waits for no browser that is gone', async () => {
    const profile = join(folder(), 'profile');
    mkdirSync(profile);
    symlinkSync('host-999999999', join(profile, 'SingletonLock'));
    await makeProfile(profile);
    expect(readdirSync(profile)).toContain('crash');
  });
});

describe('the one console on a folder', () => {
  it('is the first; the second makes it come forward', async () => {
    const data = folder();
    const forward = vi.fn();
    const first = await claimInstance(data, forward);
    expect(first).toBeDefined();
    expect(await claimInstance(data, vi.fn())).toBeUndefined();
    await vi.waitFor(() => expect(forward).toHaveBeenCalledTimes(1));
    first?.close();
  });

  it('is told where the first has no window', async () => {
    const data = folder();
    const first = await claimInstance(data, () => 'headless');
    const told = vi.fn();
    expect(await claimInstance(data, vi.fn(), told)).toBeUndefined();
    expect(told).toHaveBeenCalledWith('headless');
    first?.close();
  });

  it('takes the place of one that was killed', async () => {
    const data = folder();
    writeFileSync(join(data, 'console.sock'), '');
    const instance = await claimInstance(data, vi.fn());
    expect(instance).toBeDefined();
    instance?.close();
  });

  it.runIf(process.platform === 'linux')('is found in a folder whose path is longer than a socket’s address', async () => {
    const data = join(folder(), 'x'.repeat(120));
    const forward = vi.fn();
    const first = await claimInstance(data, forward);
    expect(readdirSync(data)).toEqual(['console.sock']);
    expect(await claimInstance(data, vi.fn())).toBeUndefined();
    await vi.waitFor(() => expect(forward).toHaveBeenCalledTimes(1));
    first?.close();
  });

  it('does nothing for a guest that says anything else', async () => {
    const data = folder();
    const forward = vi.fn();
    const first = await claimInstance(data, forward);
    const guest = connect(join(data, 'console.sock'), () => guest.write('x'.repeat(1000)));
    await new Promise((resolve) => guest.once('close', resolve));
    expect(forward).not.toHaveBeenCalled();
    first?.close();
  });
});
