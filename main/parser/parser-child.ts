import { argv, exit, kill, pid, stdin, stdout } from 'node:process';
import { isMainThread, parentPort, resourceLimits, Worker, workerData } from 'node:worker_threads';
import * as z from 'zod';
import { importFormat } from '../../app/contract/import.ts';
import { isVaultError, VaultError } from '../../app/contract/vault-error.ts';
import { giveBack } from '../../app/seal/secret-bytes.ts';
import { encodeAnswer } from './answer.ts';
import { headBytes, memoryExit, noPassword } from './ask-child.ts';
import { encodeKey } from './key-answer.ts';
import { parseText, textOf } from './parse-file.ts';

const bytes = z.instanceof(Uint8Array);

/** What the thread is given. */
const task = z.union([
  z.object({ kind: z.literal('rows'), content: bytes, format: importFormat.optional(), extension: z.string() }),
  z.object({ kind: z.literal('key'), content: bytes, password: bytes.optional() }),
]);
type Task = z.infer<typeof task>;

/** What comes and goes while it reads: more would not make it faster. */
const maxYoungGenerationSizeMb = 16;

if (isMainThread) await askThread();
else await answer(task.parse(workerData));

async function answer(asked: Task): Promise<void> {
  if (asked.kind === 'key') return parentPort?.postMessage(await answerKey(asked));
  const parts = answerRows(asked);
  parentPort?.postMessage(parts, [...new Set(parts.map(({ buffer }) => buffer))]);
}

function answerRows({ content, format, extension }: Extract<Task, { kind: 'rows' }>): Uint8Array<ArrayBuffer>[] {
  try {
    const text = textOf(content);
    giveBack(content);
    return encodeAnswer(parseText(text, { format, extension }));
  } catch (error) {
    if (isVaultError(error, 'FileUnreadable')) return encodeAnswer(error);
    throw error;
  }
}

async function answerKey({ content, password }: Extract<Task, { kind: 'key' }>): Promise<Uint8Array[]> {
  const { readKeyFile } = await import('./read-key-file.ts');
  try {
    return encodeKey(readKeyFile(content, password));
  } catch (error) {
    if (error instanceof VaultError) return encodeKey(error);
    throw error;
  }
}

/** The file is read on a thread, so that this one hears at any time that whoever asked is gone: nothing here may outlast it. */
async function askThread(): Promise<void> {
  stdin.once('end', () => kill(pid, 'SIGKILL'));
  const { content, password } = await readLetter();
  const [kind, ...words] = argv.slice(2);
  const [format, extension = ''] = words;
  const thread = new Worker(new URL(import.meta.url), {
    workerData: kind === 'key' ? { kind, content, password } : { kind, content, extension, ...(format !== '' && { format }) },
    transferList: [content.buffer],
    resourceLimits: { ...resourceLimits, maxOldGenerationSizeMb: Number(words.at(-1)), maxYoungGenerationSizeMb },
    stderr: true,
  });
  thread.once('message', (parts: Uint8Array[]) => {
    for (const part of parts.slice(0, -1)) stdout.write(part);
    stdout.write(parts.at(-1) ?? '', () => exit(0));
  });
  // A bug says nothing of what it read.
  thread.once('error', (error: Error & { code?: string }) => exit(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? memoryExit : 1));
}

interface Received {
  readonly content: Uint8Array<ArrayBuffer>;
  readonly password: Uint8Array<ArrayBuffer> | undefined;
}

function readLetter(): Promise<Received> {
  return new Promise((resolve) => {
    let head = Buffer.alloc(0);
    let letter: Uint8Array<ArrayBuffer> | undefined;
    let length = 0;
    stdin.on('data', (chunk: Buffer) => {
      let rest = chunk;
      if (!letter) {
        head = Buffer.concat([head, chunk]);
        if (head.length < headBytes) return;
        letter = new Uint8Array(new ArrayBuffer(head.readUInt32BE(0) + (passwordLength(head) ?? 0)));
        rest = head.subarray(headBytes);
      }
      letter.set(rest, length);
      length += rest.length;
      if (length === letter.length) resolve(split(letter, head));
    });
  });
}

/** Of the password; undefined when there is none. */
function passwordLength(head: Buffer): number | undefined {
  const length = head.readUInt32BE(4);
  return length === noPassword ? undefined : length;
}

/** Both of the same memory, which is handed to the thread. */
function split(letter: Uint8Array<ArrayBuffer>, head: Buffer): Received {
  const end = head.readUInt32BE(0);
  return { content: letter.subarray(0, end), password: passwordLength(head) === undefined ? undefined : letter.subarray(end) };
}
