import type { Anchor, Read } from '../audit/audit-log.ts';
import type { Entry } from '../audit/entry.ts';
import { type HouseEvent, toEventEntry } from '../audit/event.ts';
import { createFollower } from '../audit/follow.ts';
import { openAuditLog } from '../audit/open-audit-log.ts';
import { createLogRemover } from '../audit/log-remover.ts';
import type { SealedJournal } from '../audit/open-journal.ts';
import type { OpenLog } from '../audit/open-log.ts';
import { isVaultError } from '../contract/vault-error.ts';
import type { GuessCount } from '../identity/guess-delay.ts';
import { resumeGuesses } from '../identity/resume-guess.ts';
import { createStandings } from '../access/standings.ts';
import { createStaging } from '../job/staging.ts';
import type { NotedTrouble } from '../key/rotation-trouble.ts';
import { resolveAttempts } from '../operation/attempt.ts';
import { createCommitter } from '../operation/committer.ts';
import { rememberingStore } from '../operation/remembering-store.ts';
import { shareReads } from '../operation/shared-read.ts';
import type { Store, Tx } from '../operation/store.ts';
import { createTurns } from '../operation/turn.ts';
import { clockBackward, createTrustedClock } from '../operation/trusted-clock.ts';
import { readAnchors } from './anchor-file.ts';
import { type AnchorKeeper, createAnchorKeeper } from './anchor-keeper.ts';
import type { OpenHouse } from './house.ts';
import type { HouseDeps } from './house-deps.ts';
import type { Keyring } from './keyring.ts';
import { manifestSequence } from './manifest.ts';
import { openKeyring } from './open-keyring.ts';
import { idleMinutesSetting } from './put-setting.ts';
import { deriveFromRoot } from './root-key.ts';
import type { SlotBook } from './slot-book.ts';
import { anchorEvent } from './anchor-event.ts';
import { adoptSets, findAlteredSets } from './house-set.ts';
import { rowEvent } from './row-event.ts';
import { createUpkeep, type Upkeep } from './upkeep.ts';
import { keepUsage } from '../endpoint/keep-usage.ts';
import { addJump, findJump, jumpEvent } from '../vault/clock-jump.ts';
import { adoptVaults } from './adopt-vault.ts';
import { startObjectCheck } from './object-check.ts';

/** Minutes without input after which the window locks, until another number is set. */
export const usualIdleMinutes = 10;

/** An instance with its keys in memory. */
export interface OpenInstance extends OpenHouse {
  readonly log: OpenLog;
  readonly anchors: AnchorKeeper;
  readonly upkeep: Upkeep;
  readonly organisation: string;
  readonly idleMinutes: number;
  /** Set when the store or the slot file is older than the anchor, or when people, grants or vaults are not all there as they were. */
  readonly rollback: Rollback | undefined;
  close(): Promise<void>;
}

export interface Rollback {
  readonly found: number;
  readonly expected: number;
  readonly altered?: string[];
}

/** What there is of an instance before it is opened. */
export interface ClosedInstance {
  readonly book: SlotBook;
  readonly journal: SealedJournal;
  /** Goes on from what the log knows. */
  readonly guesses: GuessCount;
  /** It was made just now: the record of that is still to come, and there is no anchor yet. */
  readonly made: boolean;
}

/**
 * Opens store, keys and log.
 * @param rootKey neither kept nor zeroed
 * @throws VaultError StoreInUse, StoreNewer, StoreDamaged, StoreUnavailable, IntegrityViolation
 */
export async function openInstance(deps: HouseDeps, closed: ClosedInstance, rootKey: Uint8Array): Promise<OpenInstance> {
  const { instanceId } = closed.book;
  const pageKey = deriveFromRoot(deps.crypto, instanceId, rootKey, 'page');
  const store = rememberingStore(await deps.folder.store.open(pageKey));
  pageKey.fill(0);
  let keyring: Keyring | undefined;
  try {
    keyring = await store.read((tx) => openKeyring({ ...deps, instanceId, rootKey }, tx));
    return await furnish(deps, { ...closed, store, keyring });
  } catch (error) {
    keyring?.close();
    await store.close();
    throw error;
  }
}

