import { readJournal } from '../audit/journal.ts';
import { openJournal, readJournalFile, type SealedJournal } from '../audit/open-journal.ts';
import type { InstanceState } from '../contract/instance.ts';
import type { Input, Output } from '../contract/operation.ts';
import { errorCodeOf, VaultError } from '../contract/vault-error.ts';
import { servesLocked } from '../endpoint/endpoint-host.ts';
import { startEndpoint } from '../endpoint/start-endpoint.ts';
import { startHsm } from '../hsm/start-hsm.ts';
import type { PersonRow } from '../identity/directory-store.ts';
import { createGuessCount, type GuessCount } from '../identity/guess-delay.ts';
import type { Tx } from '../operation/store.ts';
import { createTurn, type Turn } from '../operation/turn.ts';
import type { Gate } from './gate.ts';
import type { House } from './house.ts';
import type { HouseDeps } from './house-deps.ts';
import { drawInstance, forgetInstance, type PendingInstance, writeInstance } from './new-instance.ts';
import { type OpenInstance, openInstance, usualIdleMinutes } from './open-instance.ts';
import { learnSlot } from './known-slot.ts';
import { lookForSlot } from './look-for-slot.ts';
import { describeSlot } from './slot.ts';
import { openSlotBook, type SlotBook } from './slot-book.ts';
import { checkSlotFile, parseSlotFile, type SlotFile } from './slot-file.ts';
import { createUnlockCount, isWrong, type UnlockCount } from './unlock-count.ts';
import { unlockSlot } from './unlock-slot.ts';
import { copySecret } from './secret-bytes.ts';

/** The house while it is open: its instance, its slots, and the root key that both stand on. */
interface Opened {
  readonly instance: OpenInstance;
  readonly book: SlotBook;
  readonly rootKey: Uint8Array;
}

/** What changes while the engine lives. */
interface Stand {
  slotFile: SlotFile | undefined;
  pending: PendingInstance | undefined;
  opened: Opened | undefined;
  /** Ends what the house does for its HSMs. */
  endHsm: () => void;
  quarantined: boolean;
  recovering: boolean;
  idleMinutes: number;
  /** The engine is leaving: nothing may be made or opened any more. */
  closed: boolean;
  keychain: Output<'InstanceGet'>['keychain'] | undefined;
}

export interface ClosableHouse extends House {
  /** Writes what is outstanding and zeroes every key. */
  close(): Promise<void>;
}

/**
 * Finds what is on disk and waits at the gate: empty or sealed.
 * @throws VaultError SlotFileDamaged, StoreNewer
 */
export async function createHouse(deps: HouseDeps): Promise<ClosableHouse> {
  const journal = openJournal({ ...deps, file: deps.folder.journalFile });
  const stand: Stand = {
    slotFile: await readSlotFile(deps),
    pending: undefined,
    opened: undefined,
    endHsm: () => undefined,
    quarantined: false,
    recovering: false,
    idleMinutes: usualIdleMinutes,
    closed: false,
    keychain: undefined,
  };
  const inTurn = createTurn();
  const unlocks = await countUnlocks(deps);
  const guesses = createGuessCount(deps.clock);
  const gate = createGate(deps, stand, { journal, unlocks, guesses, inTurn: unlessClosed(stand, inTurn) });
  return {
    gate,
    open: () => stand.opened?.instance,
    journal: (entries) => journal.append(entries),
    async close() {
      // What is being made or opened comes to its end; what still waits for its turn is refused.
      stand.closed = true;
      await inTurn(async () => undefined);
      forgetInstance(stand.pending);
      const { opened } = stand;
      // What applications asked is answered while there is something to answer from.
      await deps.endpoint.stop();
      stand.opened = undefined;
      stand.endHsm();
      await deps.hsm.stop();
      await opened?.book.settled();
      await opened?.instance.close();
      opened?.rootKey.fill(0);
    },
  };
}

async function readSlotFile({ folder }: HouseDeps): Promise<SlotFile | undefined> {
  if (!(await folder.exists())) return undefined;
  const content = await folder.slotFile.read();
  if (!content) throw new VaultError('SlotFileDamaged', {});
  return parseSlotFile(content);
}

async function countUnlocks({ crypto, folder, clock }: HouseDeps): Promise<UnlockCount> {
  const content = await readJournalFile(folder.journalFile);
  return createUnlockCount(clock, content && readJournal(crypto.sha256, content));
}

