import type { Entry } from '../audit/entry.ts';
import { toEventEntry } from '../audit/event.ts';
import { createLogKeeper } from '../audit/keep-log.ts';
import type { LogRemover } from '../audit/log-remover.ts';
import { CancelledError } from '../contract/vault-error.ts';
import { type Aside, createAside } from '../operation/aside.ts';
import type { Clock } from '../operation/clock.ts';
import { createRest } from '../operation/rest.ts';
import { type ClearDeps, clearRemains } from '../key/clear-remain.ts';
import { notifyDue, rotateDue } from '../key/rotate-due.ts';
import { addJump, findJump, jumpEvent } from '../vault/clock-jump.ts';
import { isDestroyed, sweepVault } from '../vault/destroy-vault.ts';
import { type JobEvent, type PurgeDeps, purgeDue } from '../vault/purge-due.ts';
import { drawVaultKey, findHalfRotated, rewrapVault } from '../vault/rotate-vault-key.ts';
import { vaultResourceId } from '../vault/vault.ts';

/** How often it is looked what is due: the key of a vault is drawn anew within a minute of a purge, once for all of that time. */
const roundMs = 30_000;
/** Between two commits, so that what people ask for comes first. */
const restMs = 20;

interface Deps extends Pick<ClearDeps, 'keyring' | 'committer' | 'read' | 'keyCrypto' | 'hsm' | 'inTurn' | 'troubles' | 'slotObjects'> {
  /** The house's clock. */
  readonly clock: Clock;
  readonly newId: () => string;
  readonly remover: LogRemover;
  readonly report: (error: unknown) => void;
}

/** What the house does by itself while it is open. */
export interface Upkeep {
  /** Begins; calling it again changes nothing. */
  start(): void;
  /** Comes to its end after the commit that is under way; what is left goes on when the house is opened again. */
  stop(): Promise<void>;
}

/**
 * Destroys what is due, draws vault keys anew after a purge, sweeps out what is left of destroyed vaults, removes old records, and rotates
 * keys as their policies say.
 */
export function createUpkeep(deps: Deps): Upkeep {
  const stopping = new AbortController();
  const aside = createAside((error) => {
    // Of a house that is being closed.
    if (!stopping.signal.aborted) deps.report(error);
  });
  let done: Promise<void> | undefined;
  return {
    start() {
      done ??= work(deps, aside, stopping.signal).catch((error: unknown) => {
        if (!(error instanceof CancelledError)) deps.report(error);
      });
    },
    async stop() {
      stopping.abort();
      await done;
      await aside.settled();
    },
  };
}

async function work(deps: Deps, aside: Aside, signal: AbortSignal): Promise<void> {
  const rest = createRest(deps.clock, signal);
  const entryOf: ClearDeps['entryOf'] = (job) => toJobEntry(deps, job);
  const tools: ClearDeps = { ...deps, aside: aside.begin, now: deps.clock.now, entryOf, refused: new Set() };
  const look = createLook(deps);
  const openedOn = deps.clock.now();
  const halfRotated = new Set<string>();
  for await (const id of findHalfRotated(deps.read)) halfRotated.add(id);
  const trying = createTrying(deps, signal);
  const keepLog = createLogKeeper(deps);

  const chores = async (): Promise<void> => {
    await trying(look.note);
    await trying(async () => {
      while (await purgeDue(tools)) assertGoing(signal);
    });
    await trying(() => rotateDue(tools, signal));
    await trying(() => notifyDue(tools));
    await trying(() => clearRemains(tools, openedOn, signal));
    for (const due of await deps.read((tx) => tx.rotations.list())) {
      await trying(async () => void ((await drawVaultKey(tools, due)) && halfRotated.add(due.vaultId)));
    }
  };
  const between = async (): Promise<void> => {
    await rest(restMs);
    assertGoing(signal);
    if (look.ageMs() >= roundMs) await chores();
  };
  for (;;) {
    await trying(chores);
    await trying(async () => {
      for (const id of await listRemains(tools)) await trying(() => sweep(tools, id, between));
    });
    await trying(() => keepLog(between));
    for (const id of halfRotated) {
      halfRotated.delete(id);
      await trying(async () => void (await rewrapVault(tools, id, between)));
    }
    await rest(roundMs);
  }
}

/** One piece of work after the other: what fails is reported, and keeps nothing else from being done. */
const createTrying =
  ({ report }: Deps, signal: AbortSignal) =>
  async (piece: () => Promise<void>): Promise<void> => {
    assertGoing(signal);
    try {
      await piece();
    } catch (error) {
      if (error instanceof CancelledError) throw error;
      // Of a house that is being closed.
      assertGoing(signal);
      report(error);
    }
  };

/** @throws CancelledError when the house is being closed */
function assertGoing(signal: AbortSignal): void {
  if (signal.aborted) throw new CancelledError();
}

/** Notes, between two looks, whether the clock went on by more than was seen to pass. */
function createLook({ clock, committer, newId }: Deps) {
  let last = { time: clock.now(), ticks: clock.ticks() };
  return {
    ageMs: () => clock.ticks() - last.ticks,
    async note(): Promise<void> {
      const now = { time: clock.now(), ticks: clock.ticks() };
      const jump = findJump(last.time, now.time, now.ticks - last.ticks);
      last = now;
      if (!jump) return;
      await committer.commit({
        run: (tx) => addJump(tx, jump),
        entries: () => [toEventEntry({ clock, newId }, jumpEvent(jump))],
      });
    },
  };
}

/** Ids of destroyed vaults. */
async function listRemains({ read }: PurgeDeps): Promise<string[]> {
  // They come after every name that a vault can have.
  const rows = await read((tx) => tx.vaults.list('z~', 100, true));
  return rows.filter(isDestroyed).map(({ id }) => id);
}

async function sweep({ committer, keyring }: PurgeDeps, id: string, between: () => Promise<void>): Promise<void> {
  while (!(await committer.commit({ run: (tx) => sweepVault(tx, keyring, id), entries: () => [] }))) await between();
}

function toJobEntry(deps: Pick<Deps, 'clock' | 'newId'>, { vault, name, ...event }: JobEvent): Entry {
  const object = name === undefined ? vault.name : `${vault.name} / ${name}`;
  const entry = toEventEntry(deps, { ...event, status: event.result === 'failed' ? 500 : 200, object });
  return { ...entry, ...(vault.name !== '' && { resourceId: vaultResourceId(vault) }) };
}
