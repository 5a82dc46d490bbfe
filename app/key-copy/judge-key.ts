import type { CopyNote, CopyObstacle, CopyRow, CopySight } from '../contract/key-copy.ts';
import { isVaultError } from '../contract/vault-error.ts';
import { createKey } from '../key/create-key.ts';
import { getKey } from '../key/get-key.ts';
import { isHsm, mayExchange, operationsOf } from '../key/key-kind.ts';
import { keyNoun } from '../key/key-noun.ts';
import type { KeyRow, KeyVersionHead } from '../key/key-store.ts';
import { readPolicy, writePolicy } from '../key/rotation-policy.ts';
import type { NounHouse } from '../vault/object-noun.ts';
import { findObject } from '../vault/object-row.ts';
import { getObjectVersion } from '../vault/object-version.ts';
import type { VaultRow } from '../vault/vault-store.ts';
import { type CopyAsk, differencesOf, madeAfter, sameRelease, sameSpec, toCreate, toSight } from './compare.ts';
import type { CopyGround } from './copy-ground.ts';
import { type CopyState, seenOf } from './copy-job.ts';

/** A key with its current version, in the bin or out of it. */
interface Found {
  readonly row: KeyRow;
  readonly head: KeyVersionHead;
}

/** What is said of a key, and what a run would do. */
export interface Judgement {
  readonly row: CopyRow;
  readonly state: CopyState;
}

type Where = 'source' | 'target';

/** @throws VaultError IntegrityViolation */
export async function findKey({ tx, keyring }: NounHouse, vault: VaultRow, name: string): Promise<Found | undefined> {
  const row = await findObject(keyNoun, { tx, keyring }, vault.id, name);
  if (!row) return undefined;
  const head = keyNoun.headOf(await getObjectVersion(keyNoun, tx, row, undefined));
  keyNoun.checkHead(keyring, { vault, row }, head);
  return { row, head };
}

/** The key, for who may read it. */
const findSeen = async (ground: CopyGround, where: Where, name: string): Promise<Found | undefined> =>
  ground.may(where, getKey.needs, name) ? findKey(ground, ground[where], name) : undefined;

/** The policy of a key, for who may read it. */
const policyFor = ({ may }: CopyGround, where: Where, { row }: Found) => (may(where, readPolicy, row.name) ? row.policy : undefined);

const settled = (row: Omit<CopyRow, 'notes' | 'differs' | 'usual'> & Partial<CopyRow>): Judgement => ({
  row: { notes: [], differs: [], usual: false, ...row },
  state: { at: 'settled' },
});

/**
 * What making a key anew would come to.
 * @param isExtra whether it was found in the target alone @param time from which dates are counted anew
 * @throws VaultError IntegrityViolation
 */
export async function judgeKey(
  ground: CopyGround,
  { name, isExtra }: { readonly name: string; readonly isExtra: boolean },
  ask: CopyAsk,
  time: number,
): Promise<Judgement> {
  const found = await findSeen(ground, 'source', name);
  const there = await findSeen(ground, 'target', name);
  if (found && !found.row.deletion) return judgeFound(ground, { found, there, ask, time });
  const alone = sightThere(ground, there);
  return settled({ name, ...(isExtra ? { status: 'extra' } : { status: 'refused', obstacle: 'source' }), ...(alone && { target: alone }) });
}

/** What the target has outside its recycle bin. */
const sightThere = (ground: CopyGround, there: Found | undefined): CopySight | undefined =>
  there && !there.row.deletion ? toSight(there.head, policyFor(ground, 'target', there)) : undefined;

interface Case {
  readonly found: Found;
  readonly there: Found | undefined;
  readonly ask: CopyAsk;
  readonly time: number;
}

function judgeFound(ground: CopyGround, { found, there, ask, time }: Case): Judgement {
  const { name } = found.row;
  const source = toSight(found.head, policyFor(ground, 'source', found));
  const target = sightThere(ground, there);
  const made = madeAfter(source, ask, time);
  const notes = notesOf(ground, { ask, time, made, found });
  const { type, notBefore, expires, policy } = made;
  const shown = { name, notes, source, made: { type, notBefore, expires, policy }, ...(target && { target }) };
  if (there?.row.deletion) return settled({ ...shown, status: 'binned', purgeOn: there.row.deletion.purgeOn });
  const known = {
    comparesPolicy: comparesPolicy(ground, name, ask),
    sameRelease: there !== undefined && sameRelease(found.head, there.head),
  };
  const differs = target ? differencesOf(made, target, ask, known) : [];
  if (target && differs.length === 0) return settled({ ...shown, status: 'there' });
  const obstacle = obstacleOf(ground, name, made);
  if (obstacle) return settled({ ...shown, status: 'refused', obstacle, differs });
  const input = toCreate(made, { vault: ground.target.name, name, expect: there?.row.currentVersion ?? 'absent' });
  return planned(ground, { ...shown, differs }, { seen: seenOf(found.row, found.head), input });
}

type Planned = Extract<CopyState, { at: 'planned' }>;

/** Of what is there only a person makes another version, and of what would be over at once only a person makes a key. */
function planned({ may }: CopyGround, row: Omit<CopyRow, 'status' | 'usual'>, what: Pick<Planned, 'seen' | 'input'>): Judgement {
  const isTaken = row.target !== undefined;
  const usual = !isTaken && !row.notes.includes('over');
  const status = isTaken ? 'taken' : may('target', getKey.needs, row.name) ? 'new' : 'unseen';
  return { row: { ...row, status, usual }, state: { at: 'planned', isTaken, usual, ...what } };
}

const comparesPolicy = ({ may }: CopyGround, name: string, { policies }: CopyAsk): boolean =>
  policies && may('source', readPolicy, name) && may('target', readPolicy, name);

interface Noted {
  readonly ask: CopyAsk;
  readonly time: number;
  readonly made: CopySight;
  readonly found: Found;
}

function notesOf({ may }: CopyGround, { ask, time, made, found: { row, head } }: Noted): CopyNote[] {
  const isOver = (expires: number | undefined) => expires !== undefined && expires <= time;
  const holds: Record<CopyNote, boolean> = {
    disabled: !head.enabled,
    expired: isOver(head.expires),
    over: isOver(made.expires),
    policy: ask.policies && !may('source', readPolicy, row.name),
    exportable: head.exportable,
  };
  return (['disabled', 'expired', 'over', 'policy', 'exportable'] as const).filter((note) => holds[note]);
}

/** Why a key can't be made, as making it would find out. */
function obstacleOf(ground: CopyGround, name: string, made: CopySight): CopyObstacle | undefined {
  if (!ground.may('target', createKey.needs, name)) return 'create';
  if (made.policy && !ground.may('target', writePolicy, name)) return 'policy';
  return placeObstacle(ground, made) ?? (isPermissible(made) ? undefined : 'operations');
}

/** Why the target has no place for such a key. */
function placeObstacle({ target: { tier }, token }: CopyGround, { type, spec }: CopySight): CopyObstacle | undefined {
  if (!isHsm(type)) return tier === 'standard' || tier === 'premium' ? undefined : 'tier';
  if (tier === 'standard') return 'tier';
  if (!token) return 'unbound';
  return token.ability && !token.ability.specs.some((one) => sameSpec(one, spec)) ? 'token' : undefined;
}

/** Whether a key that is made can be permitted so much. */
function isPermissible({ type, spec, operations, exportable }: CopySight): boolean {
  try {
    operationsOf(spec, operations, mayExchange({ type, origin: 'generated', exportable }));
    return true;
  } catch (error) {
    if (isVaultError(error, 'BadParameter')) return false;
    throw error;
  }
}