/** The moves of the gate take turns: side by side, one would draw, write or open over the other, and guesses outrun their slowing. */
function unlessClosed(stand: Stand, inTurn: Turn): Turn {
  return (work) =>
    inTurn(() => {
      if (stand.closed) throw new VaultError('InstanceSealed', {});
      return work();
    });
}

interface GateTools {
  readonly journal: SealedJournal;
  readonly unlocks: UnlockCount;
  readonly inTurn: Turn;
  readonly guesses: GuessCount;
}

function createGate(deps: HouseDeps, stand: Stand, tools: GateTools): Gate {
  return {
    ...makingGate(deps, stand, tools),
    ...openingGate(deps, stand, tools),
    ...openGate(deps, stand),
    state: () => stateOf(stand),
    rollback: () => stand.opened?.instance.rollback ?? { found: 0, expected: 0 },
    view: () => view(deps, stand, tools.unlocks),
    guesses: tools.guesses,
    lockWindow() {
      // Whoever comes to the locked window did not enter the shares.
      stand.recovering = false;
      deps.lockWindow();
    },
    leave: deps.leave,
  };
}

function stateOf({ slotFile, opened, quarantined }: Stand): InstanceState {
  if (opened) return quarantined ? 'quarantined' : 'open';
  return slotFile ? 'sealed' : 'empty';
}

/** Making an instance where there is none. */
function makingGate(deps: HouseDeps, stand: Stand, tools: GateTools): Pick<Gate, 'prepare' | 'create'> {
  return {
    prepare: (split) =>
      tools.inTurn(async () => {
        assertEmpty(stand);
        forgetInstance(stand.pending);
        stand.pending = await drawInstance(deps, split, deps.clock.now());
        // Copies: the door zeroes what it sends, and one share is asked for again.
        return (stand.pending.recovery?.shares ?? []).map(copySecret);
      }),
    create: (plan, time) =>
      tools.inTurn(async () => {
        assertEmpty(stand);
        const pending = (stand.pending ??= await drawInstance(deps, undefined, time));
        await writeInstance(deps, pending, plan, time);
        stand.slotFile = await readSlotFile(deps);
        await enter(deps, stand, tools, { rootKey: copySecret(pending.rootKey), made: true });
        forgetInstance(pending);
        stand.pending = undefined;
        return pending.instanceId;
      }),
  };
}

/** Asked again in one's turn: the corridor asked before the wait. @throws VaultError InstanceExists */
function assertEmpty({ slotFile }: Stand): void {
  if (slotFile) throw new VaultError('InstanceExists', {});
}

/** Opening the instance that is there. */
function openingGate(deps: HouseDeps, stand: Stand, tools: GateTools): Pick<Gate, 'unlock' | 'lookForSlot'> {
  return {
    lookForSlot: (id) =>
      // In turn with unlocking, which ends the library of another slot.
      tools.inTurn(async () => {
        if (stand.opened) throw new VaultError('InstanceOpen', {});
        return lookForSlot(deps, stand.slotFile, id);
      }),
    unlock: (way: Input<'InstanceUnlock'>) =>
      tools.inTurn(async () => {
        if (stand.opened) throw new VaultError('InstanceOpen', {});
        const retryOn = tools.unlocks.retryOn();
        if (retryOn !== undefined) throw new VaultError('Throttled', { retryOn });
        if (!stand.slotFile) throw new VaultError('InstanceSealed', {});
        const rootKey = await unlockSlot(deps, stand.slotFile, way).catch((error: unknown) => {
          if (isWrong(errorCodeOf(error))) tools.unlocks.fail();
          throw error;
        });
        if (!rootKey) {
          tools.unlocks.fail();
          throw new VaultError('UnlockFailed', { retryOn: tools.unlocks.retryOn() ?? deps.clock.now() });
        }
        await enter(deps, stand, tools, { rootKey, made: false });
        tools.unlocks.clear();
        await learnOpened(deps, stand.slotFile, way.slot);
        stand.recovering = way.kind === 'shares';
        return stateOf(stand);
      }),
  };
}

