import * as z from 'zod';
import { importFormat, mostImportRows } from '../../app/contract/import.ts';
import { errorData, VaultError } from '../../app/contract/vault-error.ts';
import { type ParsedFile, rowProblems } from '../../app/import/file-parser.ts';
import { secretBytes } from '../../app/seal/secret-bytes.ts';

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

const lengthBytes = 4;
const mostHeadBytes = 1024 * 1024;

/** An answer of the parser's process: a head of JSON after its length (u32be), then lines, problems, ends and content. */
export function encodeAnswer(answer: ParsedFile | VaultError<'FileUnreadable'>): Uint8Array[] {
  if (answer instanceof VaultError) return [withLength({ refused: answer.data })];
  const { format, columns, rowCount, lines, problems, ends, content } = answer;
  return [
    withLength({ format, columns: [...columns], rowCount, contentBytes: content.length }),
    bytesOf(lines),
    problems,
    bytesOf(ends),
    content,
  ];
}

function withLength(value: z.input<typeof head>): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify(value));
  const bytes = new Uint8Array(lengthBytes + json.length);
  new DataView(bytes.buffer).setUint32(0, json.length);
  bytes.set(json, lengthBytes);
  return bytes;
}

const bytesOf = (numbers: Uint32Array): Uint8Array => new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);

/**
 * Reads the answer of a process that may have been taken over by the file it read: nothing of it is believed.
 * @param answer stays the caller's
 * @returns undefined when it is none
 * @throws VaultError FileUnreadable when that is the answer
 */
export function decodeAnswer(answer: Uint8Array): ParsedFile | undefined {
  const view = new DataView(answer.buffer, answer.byteOffset, answer.byteLength);
  const headBytes = answer.length < lengthBytes ? 0 : view.getUint32(0);
  if (headBytes === 0 || headBytes > mostHeadBytes || headBytes > answer.length - lengthBytes) return undefined;
  const parsed = head.safeParse(readHead(answer.subarray(lengthBytes, lengthBytes + headBytes)));
  if (!parsed.success) return undefined;
  if ('refused' in parsed.data) throw new VaultError('FileUnreadable', parsed.data.refused);
  const { contentBytes, ...rest } = parsed.data;
  const body = cut(answer, lengthBytes + headBytes, [
    rest.rowCount * 4,
    rest.rowCount,
    rest.rowCount * rest.columns.length * 4,
    contentBytes,
  ]);
  if (!body) return undefined;
  const [lines, problems, ends, content] = body;
  const file = { ...rest, lines: numbersOf(lines), problems, ends: numbersOf(ends), content };
  return isSound(file) ? file : undefined;
}

function readHead(json: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(json));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined;
    throw error;
  }
}

type Lengths = readonly [number, number, number, number];
type Parts = [Uint8Array, Uint8Array, Uint8Array, Uint8Array];

/** Copies of the parts that come one after the other; undefined when they are not all there is. */
function cut(answer: Uint8Array, from: number, lengths: Lengths): Parts | undefined {
  if (from + lengths.reduce((sum, length) => sum + length, 0) !== answer.length) return undefined;
  let at = from;
  const next = (length: number): Uint8Array => {
    const part = secretBytes(length);
    part.set(answer.subarray(at, at + length));
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
