import * as z from 'zod';
import { importFormat, mostImportRows } from '../../app/contract/import.ts';
import { errorData, VaultError } from '../../app/contract/vault-error.ts';
import { type ParsedFile, rowProblems } from '../../app/import/file-parser.ts';
import { secretBytes } from '../../app/seal/secret-bytes.ts';
import { readHead, writeHead } from './answer-head.ts';

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
export function encodeAnswer(answer: ParsedFile | VaultError<'FileUnreadable'>): Uint8Array[] {
  if (answer instanceof VaultError) return [writeHead({ refused: answer.data })];
  const { format, columns, rowCount, lines, problems, ends, content } = answer;
  return [
    writeHead({ format, columns: [...columns], rowCount, contentBytes: content.length }),
    bytesOf(lines),
    problems,
    bytesOf(ends),
    content,
  ];
}

const bytesOf = (numbers: Uint32Array): Uint8Array => new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);

/**
 * Reads the answer of a process that may have been taken over by the file it read: nothing of it is believed.
 * @param answer stays the caller's
 * @returns undefined when it is none
 * @throws VaultError FileUnreadable when that is the answer
 */
export function decodeAnswer(answer: Uint8Array): ParsedFile | undefined {
  const parts = readHead(answer);
  const parsed = head.safeParse(parts?.said);
  if (!parts || !parsed.success) return undefined;
  if ('refused' in parsed.data) throw new VaultError('FileUnreadable', parsed.data.refused);
  const { contentBytes, ...rest } = parsed.data;
  const cells = cut(parts.body, [rest.rowCount * 4, rest.rowCount, rest.rowCount * rest.columns.length * 4, contentBytes]);
  if (!cells) return undefined;
  const [lines, problems, ends, content] = cells;
  const file = { ...rest, lines: numbersOf(lines), problems, ends: numbersOf(ends), content };
  return isSound(file) ? file : undefined;
}

type Lengths = readonly [number, number, number, number];
type Parts = [Uint8Array, Uint8Array, Uint8Array, Uint8Array];

/** Copies of the parts that come one after the other; undefined when they are not all there is. */
function cut(body: Uint8Array, lengths: Lengths): Parts | undefined {
  if (lengths.reduce((sum, length) => sum + length, 0) !== body.length) return undefined;
  let at = 0;
  const next = (length: number): Uint8Array => {
    const part = secretBytes(length);
    part.set(body.subarray(at, at + length));
    at += length;
    return part;
  };
  return [next(lengths[0]), next(lengths[1]), next(lengths[2]), next(lengths[3])];
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
