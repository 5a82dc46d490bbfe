import { decide } from '../access/standing.ts';
import { BulkPrepare, type BulkChange, type BulkOutcome } from '../contract/bulk.ts';
import { errorCodeOf, VaultError } from '../contract/vault-error.ts';
import { type Hall, houseTarget, kept, type StreamOperation } from '../operation/operation.ts';
import type { Tx } from '../operation/store.ts';
import { vaultTarget } from '../vault/vault.ts';
import { type BulkItem, type BulkState, createBulkJob } from './bulk-job.ts';
import { needsOf } from './bulk-step.ts';
import { findSubject } from './find-subject.ts';
import { judge as judgeChange } from './judge.ts';
import { previewInParts } from './preview.ts';
import { selectionFields, selectSecrets } from './select-secret.ts';
import { changedRow, createTally, refusedRow, unchangedRow } from './tally.ts';

/** Secrets that are judged on one snapshot, and told of together; the engine does nothing else meanwhile. */
const judgedTogether = 50;

/** Finds the secrets of a selection, and what a change would make of each. Nothing is written. */
export const prepareBulk: StreamOperation<typeof BulkPrepare> = {
  at: 'stream',
  shape: BulkPrepare,
  needs: { kind: 'session' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  fields: {
    change: kept(({ change }) => change.kind),
    selection: kept(({ selection }) => selectionFields(selection).selection),
    count: kept(({ selection }) => selectionFields(selection).count),
  },
  target: async () => houseTarget('bulk change'),
  async *follow(hall, { selection, change }) {
    const chosen = await selectSecrets(hall, selection);
    const job = createBulkJob(
      change,
      chosen.map(({ vault, name }) => ({ vault, name, state: { at: 'found' } })),
    );
    const tally = createTally(job.items.length);
    const judge = async (tx: Tx, from: number, end: number): Promise<BulkOutcome[]> => {
      const some = job.items.slice(from, end);
      await judgeAll(hall, withVaultsOnce(tx), change, some);
      return some.map(rowOf);
    };
    for await (const { id, rows } of previewInParts(hall, { kind: 'job', job, together: judgedTogether }, judge))
      yield { job: id, ...tally(rows) };
  },
};

async function judgeAll(hall: Hall, tx: Tx, change: BulkChange, items: readonly BulkItem[]): Promise<void> {
  const { keyring, standings, principal, time } = hall;
  const need = needsOf(change);
  const standing = await standings.of(tx, principal.id, time);
  for (const item of items) {
    const { scope } = await vaultTarget(tx, keyring, item.vault, { kind: 'secrets', name: item.name });
    const isAllowed = decide(standing, need, { scope, time }).allowed;
    item.state = isAllowed ? await judgeOne(hall, tx, change, item) : { at: 'refused', code: 'Forbidden' };
  }
}

/** A list is of few vaults: each is read once. */
function withVaultsOnce(tx: Tx): Tx {
  const found = new Map<string, ReturnType<Tx['vaults']['find']>>();
  const find: Tx['vaults']['find'] = (nameKey) => {
    const row = found.get(nameKey) ?? tx.vaults.find(nameKey);
    found.set(nameKey, row);
    return row;
  };
  return { ...tx, vaults: { ...tx.vaults, find } };
}

async function judgeOne({ keyring }: Hall, tx: Tx, change: BulkChange, item: BulkItem): Promise<BulkState> {
  try {
    return judgeChange(change, await findSubject(tx, keyring, item));
  } catch (error) {
    if (error instanceof VaultError) return { at: 'refused', code: errorCodeOf(error) };
    throw error;
  }
}

/** What the preview says of an item. */
function rowOf(item: BulkItem): BulkOutcome {
  switch (item.state.at) {
    case 'refused':
      return refusedRow(item, item.state.code);
    case 'unchanged':
      return unchangedRow(item);
    case 'planned':
      return changedRow(item);
    case 'found':
    case 'changed':
    case 'undone':
      throw new Error('a preview judges every secret and changes none');
  }
}
