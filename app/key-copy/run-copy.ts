import { getIdle, workOn } from '../bulk/work-through.ts';
import { KeyCopyRun } from '../contract/key-copy.ts';
import type { Input } from '../contract/operation.ts';
import { VaultError } from '../contract/vault-error.ts';
import { getKey } from '../key/get-key.ts';
import { type Anteroom, type Hall, kept, type StreamOperation } from '../operation/operation.ts';
import { vaultTarget } from '../vault/vault.ts';
import { openGround } from './copy-ground.ts';
import { type CopyItem, type CopyJob, isSame, seenOf } from './copy-job.ts';
import { findKey } from './judge-key.ts';

/** Each draws a key: more would only keep others waiting for the same processors, and for the end of a run that is cancelled. */
const atOnce = 4;

/** Makes anew what was planned, while it is still as it was seen. What a run left out, the next one does. */
export const runKeyCopy: StreamOperation<typeof KeyCopyRun> = {
  at: 'stream',
  shape: KeyCopyRun,
  needs: { kind: 'session' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  fields: {
    job: kept(({ job }) => job),
    from: kept(({ source }) => source),
    to: kept(({ target }) => target),
    taken: kept(({ taken }) => taken),
    except: kept(({ except }) => String(except.length)),
  },
  target: (input, tx, keyring) => vaultTarget(tx, keyring, input.source),
  prepare: async (anteroom, input) => void getPlan(anteroom, input),
  follow(hall, input) {
    const job = getPlan(hall, input);
    const except = new Set(input.except.map((name) => name.toLowerCase()));
    const isDue = ({ name, state }: CopyItem): boolean =>
      state.at === 'planned' && (state.isTaken ? input.taken === 'version' : state.usual) !== except.has(name.toLowerCase());
    const due = job.items.filter(isDue);
    return workOn({ ...hall, atOnce }, { kind: 'copy', id: input.job }, { due, run: (item) => makeAnew(hall, job, item) });
  },
};

/** @throws VaultError StagedNotFound, Conflict; BadParameter where it was planned for other vaults */
export function getPlan(desk: Pick<Anteroom, 'staging' | 'caller'>, { job: id, source, target }: Input<'KeyCopyUndo'>): CopyJob {
  const job = getIdle(desk, 'copy', id);
  const wrong = job.source !== source ? 'source' : job.target !== target ? 'target' : undefined;
  if (wrong !== undefined) throw new VaultError('BadParameter', { issues: [{ path: wrong, problem: 'other' }] });
  return job;
}

/** @throws VaultError KeyNotFound, ChangedMeanwhile, and what KeyCreate throws; CancelledError */
async function makeAnew(hall: Hall, job: CopyJob, item: CopyItem): Promise<void> {
  const { state, name } = item;
  if (state.at !== 'planned') return;
  const { exportable, releasePolicy } = await hall.read(async (tx) => {
    const ground = await openGround(hall, tx, job);
    const found = ground.may('source', getKey.needs, name) ? await findKey(ground, ground.source, name) : undefined;
    if (!found || found.row.deletion) throw new VaultError('KeyNotFound', { name });
    if (!isSame(seenOf(found.row, found.head), state.seen)) throw new VaultError('ChangedMeanwhile', { name, changedBy: '', changedOn: 0 });
    return found.head;
  });
  const { version, revision, createdOn } = await hall.perform('KeyCreate', {
    ...state.input,
    ...(exportable && { exportable, releasePolicy }),
  });
  const policyOn = state.input.policy && createdOn;
  item.state = { at: 'made', seen: state.isTaken ? undefined : { version, revision, policyOn } };
}
