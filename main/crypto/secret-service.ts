import { execFile } from 'node:child_process';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Keychain } from '../../app/seal/crypto.ts';

/** `insecure` beats `absent`: one is there, and must not be used. */
type Trust = Awaited<ReturnType<Keychain['trust']>>;

interface Bus {
  readonly env: NodeJS.ProcessEnv;
  /** Ends every question. */
  readonly signal: AbortSignal;
}

const run = promisify(execFile);
const service = 'org.freedesktop.secrets';

/**
 * Asks the session bus by `dbus-send`, which comes with every D-Bus: a tool without a state of its own.
 * @param call object path, method, and arguments as `dbus-send` writes them (`string:default`)
 * @returns the reply as text, or undefined when there is no bus, no tool, no service or no such object
 */
async function ask({ env, signal }: Bus, ...call: readonly string[]): Promise<string | undefined> {
  const options = ['--session', '--print-reply=literal', `--dest=${service}`];
  try {
    const { stdout } = await run('dbus-send', [...options, ...call], { env, signal, killSignal: 'SIGKILL' });
    return stdout.trim();
  } catch (error) {
    // Whatever the reason, the answer is the same: nothing here that could be trusted.
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}

async function isUnlocked(bus: Bus, collection: string): Promise<boolean> {
  const property = ['string:org.freedesktop.Secret.Collection', 'string:Locked'];
  const locked = await ask(bus, collection, 'org.freedesktop.DBus.Properties.Get', ...property);
  return locked !== undefined && /\bboolean false$/.test(locked);
}

/** GNOME Keyring's name of a collection, from the last part of its path: other characters than letters and digits are `_` and two hexadecimal digits. */
const collectionName = (path: string): string =>
  path.slice(path.lastIndexOf('/') + 1).replace(/_([0-9a-f]{2})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));

/** Whether GNOME Keyring keeps the collection in clear, as it does under an empty password: such a file starts like this, others with `GnomeKeyring`. */
async function isPlain(env: NodeJS.ProcessEnv, collection: string): Promise<boolean> {
  const clear = Buffer.from('[keyring]');
  const data = env['XDG_DATA_HOME'] || join(env['HOME'] ?? '/', '.local/share');
  try {
    await using file = await open(join(data, 'keyrings', `${collectionName(collection)}.keyring`), 'r');
    const { buffer } = await file.read(Buffer.alloc(clear.length), 0, clear.length, 0);
    return buffer.equals(clear);
  } catch (error) {
    // Another service than GNOME's keeps no such file.
    if (error instanceof Error && 'code' in error) return false;
    throw error;
  }
}

/**
 * Whether the Secret Service of the session can keep a secret without asking anyone: its default collection exists,
 * outlives the session, is unlocked, and is not a keyring of GNOME's in clear. Of other services (KDE Wallet, KeePassXC)
 * an empty password can't be seen.
 */
export async function secretServiceTrust({
  env,
  deadlineMs,
}: {
  readonly env: NodeJS.ProcessEnv;
  readonly deadlineMs: number;
}): Promise<Trust> {
  if (!env['DBUS_SESSION_BUS_ADDRESS']) return 'absent';
  const bus = { env, signal: AbortSignal.timeout(deadlineMs) };
  const collection = await ask(bus, '/org/freedesktop/secrets', 'org.freedesktop.Secret.Service.ReadAlias', 'string:default');
  if (collection === undefined || !/^(?:\/\w+)+$/.test(collection) || collection.endsWith('/session')) return 'absent';
  if (await isPlain(env, collection)) return 'insecure';
  if (await isUnlocked(bus, collection)) return 'trusted';
  // A wallet whose password the login handed over says that it is locked until it is first wanted. This shows nobody a dialog:
  // where a password is needed, the reply names a prompt, and nothing is shown until that is called.
  await ask(bus, '/org/freedesktop/secrets', 'org.freedesktop.Secret.Service.Unlock', `array:objpath:${collection}`);
  return (await isUnlocked(bus, collection)) ? 'trusted' : 'absent';
}
