import { argv, exit, kill, pid, stdin, stdout } from 'node:process';
import { createArgon2 } from './argon2.ts';
import { headBytes, maskBytes } from './argon2-process.ts';

const [memoryKiB = 0, passes = 0, lanes = 0] = argv.slice(2, 5).map(Number);
const salt = Uint8Array.from(Buffer.from(argv[5] ?? '', 'hex'));

// Whoever asked is gone, and what is here must not outlast it: not even for as long as a hash takes.
stdin.once('end', () => kill(pid, 'SIGKILL'));
const letter = await new Promise<Buffer>((resolve) => {
  let held = Buffer.alloc(0);
  stdin.on('data', (chunk: Buffer) => {
    held = Buffer.concat([held, chunk]);
    if (held.length >= headBytes && held.length === headBytes + held.readUInt32BE(maskBytes)) resolve(held);
  });
});
const hash = await createArgon2().derive(letter.subarray(headBytes), salt, { memoryKiB, passes, lanes });
stdout.write(
  hash.map((byte, at) => byte ^ (letter[at] ?? 0)),
  () => exit(0),
);
