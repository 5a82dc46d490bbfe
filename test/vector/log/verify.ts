import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { stdout } from 'node:process';

// A second reading of docs/format-log.md: it shares nothing with the product, so that each can find the other wrong.
// Use: node verify.ts EXPORT.json    Exit code: 0 whole, 1 not whole, 2 not readable.

export interface LogExport {
  instance: string;
  /** Ed25519, base64. */
  publicKey: string;
  /** In order of sequence. */
  records: { sequence: number; canonical: string | null; leafHash: string }[];
  /** Signed notes by size; the last one covers the whole log. */
  checkpoints: string[];
  /** What was kept outside. */
  anchor: { size: number; rootHash: string } | null;
}

export interface Fault {
  sequence: number;
  kind: 'missing' | 'altered' | 'checkpoint' | 'signature' | 'anchor';
}

const checkpointInterval = 256;

const sha256 = (...parts: (string | Buffer)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/**
 * Roots of the trees of the given sizes (RFC 9162 section 2.1.1). Two subtrees of one height become one as soon as they stand side
 * by side; what is left is joined from the right.
 */
function rootsAt(leaves: readonly Buffer[], sizes: ReadonlySet<number>): Map<number, Buffer> {
  const roots = new Map<number, Buffer>([[0, sha256()]]);
  const subtrees: { height: number; node: Buffer }[] = [];
  for (const [index, leaf] of leaves.entries()) {
    let right = { height: 0, node: leaf };
    for (let left = subtrees.at(-1); left?.height === right.height; left = subtrees.at(-1)) {
      subtrees.pop();
      right = { height: right.height + 1, node: sha256(Buffer.of(1), left.node, right.node) };
    }
    subtrees.push(right);
    if (sizes.has(index + 1))
      roots.set(
        index + 1,
        subtrees.map(({ node }) => node).reduceRight((below, left) => sha256(Buffer.of(1), left, below)),
      );
  }
  return roots;
}

interface Head {
  size: number;
  root: Buffer;
}

/** @returns undefined when the note is not one of this log's that its key has signed */
function openNote(origin: string, publicKey: Buffer, note: string): Head | undefined {
  const end = note.indexOf('\n\n');
  const body = note.slice(0, end + 1);
  const [name, size, root, ...extension] = body.split('\n');
  if (end < 0 || name !== origin || size === undefined || root === undefined || extension.length !== 2) return undefined;
  const keyId = sha256(`${origin}\n`, Buffer.of(1), publicKey).subarray(0, 4);
  const start = `— ${origin} `;
  const isSigned = note
    .slice(end + 2)
    .split('\n')
    .filter((line) => line.startsWith(start))
    .map((line) => Buffer.from(line.slice(start.length), 'base64'))
    .some((blob) => blob.subarray(0, 4).equals(keyId) && isSignature(publicKey, body, blob.subarray(4)));
  return isSigned ? { size: Number(size), root: Buffer.from(root, 'base64') } : undefined;
}

function isSignature(publicKey: Buffer, body: string, signature: Buffer): boolean {
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey.toString('base64url') }, format: 'jwk' });
  return verify(null, Buffer.from(body), key, signature);
}

/** Names in the text that place it: a text moved elsewhere says where it belongs. */
function isInPlace(canonical: string, instance: string, sequence: number): boolean {
  const record: unknown = JSON.parse(canonical);
  if (typeof record !== 'object' || record === null || !('instance' in record) || !('sequence' in record)) return false;
  return record.instance === instance && record.sequence === sequence;
}

interface Range {
  first: number;
  last: number;
}

/** What a record says was removed with it; nothing unless it is one that says so, in rising ranges that end before it. */
function removedBy(canonical: string): Range[] {
  const record: { sequence?: unknown; operationName?: unknown; result?: unknown; properties?: { removed?: unknown } } =
    JSON.parse(canonical);
  const text = record.properties?.removed;
  if (record.operationName !== 'LogDelete' || record.result !== 'succeeded' || typeof text !== 'string') return [];
  const ranges = text.split(' ').map((part) => {
    const [first, last = first] = part.split('-').map(Number);
    return { first: first ?? Number.NaN, last: last ?? Number.NaN };
  });
  const isRising = ranges.every(({ first, last }, at) => first > (ranges[at - 1]?.last ?? -1) && last >= first);
  const end = ranges.at(-1)?.last ?? 0;
  return isRising && typeof record.sequence === 'number' && end < record.sequence ? ranges : [];
}

