import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';

/** A session bus of its own, with a GNOME Keyring on it or without. */
export interface KeyringSession {
  readonly env: NodeJS.ProcessEnv;
  close(): void;
}

/** Whether this machine has what the sessions need (Debian: dbus, gnome-keyring). */
export const hasKeyring = ['dbus-daemon', 'dbus-send', 'gnome-keyring-daemon'].every((tool) => spawnSync('which', [tool]).status === 0);

const firstLine = (process: ChildProcessWithoutNullStreams): Promise<string> =>
  new Promise((resolve, reject) => {
    process.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().split('\n')[0] ?? ''));
    process.once('error', reject);
  });

function assertOwned(env: NodeJS.ProcessEnv): void {
  const question = ['--session', '--print-reply=literal', '--dest=org.freedesktop.DBus', '/', 'org.freedesktop.DBus.NameHasOwner'];
  const { stdout } = spawnSync('dbus-send', [...question, 'string:org.freedesktop.secrets'], { env, encoding: 'utf8', timeout: 1_000 });
  if (!stdout.includes('true')) throw new Error('no keyring on the bus yet');
}

/**
 * @param kind `none`: a bus on which nothing answers for secrets; `plain`: a keyring with an empty password;
 * `locked`: one whose password nobody has given yet
 */
export async function openKeyringSession(kind: 'none' | 'unlocked' | 'locked' | 'plain'): Promise<KeyringSession> {
  const home = mkdtempSync(join(tmpdir(), 'keyring-'));
  const keyrings = join(home, 'data', 'keyrings');
  mkdirSync(keyrings, { recursive: true });
  if (kind === 'plain') {
    writeFileSync(join(keyrings, 'default'), 'Default_keyring');
    writeFileSync(
      join(keyrings, 'Default_keyring.keyring'),
      '[keyring]\ndisplay-name=Default keyring\nctime=0\nmtime=0\nlock-on-idle=false\nlock-after=false\n',
    );
  }
  // No services directory: nothing is started by asking for it.
  const config = join(home, 'bus.conf');
  writeFileSync(
    config,
    `<busconfig><type>session</type><listen>unix:dir=${home}</listen><policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>`,
  );
  const bus = spawn('dbus-daemon', [`--config-file=${config}`, '--nofork', '--print-address']);
  const address = await firstLine(bus);
  const env = {
    PATH: process.env['PATH'],
    HOME: home,
    XDG_DATA_HOME: join(home, 'data'),
    XDG_RUNTIME_DIR: home,
    DBUS_SESSION_BUS_ADDRESS: address,
  };
  const started = [bus];
  /** Starts the daemon, and waits until it answers on the bus or, having handed over, has gone. */
  const daemon = async (password: string | undefined) => {
    const unlock = password === undefined ? [] : ['--unlock'];
    const keyring = spawn('gnome-keyring-daemon', [...unlock, '--foreground', '--components=secrets'], { env });
    started.push(keyring);
    keyring.stdin.end(password);
    await vi.waitFor(() => assertOwned(env), { timeout: 4_000 });
    return keyring;
  };
  if (kind === 'unlocked' || kind === 'plain') await daemon('password');
  if (kind === 'locked') {
    const first = await daemon('password');
    const gone = new Promise((resolve) => first.once('exit', resolve));
    first.kill('SIGKILL');
    await gone;
    await daemon(undefined);
  }
  return {
    env,
    close() {
      for (const process of started) process.kill('SIGKILL');
      rmSync(home, { recursive: true, force: true });
    },
  };
}
