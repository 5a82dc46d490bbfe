import { VaultError } from '../contract/vault-error.ts';
import type { Caller } from '../identity/caller.ts';
import type { Clock } from '../operation/clock.ts';
import type { StagedThings } from './staged.ts';

/** Something that may hold values. */
export interface Staged {
  /** What it counts for, in bytes; does not change. */
  readonly sizeBytes: number;
  /** Zeroes what it holds. Called once, when nobody can take it any more. */
  close(): void;
}

export type StagedKind = keyof StagedThings;

/**
 * What people have begun and not finished: files on their way in, previews, finished exports, second factors that are to be proved. In the
 * engine's memory alone, or sealed on the disk under a key that is (`SealedParts`), and each only for the session that staged it. What is there goes, zeroed, when that session ends, when nobody asked for it for ten minutes, and when
 * the house closes.
 */
export interface Staging {
  /**
   * @returns the id to ask for it by
   * @throws VaultError Throttled when the engine holds as much as it may, of this session or of all; `retryOn` is when the oldest goes at the latest. `thing` is
   * closed then
   */
  put<K extends StagedKind>(kind: K, caller: Caller, thing: StagedThings[K]): string;
  /** Looks at it, which counts as use: what runs for long looks again and again. @throws VaultError StagedNotFound */
  get<K extends StagedKind>(kind: K, caller: Caller, id: string): StagedThings[K];
  /** Takes it away without closing it: the taker closes it. @throws VaultError StagedNotFound */
  take<K extends StagedKind>(kind: K, caller: Caller, id: string): StagedThings[K];
  /** Closes it, unless it is gone already. */
  drop(kind: StagedKind, caller: Caller, id: string): void;
  /** Closes everything; nothing can be staged any more. */
  close(): void;
}

interface Held<T> {
  readonly thing: T;
  readonly sessionId: string;
  readonly settle: () => void;
  usedAt: number;
}

type Shelves = { readonly [K in StagedKind]: Map<string, Held<StagedThings[K]>> };

const idleMs = 10 * 60_000;
const most = { count: 64, sizeBytes: 512 * 1024 * 1024, ofSession: 16 } as const;

/** Everything that is held, by kind and id. */
function createShelves() {
  const shelves: Shelves = { export: new Map(), job: new Map(), upload: new Map(), import: new Map(), factor: new Map(), copy: new Map() };
  return {
    everything: (): Held<Staged>[] => Object.values(shelves).flatMap((shelf) => [...shelf.values()]),
    has: (kind: StagedKind, id: string): boolean => shelves[kind].has(id),
    put<K extends StagedKind>(kind: K, id: string, held: Held<StagedThings[K]>): void {
      shelves[kind].set(id, held);
    },
    /** @throws VaultError StagedNotFound, also for what another session staged */
    find<K extends StagedKind>(kind: K, caller: Caller, id: string): Held<StagedThings[K]> {
      const held = shelves[kind].get(id);
      if (!held || held.sessionId !== caller.session.current?.id) throw new VaultError('StagedNotFound', { what: kind });
      return held;
    },
    remove<K extends StagedKind>(kind: K, id: string): StagedThings[K] | undefined {
      const held = shelves[kind].get(id);
      shelves[kind].delete(id);
      held?.settle();
      return held?.thing;
    },
    clear(): void {
      for (const shelf of Object.values(shelves)) shelf.clear();
    },
  };
}

export function createStaging(deps: { clock: Clock; newId: () => string }): Staging {
  const { clock, newId } = deps;
  const shelves = createShelves();
  let closed = false;

  /** @returns the session to keep it for. What finds no place is closed. */
  function admit(caller: Caller, thing: Staged): string {
    try {
      const { current } = caller.session;
      if (!current) throw new VaultError('Unauthorized', {});
      if (closed) throw new VaultError('InstanceSealed', {});
      assertRoom(clock, shelves.everything(), { sessionId: current.id, sizeBytes: thing.sizeBytes });
      return current.id;
    } catch (error) {
      thing.close();
      throw error;
    }
  }

  return {
    put(kind, caller, thing) {
      const sessionId = admit(caller, thing);
      const id = newId();
      const held = { thing, sessionId, usedAt: clock.ticks(), settle: () => stop() };
      const stop = watch(clock, caller, held, () => shelves.remove(kind, id)?.close());
      shelves.put(kind, id, held);
      return id;
    },
    get(kind, caller, id) {
      const held = shelves.find(kind, caller, id);
      held.usedAt = clock.ticks();
      return held.thing;
    },
    take(kind, caller, id) {
      const { thing } = shelves.find(kind, caller, id);
      shelves.remove(kind, id);
      return thing;
    },
    drop(kind, caller, id) {
      if (!shelves.has(kind, id)) return;
      shelves.find(kind, caller, id);
      shelves.remove(kind, id)?.close();
    },
    close() {
      closed = true;
      const held = shelves.everything();
      shelves.clear();
      for (const { thing, settle } of held) {
        settle();
        thing.close();
      }
    },
  };
}

/** @throws VaultError Throttled */
function assertRoom(clock: Clock, held: readonly Held<Staged>[], { sessionId, sizeBytes }: { sessionId: string; sizeBytes: number }): void {
  const total = held.reduce((sum, { thing }) => sum + thing.sizeBytes, sizeBytes);
  const own = held.filter((it) => it.sessionId === sessionId).length;
  if (held.length < most.count && own < most.ofSession && total <= most.sizeBytes) return;
  const oldest = held.reduce((least, { usedAt }) => Math.min(least, usedAt), clock.ticks());
  throw new VaultError('Throttled', { retryOn: Math.ceil(clock.now() + oldest + idleMs - clock.ticks()) });
}

/** Drops something as soon as its session ends, or nobody has used it for long. @returns calls that off */
function watch(clock: Clock, caller: Caller, held: Pick<Held<Staged>, 'usedAt'>, drop: () => void): () => void {
  const stopEnd = caller.session.afterEnd(drop);
  let stopTimer = clock.after(idleMs, check);
  function check(): void {
    const leftMs = held.usedAt + idleMs - clock.ticks();
    if (leftMs <= 0) drop();
    else stopTimer = clock.after(leftMs, check);
  }
  return () => {
    stopEnd();
    stopTimer();
  };
}
