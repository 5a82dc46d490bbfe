import { Encrypter } from 'age-encryption';
import { argv, exit, kill, pid, stdin, stdout } from 'node:process';
import { badRecipientExit, headBytes } from './age-process.ts';

const kind = argv[2];

// Whoever asked is gone, and what is here must not outlast it: not even for as long as a passphrase takes.
stdin.once('end', () => kill(pid, 'SIGKILL'));

const chunks: Buffer[] = [];
let length = 0;
let wanted = Number.POSITIVE_INFINITY;
const letter = await new Promise<Buffer>((resolve) => {
  stdin.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    length += chunk.length;
    if (wanted === Number.POSITIVE_INFINITY && length >= headBytes) {
      const head = Buffer.concat(chunks);
      wanted = headBytes + head.readUInt32BE(0) + head.readUInt32BE(4);
    }
    if (length === wanted) resolve(Buffer.concat(chunks));
  });
});

const contentFrom = headBytes + letter.readUInt32BE(0);
const lock = letter.subarray(headBytes, contentFrom).toString();
const encrypter = new Encrypter();
if (kind === 'passphrase') encrypter.setPassphrase(lock);
else for (const [place, recipient] of lock.split('\n').entries()) await add(recipient, place);

const file = await encrypter.encrypt(letter.subarray(contentFrom));
stdout.write(file, () => exit(0));

/** Some recipients show only in use that they are none: a point that is not on its curve. */
async function add(recipient: string, place: number): Promise<void> {
  try {
    const alone = new Encrypter();
    alone.addRecipient(recipient);
    await alone.encrypt(new Uint8Array(0));
    encrypter.addRecipient(recipient);
  } catch {
    // The library's own error for any recipient that it can't use; which one it was is all there is to say.
    await new Promise<void>((resolve) => void stdout.write(String(place), () => resolve()));
    exit(badRecipientExit);
  }
}
