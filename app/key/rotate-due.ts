import type { Entry } from '../audit/entry.ts';
import { CancelledError, errorCodeOf } from '../contract/vault-error.ts';
import type { HsmHosts } from '../hsm/hsm-host.ts';
import type { Aside } from '../operation/aside.ts';
import type { Tx } from '../operation/store.ts';
import type { Turns } from '../operation/turn.ts';
import type { NounHouse } from '../vault/object-noun.ts';
import { changeObject, checkObject } from '../vault/object-row.ts';
import { getObjectVersion } from '../vault/object-version.ts';
import type { PurgeDeps } from '../vault/purge-due.ts';
import { checkVault } from '../vault/vault.ts';
import type { MadeKey } from './add-key-version.ts';
import { type KeyPlace, keyId } from './key.ts';
import { isHsm } from './key-kind.ts';
import { keyNoun } from './key-noun.ts';
import type { ActingPlace, KeyRow, KeyVersionRow } from './key-store.ts';
import { findHsmTurn, makeSoftwareKey, noteObject, releaseKey, toMadeKey, useOf } from './make-key.ts';
import type { KeyCrypto } from './private-key.ts';
import { type NotedTrouble, troubleOf } from './rotation-trouble.ts';
import { writeNext } from './write-next.ts';

export interface RotateDeps extends PurgeDeps {
  readonly keyCrypto: KeyCrypto;
  readonly hsm: HsmHosts;
  readonly newId: () => string;
  /** The turns that people's rotations take too. */
  readonly inTurn: Turns;
  /** Where tokens are waited for, by the name of the module's turn: one that hangs holds up nothing else. */
  readonly aside: Aside['begin'];
  /** What failed and is due still, for people to be told. */
  readonly troubles: Map<string, NotedTrouble>;
}

const pageRows = 50;

/** Who made what the policy had made. */
const policy = 'rotation policy';

/**
 * Makes the next version of every key whose day has come; those of tokens aside, one after the other in each module. What fails is told of
 * once, and tried again in the next round.
 */
export async function rotateDue(deps: RotateDeps, signal: AbortSignal): Promise<void> {
  const due = new Set<string>();
  const inTokens = new Map<string, string[]>();
  for await (const { id } of findActing(deps, 'rotatesOn')) {
    due.add(id);
    await tryRotate(deps, { id, signal }, async () => {
      const turn = await deps.read((tx) => findTurn(deps, tx, id));
      if (turn === undefined) await rotate(deps, id, signal);
      else inTokens.set(turn, [...(inTokens.get(turn) ?? []), id]);
    });
  }
  for (const [turn, ids] of inTokens) {
    deps.aside(turn, async () => {
      for (const id of ids) await tryRotate(deps, { id, signal }, () => deps.inTurn(turn, () => rotate(deps, id, signal)));
    });
  }
  for (const id of deps.troubles.keys()) if (!due.has(id)) deps.troubles.delete(id);
}

/** @throws CancelledError when the house is being closed */
async function tryRotate(deps: RotateDeps, { id, signal }: { id: string; signal: AbortSignal }, work: () => Promise<void>): Promise<void> {
  if (signal.aborted) throw new CancelledError();
  try {
    await work();
  } catch (error) {
    if (signal.aborted) throw new CancelledError();
    await tellFailure(deps, id, error);
  }
}

/** The turn that making the next version takes; undefined where that needs no token, or there is none. */
async function findTurn(deps: RotateDeps, tx: Tx, id: string): Promise<string | undefined> {
  const house = { tx, keyring: deps.keyring };
  const found = await findDue(deps, house, id, 'rotatesOn');
  return found && isHsm(found.version.type) ? findHsmTurn(house, found.place.vault.name) : undefined;
}

/** Tells of every key that is near its expiry, once for each version, as its policy asks. */
export async function notifyDue(deps: RotateDeps): Promise<void> {
  for await (const { id } of findActing(deps, 'notifiesOn')) {
    await deps.committer.commit({
      async run(tx) {
        const found = await findDue(deps, { tx, keyring: deps.keyring }, id, 'notifiesOn');
        if (found) await changeObject(keyNoun, { tx, keyring: deps.keyring }, found.place.row, (it) => ({ ...it, notifiesOn: undefined }));
        return found;
      },
      entries: (outcome) =>
        'output' in outcome && outcome.output ? [entryOf(deps, 'KeyNearExpiry', outcome.output.place, outcome.output.version)] : [],
    });
  }
}

interface Found {
  readonly place: KeyPlace;
  readonly version: KeyVersionRow;
}