/** Records without a text that no record names, each stretch of them once. */
function unsaid(missing: readonly number[], removed: readonly Range[]): Fault[] {
  const left = missing.filter((sequence) => !removed.some(({ first, last }) => sequence >= first && sequence <= last));
  return left.filter((sequence, at) => left[at - 1] !== sequence - 1).map((sequence) => ({ sequence, kind: 'missing' }));
}

function checkRecords({ instance, records }: LogExport): { faults: Fault[]; leaves: Buffer[] | undefined } {
  const faults: Fault[] = [];
  const missing: number[] = [];
  const removed: Range[] = [];
  let next = 0;
  let isComplete = true;
  for (const { sequence, canonical, leafHash } of records) {
    if (sequence !== next) faults.push({ sequence: next, kind: 'missing' });
    isComplete &&= sequence === next;
    next = sequence + 1;
    if (canonical === null) {
      missing.push(sequence);
      continue;
    }
    const isHashed = sha256(Buffer.of(0), canonical).equals(Buffer.from(leafHash, 'base64'));
    if (!isHashed || !isInPlace(canonical, instance, sequence)) faults.push({ sequence, kind: 'altered' });
    else removed.push(...removedBy(canonical));
  }
  faults.push(...unsaid(missing, removed));
  return { faults, leaves: isComplete ? records.map((record) => Buffer.from(record.leafHash, 'base64')) : undefined };
}

function checkHeads(heads: readonly Head[], size: number, roots: ReadonlyMap<number, Buffer>): Fault[] {
  const faults: Fault[] = [];
  let proven = 0;
  for (const head of heads) {
    if (!roots.get(head.size)?.equals(head.root)) {
      faults.push({ sequence: proven, kind: 'checkpoint' });
      break;
    }
    proven = head.size;
  }
  for (let due = checkpointInterval; due <= size; due += checkpointInterval) {
    if (!heads.some((head) => head.size === due)) faults.push({ sequence: due - 1, kind: 'checkpoint' });
  }
  return faults;
}

function checkAnchor({ anchor }: LogExport, size: number, roots: ReadonlyMap<number, Buffer>): Fault[] {
  if (!anchor) return [];
  if (anchor.size > size) return [{ sequence: size, kind: 'anchor' }];
  const isSame = roots.get(anchor.size)?.equals(Buffer.from(anchor.rootHash, 'base64'));
  return isSame ? [] : [{ sequence: anchor.size - 1, kind: 'anchor' }];
}

/** Verifies an exported log. @returns its faults, first place first; none when it is whole */
export function verifyExport(log: LogExport): Fault[] {
  const origin = `strongroom/${log.instance}/log`;
  const publicKey = Buffer.from(log.publicKey, 'base64');
  const { faults, leaves } = checkRecords(log);
  const heads: Head[] = [];
  for (const note of log.checkpoints) {
    const head = openNote(origin, publicKey, note);
    if (head) heads.push(head);
    else faults.push({ sequence: Math.max(0, Number(note.split('\n')[1]) - 1), kind: 'signature' });
  }
  if (leaves) {
    const roots = rootsAt(leaves, new Set([...heads.map((head) => head.size), log.anchor?.size ?? 0]));
    faults.push(...checkHeads(heads, leaves.length, roots), ...checkAnchor(log, leaves.length, roots));
    if ((heads.at(-1)?.size ?? 0) !== leaves.length) faults.push({ sequence: leaves.length, kind: 'checkpoint' });
  }
  return faults.toSorted((a, b) => a.sequence - b.sequence);
}

function isExport(value: unknown): value is LogExport {
  if (typeof value !== 'object' || value === null) return false;
  if (!('instance' in value) || !('publicKey' in value) || !('records' in value) || !('checkpoints' in value)) return false;
  return (
    typeof value.instance === 'string' &&
    typeof value.publicKey === 'string' &&
    Array.isArray(value.records) &&
    Array.isArray(value.checkpoints)
  );
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function report(path: string): { text: string; exitCode: number } {
  const log = readJson(path);
  if (!isExport(log)) return { text: 'not an exported log', exitCode: 2 };
  const faults = verifyExport(log);
  if (faults.length === 0) return { text: `whole, ${log.records.length} records`, exitCode: 0 };
  return { text: faults.map((fault) => `${fault.sequence} ${fault.kind}`).join('\n'), exitCode: 1 };
}

if (import.meta.main) {
  const { text, exitCode } = report(process.argv[2] ?? '');
  stdout.write(`${text}\n`);
  process.exitCode = exitCode;
}
