import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Decrypter, generateHybridIdentity, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { expect, onTestFinished, test } from 'vitest';
import { CancelledError, VaultError } from '../../../app/contract/vault-error.ts';
import type { FileLock } from '../../../app/export/file-cipher.ts';
import { createAgeProcess } from '../../../main/crypto/age-process.ts';

const child = join(import.meta.dirname, '../../../main/crypto/age-child.ts');
const age = createAgeProcess({ node: process.execPath, child, env: process.env, deadlineMs: 120_000 });
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const never = new AbortController().signal;

const content = utf8('{"value":"s3cret ünï"}\n'.repeat(10_000));
/** A passphrase costs a second of a core on purpose, and twice: closing and opening. */
const slow = { timeout: 60_000 };
const passphrase = 'correct hörse battery staple';

/** A file that is handed over in `parts` pieces. */
async function sealed(given: Uint8Array, lock: FileLock, { cipher = age, signal = never, parts = 1 } = {}): Promise<Buffer<ArrayBuffer>> {
  const taken: Uint8Array[] = [];
  const seal = cipher.begin(lock, async (part) => void taken.push(Uint8Array.from(part)), signal);
  const length = Math.ceil(given.length / parts);
  for (let from = 0; from < given.length; from += length) await seal.add(given.subarray(from, from + length));
  await seal.finish();
  return Buffer.concat(taken);
}

async function aRecipient(make = generateX25519Identity) {
  const identity = await make();
  return { identity, recipient: await identityToRecipient(identity) };
}

test('what is sealed for a passphrase is opened by it', slow, async () => {
  const file = await sealed(content, { kind: 'passphrase', passphrase: utf8(passphrase) });
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  expect(Buffer.from(await decrypter.decrypt(file))).toEqual(Buffer.from(content));
});

test('each recipient opens what is sealed for several', async () => {
  const keys = [await aRecipient(), await aRecipient()];
  const file = await sealed(content, { kind: 'recipient', recipients: keys.map(({ recipient }) => recipient) });
  for (const { identity } of keys) {
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    expect(Buffer.from(await decrypter.decrypt(file))).toEqual(Buffer.from(content));
  }
});

test('a recipient of a key that resists quantum computers opens it too', async () => {
  const { identity, recipient } = await aRecipient(generateHybridIdentity);
  const file = await sealed(content, { kind: 'recipient', recipients: [recipient] });
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  expect(Buffer.from(await decrypter.decrypt(file))).toEqual(Buffer.from(content));
});

test('the age program opens what is sealed for a recipient', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'strongroom-age-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const { identity, recipient } = await aRecipient();
  writeFileSync(join(folder, 'identity'), `${identity}\n`, { mode: 0o600 });
  writeFileSync(join(folder, 'file.age'), await sealed(content, { kind: 'recipient', recipients: [recipient] }));
  const opened = spawnSync('age', ['--decrypt', '--identity', join(folder, 'identity'), join(folder, 'file.age')]);
  expect(opened.stderr.toString()).toBe('');
  expect(opened.stdout).toEqual(Buffer.from(content));
});

test('the age program opens what is sealed for a passphrase', slow, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'strongroom-age-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'file.age');
  writeFileSync(path, await sealed(content, { kind: 'passphrase', passphrase: utf8(passphrase) }));
  // It reads passphrases from a terminal alone; `script` is one.
  const typed = spawn(
    'script',
    ['--quiet', '--return', '--echo', 'never', '--command', `age --decrypt --output '${path}.clear' '${path}'`, '/dev/null'],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  typed.stdout.once('data', () => typed.stdin.write(`${passphrase}\n`));
  const [code] = await once(typed, 'exit');
  expect(code).toBe(0);
  expect(spawnSync('cmp', [`${path}.clear`, '-'], { input: content }).status).toBe(0);
});

test.each([
  ['no checksum', 'age1qqqq'],
  ['an unknown kind', 'age1xyz1qqqqqqqqqqqqqqqqqq'],
])('a recipient that is none is named: %s', async (_what, bad) => {
  const { recipient } = await aRecipient();
  const error = await sealed(content, { kind: 'recipient', recipients: [recipient, bad] }).catch((thrown: unknown) => thrown);
  expect(error).toEqual(new VaultError('BadParameter', { issues: [{ path: 'protection.recipients.1', problem: 'not_a_recipient' }] }));
  expect(error).toMatchObject({ data: { issues: [{ path: 'protection.recipients.1' }] } });
});

test('a file that comes in parts is the same file', async () => {
  const { identity, recipient } = await aRecipient();
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const file = await sealed(content, { kind: 'recipient', recipients: [recipient] }, { parts: 7 });
  expect(Buffer.from(await decrypter.decrypt(file))).toEqual(Buffer.from(content));
});

test('a file is taken while it is still being handed over', async () => {
  const { recipient } = await aRecipient();
  const first = Promise.withResolvers<void>();
  const seal = age.begin({ kind: 'recipient', recipients: [recipient] }, async () => first.resolve(), never);
  onTestFinished(() => seal.discard());
  for (let times = 0; times < 4; times += 1) await seal.add(content);
  await first.promise;
});

test('what the taker throws ends it', async () => {
  const { recipient } = await aRecipient();
  const full = new VaultError('StoreUnavailable', { reason: 'full' });
  const seal = age.begin({ kind: 'recipient', recipients: [recipient] }, () => Promise.reject(full), never);
  const adding = async () => {
    for (;;) await seal.add(content);
  };
  await expect(adding()).rejects.toBe(full);
});

test('an empty file can be sealed', async () => {
  const { identity, recipient } = await aRecipient();
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const lock: FileLock = { kind: 'recipient', recipients: [recipient] };
  expect(await decrypter.decrypt(await sealed(new Uint8Array(0), lock))).toHaveLength(0);
});

test('given up, it ends at once', async () => {
  const giveUp = new AbortController();
  const sealing = sealed(content, { kind: 'passphrase', passphrase: utf8(passphrase) }, { signal: giveUp.signal });
  giveUp.abort();
  await expect(sealing).rejects.toBeInstanceOf(CancelledError);
});

test('a process that fails is an error, and no file', async () => {
  const broken = createAgeProcess({
    node: process.execPath,
    child: join(import.meta.dirname, 'no-such-child.ts'),
    env: process.env,
    deadlineMs: 120_000,
  });
  await expect(sealed(content, { kind: 'passphrase', passphrase: utf8(passphrase) }, { cipher: broken })).rejects.toThrow('ended early');
});

test('it does not outlast whoever asked', async () => {
  const asked = spawn(process.execPath, ['--disable-sigusr1', child, 'passphrase'], { stdio: ['pipe', 'ignore', 'ignore'] });
  asked.stdin.end(Buffer.from([0, 0, 0, 4, 1, 2]));
  const [, signal] = await once(asked, 'exit');
  expect(signal).toBe('SIGKILL');
});