interface Parts extends ClosedInstance {
  readonly store: Store;
  readonly keyring: Keyring;
}

async function furnish(houseDeps: HouseDeps, parts: Parts): Promise<OpenInstance> {
  const { store, keyring, book } = parts;
  const tenant = await store.read((tx) => tx.directory.findTenant());
  if (!tenant) throw new Error('the store holds no tenant');
  const commits = await startCommits(houseDeps, parts, { id: tenant.id, touch: () => anchors.touch() });
  const { deps, audit, follower, committer, remover } = commits;
  const eventOf = (rows: string): Entry => toEventEntry(deps, rowEvent(rows));
  const places = deps.anchorPlaces(book.instanceId);
  const { anchor, events } = await findAnchor(deps, keyring, places);
  const size = (await store.read((tx) => tx.records.findHead()))?.size ?? 0;
  if (size > 0 && !anchor && events.length === 0) events.push(toEventEntry(deps, anchorEvent({ place: 'everywhere', reason: 'missing' })));
  // The engine was ended between making the instance and recording that.
  if (size === 0 && !parts.made) events.push(toEventEntry(deps, madeEvent(tenant.name)));
  const altered = await store.read((tx) => findAltered(tx, keyring, anchor));
  const rollback =
    (anchor && (await findRollback(store, (tx) => audit.checkAnchor(tx, anchor), anchor, book.sequence()))) ??
    // The log is as long as it should be; what is older is in other tables.
    (altered.length > 0 ? { found: size, expected: size, altered } : undefined);
  const anchors = createAnchorKeeper(
    { ...deps, audit, committer, keyring, places, slotSequence: book.sequence },
    anchor,
    rollback !== undefined,
  );
  await recordOpening(commits, parts, { isTrusted: !rollback, entries: [...events, ...altered.map(eventOf)] });
  await settleAttempts(deps, committer.commit, book);
  await store.read((tx) => resumeGuesses(tx, parts.guesses));
  const idleMinutes = await readIdleMinutes(store);
  const staging = createStaging(deps);
  const { upkeep, stop, ...tools } = startBackground(commits, parts, !rollback);
  return {
    store: { ...store, read: shareReads(store) },
    keyring,
    committer,
    upkeep,
    now: deps.clock.now,
    staging,
    standings: createStandings(keyring),
    ...tools,
    log: { audit, follower, remover, anchor: anchors.current },
    anchors,
    organisation: tenant.name,
    idleMinutes,
    rollback,
    async close() {
      staging.close();
      await stop();
      await anchors.close();
      await committer.close();
      await store.close();
      keyring.close();
    },
  };
}

type Commits = Awaited<ReturnType<typeof startCommits>>;

/** The first commit of an opening: what happened while there was no log, and what was found. */
async function recordOpening(
  { deps, audit, committer, newestOn }: Commits,
  { journal, keyring }: Parts,
  found: { readonly isTrusted: boolean; readonly entries: readonly Entry[] },
): Promise<void> {
  const jump = findJump(newestOn ?? Infinity, deps.clock.now(), 0);
  await committer.commit({
    async run(tx) {
      await journal.drain(tx, audit);
      // With the first record: after it the log no longer tells for how long the house was closed.
      if (jump) await addJump(tx, jump);
      if (!found.isTrusted) return;
      await adoptVaults(tx, keyring);
      await adoptSets(tx, keyring);
    },
    entries: () => [...found.entries, ...(jump ? [toEventEntry(deps, jumpEvent(jump))] : [])],
  });
  await journal.clear();
}

/** What the house does by itself while it is open. @param isTrusted what is older than it should be is no ground to destroy anything on */
function startBackground({ deps, committer, remover }: Commits, { store, keyring, book }: Parts, isTrusted: boolean) {
  const read: Read = (work) => store.read(work);
  const eventOf = (rows: string): Entry => toEventEntry(deps, rowEvent(rows));
  const found = (rows: string) => committer.commit({ run: async () => undefined, entries: () => [eventOf(rows)] });
  const objectCheck = startObjectCheck({ ...deps, keyring, read, found });
  const tools = { inTurn: createTurns(), troubles: new Map<string, NotedTrouble>() };
  const upkeep = createUpkeep({ ...deps, ...tools, keyring, committer, remover, read, slotObjects: book.objects });
  if (isTrusted) upkeep.start();
  const usage = keepUsage({ ...deps, meter: deps.endpoint.meter, committer });
  const stop = async (): Promise<void> => {
    await usage.stop();
    await upkeep.stop();
    await objectCheck.stop();
  };
  return { upkeep, stop, ...tools };
}

