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
 * What people have begun and not finished: files on their way in, previews, finished exports. In the engine's memory alone, and each only
 * for the session that staged it. What is there goes, zeroed, when that session ends, when nobody asked for it for ten minutes, and when
 * the house closes.
 */
export interface Staging {
  /**
   * @returns the id to ask for it by
   * @throws VaultError Throttled when the engine holds as much as it may; `retryOn` is when the oldest goes at the latest. `thing` is
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
const most = { count: 64, sizeBytes: 512 * 1024 * 1024 } as const;

export function createStaging(deps: { clock: Clock; newId: () => string }): Staging {
  const { clock, newId } = deps;
  const shelves: Shelves = { export: new Map(), job: new Map(), upload: new Map(), import: new Map() };
  let closed = false;

  const everything = (): Held<Staged>[] => Object.values(shelves).flatMap((shelf) => [...shelf.values()]);

  function find<K extends StagedKind>(kind: K, caller: Caller, id: string): Held<StagedThings[K]> {
    const held = shelves[kind].get(id);
    if (!held || held.sessionId !== caller.session.current?.id) throw new VaultError('StagedNotFound', { what: kind });
    return held;
  }

  function remove<K extends StagedKind>(kind: K, id: string): StagedThings[K] | undefined {
    const held = shelves[kind].get(id);
    shelves[kind].delete(id);
    held?.settle();
    return held?.thing;
  }

  /** @returns the session to keep it for. What finds no place is closed. */
  function admit(caller: Caller, thing: Staged): string {
    try {
      const { current } = caller.session;
      if (!current) throw new VaultError('Unauthorized', {});
      if (closed) throw new VaultError('InstanceSealed', {});
      assertRoom(clock, everything(), thing.sizeBytes);
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
      const stop = watch(clock, caller, held, () => remove(kind, id)?.close());
      shelves[kind].set(id, held);
      return id;
    },
    get(kind, caller, id) {
      const held = find(kind, caller, id);
      held.usedAt = clock.ticks();
      return held.thing;
    },
    take(kind, caller, id) {
      const { thing } = find(kind, caller, id);
      remove(kind, id);
      return thing;
    },
    drop(kind, caller, id) {
      if (!shelves[kind].has(id)) return;
      find(kind, caller, id);
      remove(kind, id)?.close();
    },
    close() {
      closed = true;
      const held = everything();
      for (const shelf of Object.values(shelves)) shelf.clear();
      for (const { thing, settle } of held) {
        settle();
        thing.close();
      }
    },
  };
}

/** @throws VaultError Throttled */
function assertRoom(clock: Clock, held: readonly Held<Staged>[], sizeBytes: number): void {
  const total = held.reduce((sum, { thing }) => sum + thing.sizeBytes, sizeBytes);
  if (held.length < most.count && total <= most.sizeBytes) return;
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
