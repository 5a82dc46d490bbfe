import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

/** What a traced program did to files, and said, in order. */
export type Event =
  | { readonly kind: 'create' | 'remove' | 'sync'; readonly path: string }
  | { readonly kind: 'rename'; readonly path: string; readonly to: string }
  | { readonly kind: 'write'; readonly path: string; readonly offset: number; readonly data: Buffer }
  | { readonly kind: 'truncate'; readonly path: string; readonly length: number }
  | { readonly kind: 'say'; readonly text: string };

/** The calls that change files or make them durable. Mapped memory is not seen: the store maps none but its index, which is rebuilt. */
const calls = 'open,openat,pwrite64,write,fsync,fdatasync,ftruncate,unlink,unlinkat,rename,renameat,renameat2';

/** The command line that runs `command` and writes its trace to `file`. */
export const traced = (file: string, command: readonly string[]): [string, ...string[]] => [
  'strace',
  '-f',
  '-y',
  '-xx',
  '-s',
  '1000000',
  '-e',
  `trace=${calls}`,
  '-e',
  'signal=none',
  '-o',
  file,
  ...command,
];

/** @param directory only files under it count */
export async function readTrace(file: string, directory: string): Promise<Event[]> {
  const events: Event[] = [];
  const unfinished = new Map<string, string>();
  for await (const line of createInterface({ input: createReadStream(file, 'latin1') })) {
    const whole = joinParts(line, unfinished);
    const event = whole === undefined ? undefined : parseCall(whole);
    if (event && concerns(event, directory)) events.push(event);
  }
  return events;
}

const concerns = (event: Event, directory: string): boolean =>
  event.kind === 'say' || event.path === directory || event.path.startsWith(`${directory}/`);

/** A call that another thread interrupted is traced in two parts. */
function joinParts(line: string, unfinished: Map<string, string>): string | undefined {
  const [, thread = '', call = ''] = /^(\d+) +(.*)$/.exec(line) ?? [];
  const begun = /^(.*) <unfinished \.\.\.>$/.exec(call);
  if (begun?.[1] !== undefined) {
    unfinished.set(thread, begun[1]);
    return undefined;
  }
  const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(call);
  if (resumed?.[1] === undefined) return call;
  const first = unfinished.get(thread);
  unfinished.delete(thread);
  return first === undefined ? undefined : first + resumed[1];
}

const text = String.raw`"((?:\\x[0-9a-f]{2})*)"`;
const descriptor = String.raw`\d+<([^>]*)>`;
const folder = String.raw`(?:AT_FDCWD(?:<[^>]*>)?|\d+<[^>]*>)`;

const writing = new RegExp(String.raw`^(pwrite64|write)\(${descriptor}, ${text}, \d+(?:, (\d+))?\) += (\d+)`);
const syncing = new RegExp(String.raw`^(?:fsync|fdatasync)\(${descriptor}\) += 0`);
const truncating = new RegExp(String.raw`^ftruncate\(${descriptor}, (\d+)\) += 0`);
const opening = new RegExp(String.raw`^(?:open\(|openat\(${folder}, )${text}, [A-Z_|]*O_CREAT[^)]*\) += \d+<([^>]*)>`);
const removing = new RegExp(String.raw`^(?:unlink\(|unlinkat\(${folder}, )${text}[^)]*\) += 0`);
const renaming = new RegExp(String.raw`^(?:rename\(|renameat2?\(${folder}, )${text}, (?:${folder}, )?${text}[^)]*\) += 0`);

const bytes = (escaped: string): Buffer => Buffer.from(escaped.replaceAll('\\x', ''), 'hex');
/** Paths in angle brackets are escaped too, and a removed file's is marked. */
const pathOf = (shown: string): string => (shown.includes('\\x') ? bytes(shown).toString() : shown).replace(/ ?\(deleted\)$/, '');

function parseCall(call: string): Event | undefined {
  return parseWrite(call) ?? parseName(call) ?? parseFile(call);
}

function parseWrite(call: string): Event | undefined {
  const [, name, path, data, offset, written] = writing.exec(call) ?? [];
  if (name === undefined || path === undefined || data === undefined) return undefined;
  const content = bytes(data).subarray(0, Number(written));
  if (name === 'pwrite64') return { kind: 'write', path: pathOf(path), offset: Number(offset), data: content };
  return { kind: 'say', text: content.toString() };
}

function parseName(call: string): Event | undefined {
  const [, , opened] = opening.exec(call) ?? [];
  if (opened !== undefined) return { kind: 'create', path: pathOf(opened) };
  const [, removed] = removing.exec(call) ?? [];
  if (removed !== undefined) return { kind: 'remove', path: pathOf(removed) };
  const [, from, to] = renaming.exec(call) ?? [];
  return from === undefined || to === undefined ? undefined : { kind: 'rename', path: pathOf(from), to: pathOf(to) };
}

function parseFile(call: string): Event | undefined {
  const [, synced] = syncing.exec(call) ?? [];
  if (synced !== undefined) return { kind: 'sync', path: pathOf(synced) };
  const [, path, length] = truncating.exec(call) ?? [];
  return path === undefined ? undefined : { kind: 'truncate', path: pathOf(path), length: Number(length) };
}