async function* findActing({ read, now }: RotateDeps, by: 'rotatesOn' | 'notifiesOn'): AsyncGenerator<KeyRow> {
  for (let after: ActingPlace | undefined; ;) {
    const page = await read((tx) => tx.keys.listActing(by, now(), { after, limit: pageRows }));
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < pageRows) return;
    after = { on: last[by] ?? 0, id: last.id };
  }
}

/** The key and its current version, checked, where its day has come and its vault is there. @throws VaultError IntegrityViolation */
async function findDue(deps: RotateDeps, house: NounHouse, id: string, by: 'rotatesOn' | 'notifiesOn'): Promise<Found | undefined> {
  const row = await house.tx.keys.findById(id);
  const vault = row && (await house.tx.vaults.findById(row.vaultId));
  if (!row || !vault || row.deletion || vault.deletion || (row[by] ?? Infinity) > deps.now()) return undefined;
  checkObject(keyNoun, house.keyring, row);
  checkVault(house.keyring, vault);
  const version = await getObjectVersion(keyNoun, house.tx, row, undefined);
  keyNoun.checkHead(house.keyring, { vault, row }, version);
  return { place: { vault, row }, version };
}

async function rotate(deps: RotateDeps, id: string, signal: AbortSignal): Promise<void> {
  const { keyring, read, committer, newId } = deps;
  const found = await read((tx) => findDue(deps, { tx, keyring }, id, 'rotatesOn'));
  if (!found) return;
  const { spec, type } = found.version;
  const made = isHsm(type) ? await makeInToken(deps, found) : await makeSoftwareKey({ ...deps, signal }, spec);
  try {
    await committer.commit({
      async run(tx) {
        const desk = { tx, keyring, newId, time: deps.now() };
        const now = await findDue(deps, desk, id, 'rotatesOn');
        // Rotated by somebody, changed, or deleted meanwhile.
        if (now?.version.version !== found.version.version) return undefined;
        return { ...(await writeNext(desk, now, made, policy)), before: now.version };
      },
      entries(outcome) {
        if (!('output' in outcome) || !outcome.output) return [];
        const { place, head, before } = outcome.output;
        return [entryOf(deps, 'KeyRotate', place, { ...head, from: before.version })];
      },
    });
    deps.troubles.delete(id);
  } finally {
    releaseKey(made);
  }
}

/** The attempt is recorded, and noted with it: what a crash leaves in the token is found by that. */
async function makeInToken(deps: RotateDeps, { place, version }: Found): Promise<MadeKey> {
  const { keyring, committer, newId, hsm } = deps;
  const noted = await committer.commit({
    run: (tx) => noteObject({ tx, keyring, newId, time: deps.now() }, { vault: place.vault.name }),
    entries: (outcome) => ('output' in outcome ? [entryOf(deps, 'attempted', place, version)] : []),
  });
  return toMadeKey(
    noted,
    version.spec,
    await hsm.generate(noted, version.spec, useOf(version.operations, version.spec, version.exportable)),
  );
}

/** Once, and again only after it went well in between. @throws CancelledError */
async function tellFailure(deps: RotateDeps, id: string, error: unknown): Promise<void> {
  if (error instanceof CancelledError) throw error;
  const isTold = deps.troubles.has(id);
  deps.troubles.set(id, { trouble: troubleOf(error), on: deps.now() });
  if (isTold) return;
  const { committer, keyring } = deps;
  await committer.commit({
    async run(tx) {
      const row = await tx.keys.findById(id);
      const vault = row && (await tx.vaults.findById(row.vaultId));
      if (vault) checkVault(keyring, vault);
      return { vault, name: row?.name };
    },
    entries(outcome) {
      if (!('output' in outcome) || !outcome.output.vault || outcome.output.name === undefined) return [];
      const { vault, name } = outcome.output;
      const what = { operation: 'KeyRotate', result: 'failed', code: errorCodeOf(error), vault, name } as const;
      return [deps.entryOf({ ...what, properties: { scheduled: 'true' } })];
    },
  });
}

/** @param kind what was done, or `attempted` where a new version is about to be made @param from the version before, where one was made */
function entryOf(
  deps: RotateDeps,
  kind: 'KeyRotate' | 'KeyNearExpiry' | 'attempted',
  { vault, row: { name } }: KeyPlace,
  { version, expires, from }: Pick<KeyVersionRow, 'version' | 'expires'> & { readonly from?: string },
): Entry {
  const properties = {
    scheduled: 'true',
    id: keyId(name, version),
    ...(from !== undefined && { from }),
    ...(expires !== undefined && { expires: new Date(expires).toISOString() }),
  };
  const what =
    kind === 'attempted' ? ({ operation: 'KeyRotate', result: 'attempted' } as const) : ({ operation: kind, result: 'succeeded' } as const);
  return deps.entryOf({ ...what, code: 'OK', vault, name, properties });
}
