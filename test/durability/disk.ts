import { dirname } from 'node:path';
import type { Event } from './trace.ts';
import { between, type Random } from './random.ts';

type Change = Extract<Event, { kind: 'write' | 'truncate' }>;

/** One file's content: what the medium certainly holds, and what was asked for since the last sync. */
interface Inode {
  durable: Buffer;
  pending: Change[];
}

type NameChange = { readonly path: string; readonly inode: Inode | undefined };

/** A disk that forgets what was not synced, as cruelly as it may. */
export interface Disk {
  apply(event: Event): void;
  /**
   * What could be found after the power failed now: of every file's unsynced changes any subset, writes torn at sectors; of every folder's
   * unsynced names some first part, because file systems keep those in order.
   */
  crash(random: Random): Map<string, Buffer>;
}

const sectorBytes = 512;

export function createDisk(): Disk {
  /** What a running program sees. */
  const names = new Map<string, Inode>();
  const durableNames = new Map<string, Inode>();
  let pendingNames: NameChange[] = [];

  const rename = (path: string, inode: Inode | undefined) => {
    if (inode) names.set(path, inode);
    else names.delete(path);
    pendingNames.push({ path, inode });
  };
  const syncFolder = (folder: string) => {
    for (const change of pendingNames.filter(({ path }) => dirname(path) === folder)) settle(durableNames, change);
    pendingNames = pendingNames.filter(({ path }) => dirname(path) !== folder);
  };

  const change = (event: Change) => {
    // A file that was there before the trace began.
    const inode = names.get(event.path) ?? { durable: Buffer.alloc(0), pending: [] };
    names.set(event.path, inode);
    inode.pending.push(event);
  };
  const sync = (path: string) => {
    const inode = names.get(path);
    if (!inode) {
      syncFolder(path);
      return;
    }
    inode.durable = applyChanges(inode.durable, inode.pending);
    inode.pending = [];
  };

  return {
    apply: (event) => {
      switch (event.kind) {
        case 'create':
          if (!names.has(event.path)) rename(event.path, { durable: Buffer.alloc(0), pending: [] });
          break;
        case 'remove':
          rename(event.path, undefined);
          break;
        case 'rename':
          rename(event.to, names.get(event.path));
          rename(event.path, undefined);
          break;
        case 'write':
        case 'truncate':
          change(event);
          break;
        case 'sync':
          sync(event.path);
          break;
        case 'say':
          break;
      }
    },
    crash: (random) => {
      const left = new Map(durableNames);
      for (const next of pendingNames.slice(0, between(random, 0, pendingNames.length))) settle(left, next);
      return new Map([...left].map(([path, inode]) => [path, crashedContent(inode, random)]));
    },
  };
}

function settle(names: Map<string, Inode>, { path, inode }: NameChange): void {
  if (inode) names.set(path, inode);
  else names.delete(path);
}

function crashedContent(inode: Inode, random: Random): Buffer {
  const kept: Change[] = [];
  for (const change of inode.pending) {
    const luck = random();
    if (luck >= 0.4) kept.push(luck < 0.6 ? torn(change, random) : change);
  }
  return applyChanges(inode.durable, kept);
}

function torn(change: Change, random: Random): Change {
  if (change.kind !== 'write') return change;
  const sectors = Math.ceil(change.data.length / sectorBytes);
  return { ...change, data: change.data.subarray(0, between(random, 0, sectors) * sectorBytes) };
}

function applyChanges(content: Buffer, changes: readonly Change[]): Buffer {
  const ends = changes.map((change) => (change.kind === 'truncate' ? change.length : change.offset + change.data.length));
  const room = Buffer.alloc(Math.max(content.length, ...ends));
  content.copy(room);
  let length = content.length;
  for (const change of changes) {
    if (change.kind === 'truncate') {
      room.fill(0, Math.min(length, change.length), length);
      length = change.length;
    } else {
      change.data.copy(room, change.offset);
      length = Math.max(length, change.offset + change.data.length);
    }
  }
  return room.subarray(0, length);
}
