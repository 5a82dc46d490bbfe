import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { createKeychain } from '../../../main/crypto/keychain.ts';
import { hasKeyring, type KeyringSession, openKeyringSession } from './keyring-session.ts';

const realChild = join(import.meta.dirname, '../../../main/crypto/keychain-child.ts');
const opened: { close(): void }[] = [];
afterEach(() => {
  for (const it of opened.splice(0)) it.close();
});

const keychainOf = (env: NodeJS.ProcessEnv, child = realChild, deadlineMs = 3_000) =>
  createKeychain({ node: process.execPath, child, service: 'strongroom-test', env, platform: 'linux', deadlineMs });

async function aSession(kind: Parameters<typeof openKeyringSession>[0]): Promise<KeyringSession> {
  const session = await openKeyringSession(kind);
  opened.push(session);
  return session;
}

/** A child in place of the real one, for what no keychain does on demand. */
function aChild(script: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'child-'));
  opened.push({ close: () => rmSync(folder, { recursive: true }) });
  const path = join(folder, 'child.mjs');
  writeFileSync(path, script);
  return path;
}

const unavailable = (reason: string): unknown => expect.objectContaining({ code: 'KeychainUnavailable', data: { reason } });

test('without a session bus there is no keychain', async () => {
  const keychain = keychainOf({ PATH: process.env['PATH'] });
  expect(await keychain.trust()).toBe('absent');
  await expect(keychain.write('a', Uint8Array.of(1))).rejects.toEqual(unavailable('absent'));
  await expect(keychain.read('a')).rejects.toEqual(unavailable('absent'));
  await expect(keychain.remove('a')).rejects.toEqual(unavailable('absent'));
});

describe.runIf(hasKeyring)('on Linux', () => {
  test('an unlocked keyring is trusted, and keeps bytes until they are removed', async () => {
    const keychain = keychainOf((await aSession('unlocked')).env);
    expect(await keychain.trust()).toBe('trusted');
    expect(await keychain.read('slot/1')).toBeUndefined();
    const value = Uint8Array.from({ length: 256 }, (_, index) => index);
    await keychain.write('slot/1', value);
    await keychain.write('slot/2', Uint8Array.of(2));
    expect(await keychain.read('slot/1')).toEqual(value);
    await keychain.remove('slot/1');
    await keychain.remove('slot/1');
    expect(await keychain.read('slot/1')).toBeUndefined();
    expect(await keychain.read('slot/2')).toEqual(Uint8Array.of(2));
  });

  test('a bus without a secret service is no keychain, and the kernel’s keyring is not used in its place', async () => {
    const keychain = keychainOf((await aSession('none')).env);
    expect(await keychain.trust()).toBe('absent');
    await expect(keychain.write('slot/1', Uint8Array.of(1))).rejects.toEqual(unavailable('absent'));
  });

  test('a locked keyring is not asked, because that would wait for a person', async () => {
    expect(await keychainOf((await aSession('locked')).env).trust()).toBe('absent');
  });

  test('a keyring in clear is refused', async () => {
    const keychain = keychainOf((await aSession('plain')).env);
    expect(await keychain.trust()).toBe('insecure');
    await expect(keychain.write('slot/1', Uint8Array.of(1))).rejects.toEqual(unavailable('insecure'));
  });

  test('a keychain that hangs is given up at the deadline', async () => {
    const keychain = keychainOf((await aSession('unlocked')).env, aChild('setInterval(() => {}, 1000);'), 500);
    await expect(keychain.read('slot/1')).rejects.toEqual(unavailable('refused'));
    await expect(keychain.write('slot/1', Uint8Array.of(1))).rejects.toEqual(unavailable('refused'));
  });

  test('a keychain that crashes has refused, whatever it said before', async () => {
    const keychain = keychainOf((await aSession('unlocked')).env, aChild("process.stdout.write('half', () => process.abort());"));
    await expect(keychain.read('slot/1')).rejects.toEqual(unavailable('refused'));
  });

  test('secrets reach the keychain by its input only', async () => {
    const witness = join(tmpdir(), `witness-${process.pid}`);
    opened.push({ close: () => rmSync(witness, { force: true }) });
    const script = `import { writeFileSync } from 'node:fs'; writeFileSync(${JSON.stringify(witness)}, JSON.stringify([process.argv, process.env]));`;
    await keychainOf((await aSession('unlocked')).env, aChild(script)).write('slot/1', new TextEncoder().encode('sentinel-value'));
    const seen = readFileSync(witness, 'utf8');
    expect(seen).toContain('slot/1');
    expect(seen).not.toContain('sentinel-value');
  });
});
