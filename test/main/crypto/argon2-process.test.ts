import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createArgon2 } from '../../../main/crypto/argon2.ts';
import { createArgon2Process } from '../../../main/crypto/argon2-process.ts';

const child = join(import.meta.dirname, '../../../main/crypto/argon2-child.ts');
const cost = { memoryKiB: 256, passes: 1, lanes: 2 };
const salt = new Uint8Array(16).fill(7);

test.each([['a passphrase'], ['eine längere ☕ '.repeat(5_000)], ['']])('the process gives the same hash (%#)', async (text) => {
  const passphrase = new TextEncoder().encode(text);
  const inside = await createArgon2().derive(passphrase, salt, cost);
  const outside = await createArgon2Process({ node: process.execPath, child, env: process.env }).derive(passphrase, salt, cost);
  expect([...outside]).toEqual([...inside]);
});

test('a process that fails is an error, and no hash', async () => {
  const broken = createArgon2Process({ node: process.execPath, child: join(import.meta.dirname, 'no-such-child.ts'), env: process.env });
  await expect(broken.derive(new Uint8Array(8), salt, cost)).rejects.toThrow('ended early');
});

test('it does not outlast whoever asked, not even in the midst of a hash', async () => {
  const words = ['--disable-sigusr1', child, '2097152', '20', '1', Buffer.from(salt).toString('hex')];
  const asked = spawn(process.execPath, words, { stdio: ['pipe', 'ignore', 'ignore'] });
  asked.stdin.end(Buffer.concat([Buffer.alloc(32), Buffer.from([0, 0, 0, 4]), Buffer.from('word')]));
  const [, signal] = await once(asked, 'exit');
  expect(signal).toBe('SIGKILL');
});