/**
 * What every commit goes through: the log, who follows it, and the time that neither falls behind.
 * @param tenant its id, and what to call when records were committed
 * @returns also `deps` with that time in place of the computer's
 */
async function startCommits(houseDeps: HouseDeps, { store, keyring, book }: Parts, tenant: { id: string; touch: () => void }) {
  const clock = createTrustedClock(houseDeps.clock, (behindMs) => {
    const entry = toEventEntry(deps, clockBackward(behindMs));
    void committer.commit({ run: async () => undefined, entries: () => [entry] }).catch(deps.report);
  });
  const deps = { ...houseDeps, clock };
  const audit = openAuditLog({ ...deps, keyring, instanceId: book.instanceId, tenantId: tenant.id });
  const follower = createFollower({ read: (work) => store.read(work) });
  const committer = createCommitter({
    store,
    audit,
    committed(rows) {
      follower.publish(rows);
      if (rows.length === 0) return;
      clock.hold(clock.now());
      tenant.touch();
    },
  });
  const remover = createLogRemover({ ...deps, committer, removed: follower.forget });
  const newestOn = await store.read((tx) => audit.newestOn(tx));
  clock.hold(newestOn ?? -Infinity);
  return { deps, audit, follower, committer, remover, newestOn };
}

async function findAnchor(
  deps: HouseDeps,
  keyring: Keyring,
  places: ReturnType<HouseDeps['anchorPlaces']>,
): Promise<{ anchor: Anchor | undefined; events: Entry[] }> {
  const copies = [];
  for (const { name, file } of places) {
    const content = await file.read().catch(deps.report);
    if (content) copies.push({ place: name, content });
  }
  const { anchor, distrusted } = readAnchors({ ...deps, keyring }, copies);
  return { anchor, events: distrusted.map((copy) => toEventEntry(deps, anchorEvent(copy))) };
}

async function findRollback(
  store: Store,
  check: (tx: Parameters<Parameters<Store['read']>[0]>[0]) => Promise<void>,
  anchor: Anchor,
  slotSequence: number,
): Promise<Rollback | undefined> {
  try {
    await store.read(check);
  } catch (error) {
    if (isVaultError(error, 'RolledBack')) return error.data;
    throw error;
  }
  return slotSequence < anchor.slotSequence ? { found: slotSequence, expected: anchor.slotSequence } : undefined;
}

/** Stands for the record of `InstanceCreate`. */
const madeEvent = (organisation: string): HouseEvent => ({
  operation: 'InstanceCreate',
  result: 'succeeded',
  status: 200,
  code: 'OK',
  object: organisation,
  properties: { resolvedAtStart: 'true' },
});

/** The sets whose rows do not fit their manifests; `manifest` where the manifests themselves are older than the anchor. */
async function findAltered(tx: Tx, keyring: Keyring, anchor: Anchor | undefined): Promise<string[]> {
  const isOlder = (await manifestSequence(tx.manifests)) < (anchor?.manifestSequence ?? 0);
  return [...(await findAlteredSets(tx, keyring)), ...(isOlder ? ['manifest'] : [])];
}

async function settleAttempts(deps: HouseDeps, commit: OpenHouse['committer']['commit'], book: SlotBook): Promise<void> {
  await commit({
    run: (tx) => resolveAttempts(tx, book.sequence(), deps.clock.now()),
    entries: (outcome) => ('output' in outcome ? outcome.output : []),
  });
}

async function readIdleMinutes(store: Store): Promise<number> {
  const json = await store.read((tx) => tx.settings.find(idleMinutesSetting));
  const minutes: unknown = json === undefined ? usualIdleMinutes : JSON.parse(json);
  return typeof minutes === 'number' ? minutes : usualIdleMinutes;
}
