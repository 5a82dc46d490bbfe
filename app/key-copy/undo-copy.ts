import { workOn } from '../bulk/work-through.ts';
import { KeyCopyUndo } from '../contract/key-copy.ts';
import { VaultError } from '../contract/vault-error.ts';
import { type Hall, kept, type StreamOperation } from '../operation/operation.ts';
import { getVault, vaultTarget } from '../vault/vault.ts';
import { type CopyItem, isSame, seenOf } from './copy-job.ts';
import { findKey } from './judge-key.ts';
import { getPlan } from './run-copy.ts';

/** Deletes what the runs of a plan made, while it is still as it was made. */
export const undoKeyCopy: StreamOperation<typeof KeyCopyUndo> = {
  at: 'stream',
  shape: KeyCopyUndo,
  needs: { kind: 'session' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  fields: { job: kept(({ job }) => job), from: kept(({ source }) => source) },
  target: (input, tx, keyring) => vaultTarget(tx, keyring, input.target),
  prepare: async (anteroom, input) => void getPlan(anteroom, input),
  follow(hall, input) {
    const due = getPlan(hall, input).items.filter(({ state }) => state.at === 'made' && state.seen);
    return workOn(hall, { kind: 'copy', id: input.job }, { due, run: (item) => takeBack(hall, item) });
  },
};

/** @throws VaultError KeyNotFound, ChangedMeanwhile, VaultNotFound, and what KeyDelete throws; CancelledError */
async function takeBack({ read, keyring, perform }: Hall, item: CopyItem): Promise<void> {
  const { state, vault, name } = item;
  if (state.at !== 'made' || !state.seen) return;
  const found = await read(async (tx) => findKey({ tx, keyring }, await getVault(tx, keyring, vault), name));
  if (!found || found.row.deletion) throw new VaultError('KeyNotFound', { name });
  if (!isSame(seenOf(found.row, found.head), state.seen)) throw new VaultError('ChangedMeanwhile', { name, changedBy: '', changedOn: 0 });
  await perform('KeyDelete', { vault, name });
  item.state = { at: 'undone' };
}