/** The slot file is its own by now: what it says of the slot that opened it is so. */
async function learnOpened(deps: HouseDeps, { instanceId, slots }: SlotFile, id: string): Promise<void> {
  const slot = slots.find((it) => it.id === id);
  if (slot?.kind === 'hsm') await learnSlot({ ...deps, instanceId }, slot);
}

interface Key {
  /** Becomes the house's, which zeroes it. */
  readonly rootKey: Uint8Array;
  /** The instance was made just now. */
  readonly made: boolean;
}

async function enter(deps: HouseDeps, stand: Stand, { journal, guesses }: GateTools, { rootKey, made }: Key): Promise<void> {
  try {
    if (!stand.slotFile || stand.opened) throw new VaultError('InstanceOpen', {});
    checkSlotFile({ crypto: deps.crypto, rootKey }, stand.slotFile);
    const book = openSlotBook(deps, stand.slotFile, rootKey);
    const instance = await openInstance(deps, { book, journal, guesses, made }, rootKey);
    stand.opened = { instance, book, rootKey };
    stand.quarantined = instance.rollback !== undefined;
    stand.idleMinutes = instance.idleMinutes;
    if (stand.quarantined) return;
    await startEndpoint(deps, instance);
    stand.endHsm = await startHsm(deps, instance);
  } catch (error) {
    rootKey.fill(0);
    throw error;
  }
}

/** What there is to ask while it is open. */
function openGate(deps: HouseDeps, stand: Stand) {
  const { folder } = deps;
  const opened = (): Opened => {
    if (!stand.opened) throw new VaultError('InstanceSealed', {});
    return stand.opened;
  };
  return {
    log: () => opened().instance.log,
    slots: () => opened().book.slots(),
    slotSequence: () => opened().book.sequence(),
    slotObject: (id) => opened().book.objectOf(id),
    addSlot: (input, time, seat) => opened().book.add(input, time, seat),
    removeSlot: (id) => opened().book.remove(id),
    replacePassphrase: (passphrase, time) => opened().book.replacePassphrases(passphrase, time),
    saveExport: (name, parts) => folder.saveExport(name, parts),
    openScratch: () => folder.openScratch(),
    backup: (time) => folder.backup(opened().instance.store, time),
    recovering: () => stand.recovering,
    endRecovery: () => void (stand.recovering = false),
    acceptRestore() {
      stand.quarantined = false;
      opened().instance.anchors.rebase();
      opened().instance.upkeep.start();
      void startEndpoint(deps, opened().instance);
      void startHsm(deps, opened().instance).then((end) => (stand.endHsm = end));
    },
    setIdleMinutes: (minutes) => void (stand.idleMinutes = minutes),
  } satisfies Partial<Gate>;
}

/** People that are offered by name at signing in; whoever comes after them types theirs. */
const mostNames = 100;

/** Those who may sign in, who did last first: that is who most likely stands there. */
async function listPeopleByLast({ directory }: Tx): Promise<PersonRow[]> {
  const active = { text: undefined, states: ['active'] } as const;
  const people = await directory.listPeople(active, { after: undefined, limit: mostNames });
  const signIns = await directory.lastSignIns(people.map(({ id }) => id));
  return people.toSorted((one, other) => (signIns.get(other.id) ?? 0) - (signIns.get(one.id) ?? 0));
}

async function view(deps: HouseDeps, stand: Stand, unlocks: UnlockCount): Promise<Output<'InstanceGet'>> {
  const state = stateOf(stand);
  stand.keychain ??= await deps.keychain.trust();
  const base = {
    state,
    appVersion: deps.appVersion,
    slots: stand.opened?.book.slots().slice() ?? stand.slotFile?.slots.map((slot) => describeSlot(deps.crypto, slot)) ?? [],
    keychain: stand.keychain,
    recovering: stand.recovering,
    idleMinutes: stand.idleMinutes,
    serving: { state: deps.endpoint.current().state, locked: servesLocked(deps.endpoint) },
  };
  if (!stand.opened) {
    const retryOn = unlocks.retryOn();
    return { ...base, ...(retryOn !== undefined && { retryOn }) };
  }
  const { instance } = stand.opened;
  const people = await instance.store.read(listPeopleByLast);
  return {
    ...base,
    organisation: instance.organisation,
    people: people.map(({ name, displayName }) => ({ name, displayName })),
    ...(stand.quarantined && instance.rollback && { rollback: instance.rollback }),
  };
}
