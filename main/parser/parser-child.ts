import { argv, exit, kill, pid, stdin, stdout } from 'node:process';
import { isMainThread, parentPort, resourceLimits, Worker, workerData } from 'node:worker_threads';
import * as z from 'zod';
import { importFormat } from '../../app/contract/import.ts';
import { isVaultError } from '../../app/contract/vault-error.ts';
import { encodeAnswer } from './answer.ts';
import { parseFile } from './parse-file.ts';
import { headBytes, memoryExit } from './parser-process.ts';

/** What the thread is given. */
const task = z.object({ content: z.instanceof(Uint8Array), format: importFormat.optional(), extension: z.string() });

if (isMainThread) await askThread();
else parentPort?.postMessage(await answer(task.parse(workerData)));

async function answer({ content, format, extension }: z.infer<typeof task>): Promise<Uint8Array[]> {
  try {
    return encodeAnswer(parseFile(content, { format, extension }));
  } catch (error) {
    if (isVaultError(error, 'FileUnreadable')) return encodeAnswer(error);
    throw error;
  }
}

/** The file is read on a thread, so that this one hears at any time that whoever asked is gone: nothing here may outlast it. */
async function askThread(): Promise<void> {
  stdin.once('end', () => kill(pid, 'SIGKILL'));
  const content = await readFile();
  const [format, extension = '', memoryMiB] = argv.slice(2);
  const thread = new Worker(new URL(import.meta.url), {
    workerData: { content, extension, ...(format !== '' && { format }) },
    transferList: [content.buffer],
    resourceLimits: { ...resourceLimits, maxOldGenerationSizeMb: Number(memoryMiB) },
    stderr: true,
  });
  thread.once('message', (parts: Uint8Array[]) => {
    for (const part of parts.slice(0, -1)) stdout.write(part);
    stdout.write(parts.at(-1) ?? '', () => exit(0));
  });
  // A bug says nothing of what it read.
  thread.once('error', (error: Error & { code?: string }) => exit(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? memoryExit : 1));
}

function readFile(): Promise<Uint8Array<ArrayBuffer>> {
  return new Promise((resolve) => {
    let head = Buffer.alloc(0);
    let content: Uint8Array<ArrayBuffer> | undefined;
    let length = 0;
    stdin.on('data', (chunk: Buffer) => {
      let rest = chunk;
      if (!content) {
        head = Buffer.concat([head, chunk]);
        if (head.length < headBytes) return;
        content = new Uint8Array(new ArrayBuffer(head.readUInt32BE(0)));
        rest = head.subarray(headBytes);
      }
      content.set(rest, length);
      length += rest.length;
      if (length === content.length) resolve(content);
    });
  });
}
