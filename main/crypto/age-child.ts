import { Encrypter } from 'age-encryption';
import { once } from 'node:events';
import { argv, exit, kill, pid, stdin, stdout } from 'node:process';
import { ReadableStream } from 'node:stream/web';
import { badRecipientExit, headBytes } from './age-process.ts';

const input = createReader(stdin);
const lock = (await input.part()).toString();
const encrypter = new Encrypter();
if (argv[2] === 'passphrase') encrypter.setPassphrase(lock);
else for (const [place, recipient] of lock.split('\n').entries()) await add(recipient, place);

const content = new ReadableStream<Uint8Array>(
  {
    async pull(controller) {
      const part = await input.part();
      if (part.length === 0) controller.close();
      else controller.enqueue(part);
    },
  },
  // Nothing is read before there is use for it.
  { highWaterMark: 0 },
);
for await (const part of await encrypter.encrypt(content)) if (!stdout.write(part)) await once(stdout, 'drain');
stdout.write('', () => exit(0));

/** Parts, each after its length. */
function createReader(source: AsyncIterable<Buffer>) {
  const chunks = source[Symbol.asyncIterator]();
  let held = Buffer.alloc(0);

  async function take(length: number): Promise<Buffer> {
    while (held.length < length) {
      const next = await chunks.next();
      // Whoever asked is gone, and what is here must not outlast it.
      if (next.done) kill(pid, 'SIGKILL');
      else held = Buffer.concat([held, next.value]);
    }
    const taken = held.subarray(0, length);
    held = held.subarray(length);
    return taken;
  }

  return { part: async (): Promise<Buffer> => take((await take(headBytes)).readUInt32BE(0)) };
}

/** Some recipients show only in use that they are none: a point that is not on its curve. */
async function add(recipient: string, place: number): Promise<void> {
  try {
    const alone = new Encrypter();
    alone.addRecipient(recipient);
    await alone.encrypt(new Uint8Array(0));
    encrypter.addRecipient(recipient);
  } catch {
    // The library's own error for any recipient that it can't use; which one it was is all there is to say.
    exit(badRecipientExit + place);
  }
}
