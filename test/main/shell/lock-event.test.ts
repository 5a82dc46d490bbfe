import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient, type MessageBus } from 'dbus-native';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LockCause } from '../../../app/contract/link.ts';
import { type LockWatch, watchLock } from '../../../main/shell/lock/lock-event.ts';

const configuration = (socket: string): string => `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <listen>unix:path=${socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default"><allow send_destination="*" eavesdrop="true"/><allow own="*"/><allow eavesdrop="true"/></policy>
</busconfig>`;

interface PrivateBus {
  readonly address: string;
  readonly daemon: ChildProcess;
}

/** A bus of its own, by the real daemon. */
async function startBus(): Promise<PrivateBus> {
  const folder = mkdtempSync(join(tmpdir(), 'strongroom-bus-'));
  const file = join(folder, 'bus.conf');
  writeFileSync(file, configuration(join(folder, 'bus')));
  const daemon = spawn('dbus-daemon', [`--config-file=${file}`, '--nofork', '--print-address'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const address = await new Promise<string>((resolve) =>
    daemon.stdout?.once('data', (text: Buffer) => resolve(text.toString('utf8').trim())),
  );
  return { address, daemon };
}

const signal = 4;
const ownSession = '/org/freedesktop/login1/session/_31';
const foreignSession = '/org/freedesktop/login1/session/_32';

/** Stands in for logind: knows one session of ours and one of somebody else. */
async function startLogin(address: string, asked: () => void): Promise<MessageBus> {
  const bus = createClient({ busAddress: address });
  await bus.requestName('org.freedesktop.login1', 0);
  const uid = process.getuid?.() ?? 0;
  bus.exportInterface(
    {
      ListSessions: () => {
        asked();
        return [
          ['1', uid, 'me', 'seat0', ownSession],
          ['2', uid + 1, 'other', 'seat0', foreignSession],
        ];
      },
    },
    '/org/freedesktop/login1',
    { name: 'org.freedesktop.login1.Manager', methods: { ListSessions: ['', 'a(susso)', [], ['sessions']] }, signals: {}, properties: {} },
  );
  return bus;
}

describe.skipIf(!existsSync('/usr/bin/dbus-daemon'))('locking with the computer', () => {
  let system: PrivateBus;
  let own: PrivateBus;
  let login: MessageBus;
  let saver: MessageBus;
  let watch: LockWatch | undefined;
  let causes: LockCause[];
  let notes: string[];
  const asked = vi.fn<() => void>();

  beforeEach(async () => {
    [causes, notes] = [[], []];
    asked.mockClear();
    [system, own] = await Promise.all([startBus(), startBus()]);
    login = await startLogin(system.address, asked);
    saver = createClient({ busAddress: own.address });
    watch = await start({ DBUS_SYSTEM_BUS_ADDRESS: system.address, DBUS_SESSION_BUS_ADDRESS: own.address });
  });

  afterEach(async () => {
    await watch?.close();
    for (const bus of [login, saver]) await bus.connection[Symbol.asyncDispose]();
    for (const { daemon } of [system, own]) daemon.kill();
  });

  const start = (environment: NodeJS.ProcessEnv): Promise<LockWatch> =>
    watchLock({ environment, locked: (cause) => causes.push(cause), note: (text) => notes.push(text) });

  const send = (
    bus: MessageBus,
    from: { path: string; interface: string; member: string },
    args?: { signature: string; body: unknown[] },
  ): void => void bus.connection.message({ type: signal, serial: bus.serial++, ...from, ...args });

  const manager = { path: '/org/freedesktop/login1', interface: 'org.freedesktop.login1.Manager' };
  const session = (path: string) => ({ path, interface: 'org.freedesktop.login1.Session' });
  const flag = (value: boolean) => ({ signature: 'b', body: [value] });

  it('hears that this session is locked', async () => {
    send(login, { ...session(ownSession), member: 'Lock' });
    await vi.waitFor(() => expect(causes).toEqual(['computer-locked']));
  });

  it('does not mind the lock of another person’s session', async () => {
    send(login, { ...session(foreignSession), member: 'Lock' });
    send(login, { ...manager, member: 'PrepareForSleep' }, flag(true));
    await vi.waitFor(() => expect(causes).toEqual(['computer-asleep']));
  });

  it('hears that the computer goes to sleep, and not that it wakes', async () => {
    send(login, { ...manager, member: 'PrepareForSleep' }, flag(false));
    send(login, { ...manager, member: 'PrepareForSleep' }, flag(true));
    await vi.waitFor(() => expect(causes).toEqual(['computer-asleep']));
  });

  it('hears the hint that a desktop sets when it locks by itself', async () => {
    const body = ['org.freedesktop.login1.Session', [['LockedHint', ['b', true]]], []];
    send(
      login,
      { path: ownSession, interface: 'org.freedesktop.DBus.Properties', member: 'PropertiesChanged' },
      { signature: 'sa{sv}as', body },
    );
    await vi.waitFor(() => expect(causes).toEqual(['computer-locked']));
  });

  it.each(['org.freedesktop.ScreenSaver', 'org.gnome.ScreenSaver'])(
    'hears %s when it covers the screen, and not when it uncovers it',
    async (name) => {
      send(saver, { path: `/${name.replaceAll('.', '/')}`, interface: name, member: 'ActiveChanged' }, flag(false));
      send(saver, { path: `/${name.replaceAll('.', '/')}`, interface: name, member: 'ActiveChanged' }, flag(true));
      await vi.waitFor(() => expect(causes).toEqual(['computer-locked']));
    },
  );

  it('counts one locking that is told three times once', async () => {
    for (let time = 0; time < 3; time += 1) send(login, { ...session(ownSession), member: 'Lock' });
    await vi.waitFor(() => expect(asked).toHaveBeenCalledTimes(3));
    await login.getId();
    await vi.waitFor(() => expect(causes).not.toEqual([]));
    expect(causes).toEqual(['computer-locked']);
  });

  it('believes logind only', async () => {
    const stranger = createClient({ busAddress: system.address });
    await stranger.getId();
    send(stranger, { ...manager, member: 'PrepareForSleep' }, flag(true));
    await stranger.getId();
    send(login, { ...session(ownSession), member: 'Lock' });
    await vi.waitFor(() => expect(causes).toEqual(['computer-locked']));
    await stranger.connection[Symbol.asyncDispose]();
  });

  it('does without buses, and says so once for each', async () => {
    await watch?.close();
    watch = await start({ DBUS_SYSTEM_BUS_ADDRESS: 'unix:path=/nonexistent/bus' });
    expect(notes).toHaveLength(2);
    expect(notes.join()).toContain('no lock events');
  });
});
