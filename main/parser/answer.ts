import * as z from 'zod';
import { importFormat, mostImportRows } from '../../app/contract/import.ts';
import { errorData, VaultError } from '../../app/contract/vault-error.ts';
import { type ParsedFile, rowProblems } from '../../app/import/file-parser.ts';
import { secretBytes } from '../../app/seal/secret-bytes.ts';
import { type AnswerDraft, createFilledAnswer } from './answer-draft.ts';
import { receiveHead, writeHead } from './answer-head.ts';

const head = z.union([
  z.strictObject({ refused: errorData.FileUnreadable }),
  z.strictObject({
    format: importFormat,
    columns: z.array(z.string().min(1).max(256)).min(2).max(256),
    rowCount: z.number().int().min(1).max(mostImportRows),
    contentBytes: z
      .number()
      .int()
      .min(0)
      .max(2 ** 28),
  }),
]);

/** An answer of the parser's process: a head of JSON after its length (u32be), then lines, problems, ends and content. */
export function encodeAnswer(answer: ParsedFile | VaultError<'FileUnreadable'>): Uint8Array<ArrayBuffer>[] {
  if (answer instanceof VaultError) return [writeHead({ refused: answer.data })];
  const { format, columns, rowCount, lines, problems, ends, content } = answer;
  return [
    writeHead({ format, columns: [...columns], rowCount, contentBytes: content.length }),
    bytesOf(lines),
    bytesOf(problems),
    bytesOf(ends),
    bytesOf(content),
  ];
}

/** @throws Error for what lies in shared memory: nothing here does */
function bytesOf({ buffer, byteOffset, byteLength }: Uint32Array | Uint8Array): Uint8Array<ArrayBuffer> {
  if (!(buffer instanceof ArrayBuffer)) throw new Error('an answer is no shared memory');
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/**
 * Reads the answer of a process that may have been taken over by the file it read: nothing of it is believed. The file is the caller's; what
 * is thrown is FileUnreadable.
 */
export const createAnswer = (): AnswerDraft<ParsedFile> => createFilledAnswer(receive);

function* receive(): Generator<Uint8Array, ParsedFile | undefined, undefined> {
  const parsed = head.safeParse((yield* receiveHead())?.said);
  if (!parsed.success) return undefined;
  if ('refused' in parsed.data) throw new VaultError('FileUnreadable', parsed.data.refused);
  const { contentBytes, ...rest } = parsed.data;
  const lines = secretBytes(rest.rowCount * 4);
  yield lines;
  const problems = secretBytes(rest.rowCount);
  yield problems;
  const ends = secretBytes(rest.rowCount * rest.columns.length * 4);
  yield ends;
  const content = secretBytes(contentBytes);
  yield content;
  const file = { ...rest, lines: numbersOf(lines), problems, ends: numbersOf(ends), content };
  return isSound(file) ? file : undefined;
}

const numbersOf = (bytes: Uint8Array): Uint32Array => new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);

function isSound({ problems, ends, content }: ParsedFile): boolean {
  let last = 0;
  for (const end of ends) {
    if (end < last) return false;
    last = end;
  }
  return last === content.length && problems.every((problem) => problem < rowProblems.length);
}
