import { FrameError } from './frame-error.ts';

/**
 * Byte arrays stand in a frame's JSON as `{"$bytes": index}`. An object's own key that begins with `$` is written with one `$` more,
 * so that nothing that a person may type (a tag's name) can pass for one.
 */
const marker = '$bytes';
const escape = '$';

/** Deepest nesting of a value, and most members of one object; an array's length is limited by the frame's. */
const mostDepth = 16;
const mostKeys = 256;

/**
 * Writes a value so that JSON can hold it, and takes its byte arrays out into `attachments`, uncopied.
 * Members that are undefined are left out.
 * @throws FrameError on anything but strings, finite numbers, booleans, null, byte arrays, arrays and plain objects
 */
export function packValue(value: unknown, attachments: Uint8Array[], depth = 0): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (typeof value !== 'object') throw new FrameError('not a plain value');
  if (value instanceof Uint8Array) return { [marker]: attachments.push(value) - 1 };
  if (depth >= mostDepth) throw new FrameError('too deep');
  if (Array.isArray(value)) return value.map((item) => packValue(item, attachments, depth + 1));
  return packObject(value, attachments, depth);
}

function packObject(value: object, attachments: Uint8Array[], depth: number): unknown {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw new FrameError('not a plain value');
  const packed: Record<string, unknown> = {};
  let keys = 0;
  for (const [key, item] of Object.entries(value)) {
    if (key === '__proto__') throw new FrameError('forbidden key');
    if (item === undefined) continue;
    if (++keys > mostKeys) throw new FrameError('too wide');
    packed[key.startsWith(escape) ? escape + key : key] = packValue(item, attachments, depth + 1);
  }
  return packed;
}

/**
 * The inverse of `packValue`, on the fresh result of `JSON.parse`, which it changes.
 * @throws FrameError, also when an attachment is named twice or not at all
 */
export function unpackValue(packed: unknown, attachments: readonly Uint8Array[]): unknown {
  // Each attachment belongs to one place: zeroing a value must not empty another.
  const waiting = new Map(attachments.entries());
  const value = unpack(packed, waiting, 0);
  if (waiting.size > 0) throw new FrameError('attachment left over');
  return value;
}

type Waiting = Map<number, Uint8Array>;

function unpack(packed: unknown, waiting: Waiting, depth: number): unknown {
  if (typeof packed !== 'object' || packed === null) return packed;
  if (Array.isArray(packed)) {
    if (depth >= mostDepth) throw new FrameError('too deep');
    return packed.map((item) => unpack(item, waiting, depth + 1));
  }
  const entries = Object.entries(packed);
  if (entries.length > mostKeys) throw new FrameError('too wide');
  if (entries.length === 1 && entries[0]?.[0] === marker) return takeAttachment(entries[0][1], waiting);
  if (depth >= mostDepth) throw new FrameError('too deep');
  return unpackObject(entries, waiting, depth);
}

function unpackObject(entries: readonly [string, unknown][], waiting: Waiting, depth: number): unknown {
  const value: Record<string, unknown> = {};
  for (const [key, item] of entries) value[unpackKey(key)] = unpack(item, waiting, depth + 1);
  return value;
}

function unpackKey(key: string): string {
  // Assigning to it would set the prototype, of this object or of one that it is copied to.
  if (key === '__proto__') throw new FrameError('forbidden key');
  if (!key.startsWith(escape)) return key;
  if (!key.startsWith(escape + escape)) throw new FrameError('forbidden key');
  return key.slice(escape.length);
}

function takeAttachment(index: unknown, waiting: Waiting): Uint8Array {
  const found = typeof index === 'number' ? waiting.get(index) : undefined;
  if (typeof index !== 'number' || !found) throw new FrameError('attachment missing');
  waiting.delete(index);
  return found;
}
