import * as z from 'zod';
import { result } from '../contract/log.ts';
import { fromBase64Url, toBase64Url } from '../contract/base64url.ts';
import { instant } from '../contract/common.ts';
import { nobody } from '../identity/principal.ts';
import type { Entry } from './entry.ts';
import { sameBytes } from './tree.ts';
import type { Hash } from './tree.ts';

/** Largest journal in bytes; what comes after is counted, not kept, so that no stranger can fill the disk. */
export const mostJournalBytes = 128 * 1024;

/** Longer entries are counted, so that no single one takes all the room. */
const mostLineBytes = 4096;

/** Most bytes that a journal of ours has: the line that counts stands behind the last one kept. */
const mostFileBytes = mostJournalBytes + 1024;

const text = z.string().transform((value) => value.slice(0, 256).toWellFormed());

/** What is believed of an entry in a file that anyone with the person's account can write: never who it was or what allowed it. */
const journaledEntry = z.object({
  time: instant,
  durationMs: z.number().min(0).max(1e9),
  operation: text,
  result,
  status: z.number().int().min(100).max(599),
  code: text,
  resourceId: text,
  object: text,
  door: z.enum(['window', 'rest', 'job', 'shell']),
  address: text,
  correlationId: text,
  requestId: text,
  missing: z.object({ action: text, scope: text, smallestRole: text.optional() }).optional(),
  properties: z.record(z.string().regex(/^[A-Za-z]\w{0,63}$/), text),
});

const counted = z.object({ count: z.number().int().min(1), from: instant, until: instant });
export type Counted = z.infer<typeof counted>;

const header = z.object({ format: z.literal(1), id: z.string().min(1).max(64) });
const line = z.union([z.object({ entry: journaledEntry }), z.object({ counted })]);

/** A journal as its file says; lines that cannot be read are passed over, and the first of them is named. */
export interface Journal {
  /** Drawn when the journal was begun. */
  readonly id: string;
  readonly entries: readonly Entry[];
  /** What came when there was no room left. */
  readonly counted: Counted | undefined;
  /** The first line, from 1, that is not as it was written. */
  readonly damagedLine: number | undefined;
}

const utf8 = new TextEncoder();

/** Begins a journal. @param id unique */
export const beginJournal = (hash: Hash, id: string): Uint8Array => utf8.encode(writeLine(hash, '', { format: 1, id }));

/**
 * Adds an entry, or counts it where there is no room.
 * @param file what `beginJournal` or this function gave, whatever has become of it since
 */
export function extendJournal(hash: Hash, file: Uint8Array, entry: Entry): Uint8Array {
  // A longer file is none of ours: what is cut off shows as damage.
  const kept = file.length > mostFileBytes ? file.subarray(0, mostJournalBytes) : file;
  const whole = endLine(new TextDecoder().decode(kept));
  const added = writeLine(hash, whole, { entry: journaledEntry.parse(entry) });
  const addedBytes = utf8.encode(added).length;
  const isFull =
    findCounted(whole) !== undefined || addedBytes > mostLineBytes || utf8.encode(whole).length + addedBytes > mostJournalBytes;
  return utf8.encode(isFull ? countEntry(hash, whole, entry.time) : whole + added);
}

/**
 * Reads a journal. Each line carries a hash over itself and the hash before it, so that a change in the middle shows; without a
 * key it is no proof against somebody who writes the rest anew. A last line without its end is a torn write: damage, but no reason
 * to refuse the rest.
 */
export function readJournal(hash: Hash, file: Uint8Array): Journal {
  const lines = new TextDecoder().decode(file.subarray(0, mostFileBytes)).split('\n');
  const torn = lines.pop();
  const values = lines.flatMap((raw) => readLine(raw)?.value ?? []);
  const broken = lines.findIndex((raw, index) => !isChained(hash, index === 0 ? '' : `${lines[index - 1]}\n`, raw) || !readLine(raw));
  return {
    id: values.find((value) => 'id' in value)?.id ?? toBase64Url(hash(utf8.encode(lines[0] ?? ''))),
    entries: values.flatMap((value) => ('entry' in value ? [asEntry(value.entry)] : [])),
    counted: values.findLast((value) => 'counted' in value)?.counted,
    damagedLine: broken >= 0 ? broken + 1 : tornLine(lines.length, torn),
  };
}

const tornLine = (whole: number, torn: string | undefined): number | undefined =>
  torn === '' || torn === undefined ? undefined : whole + 1;

const asEntry = (kept: z.infer<typeof journaledEntry>): Entry => ({
  ...kept,
  identity: { id: nobody.id, name: nobody.name, kind: nobody.kind, sessionId: undefined },
  allowedBy: undefined,
  missing: kept.missing,
});

function countEntry(hash: Hash, whole: string, time: number): string {
  const before = findCounted(whole);
  const kept = before ? whole.slice(0, -(lastLine(whole).length + 1)) : whole;
  const next = before ? { ...before, count: before.count + 1, until: time } : { count: 1, from: time, until: time };
  return kept + writeLine(hash, kept, { counted: next });
}

/** What the last line counts; once there is one, everything is counted. */
function findCounted(whole: string): Counted | undefined {
  const value = readLine(lastLine(whole))?.value;
  return value && 'counted' in value ? value.counted : undefined;
}

/** A line is `hash SP json LF`; the hash is over the hash of the line before and the JSON. */
function writeLine(hash: Hash, before: string, value: object): string {
  const json = JSON.stringify(value);
  return `${toBase64Url(hash(chainOf(before), utf8.encode(json)))} ${json}\n`;
}

const linePattern = /^(?<hash>[\w-]{43}) (?<json>.*)$/;

function readLine(raw: string) {
  const json = linePattern.exec(raw)?.groups?.['json'];
  if (json === undefined) return undefined;
  try {
    const parsed = z.union([header, line]).safeParse(JSON.parse(json));
    return parsed.success ? { value: parsed.data } : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isChained(hash: Hash, before: string, raw: string): boolean {
  const { hash: stated, json } = linePattern.exec(raw)?.groups ?? {};
  if (stated === undefined || json === undefined) return false;
  const expected = fromBase64Url(stated);
  return expected !== undefined && sameBytes(expected, hash(chainOf(before), utf8.encode(json)));
}

/** The hash that the last line states, as bytes of its text: what follows continues from it even where it is damaged. */
const chainOf = (before: string): Uint8Array => utf8.encode(lastLine(before).slice(0, 43));

const lastLine = (whole: string): string => whole.slice(whole.lastIndexOf('\n', whole.length - 2) + 1, -1);

const endLine = (whole: string): string => (whole === '' || whole.endsWith('\n') ? whole : `${whole}\n`);
