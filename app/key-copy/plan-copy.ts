import { type CopyRow, KeyCopyPlan } from '../contract/key-copy.ts';
import type { Input } from '../contract/operation.ts';
import { VaultError } from '../contract/vault-error.ts';
import { previewInParts } from '../bulk/preview.ts';
import { createKey } from '../key/create-key.ts';
import { getKey } from '../key/get-key.ts';
import { type Anteroom, kept, type StreamOperation } from '../operation/operation.ts';
import type { Tx } from '../operation/store.ts';
import { vaultTarget } from '../vault/vault.ts';
import { assertKnown, openGround, tokenState } from './copy-ground.ts';
import { createCopyJob } from './copy-job.ts';
import { findNames } from './find-name.ts';
import { judgeKey } from './judge-key.ts';

/** So many rows fit into one frame, whatever their tags are. */
const judgedTogether = 16;

/** Says of each key what making it anew in another vault would come to. */
export const planKeyCopy: StreamOperation<typeof KeyCopyPlan> = {
  at: 'stream',
  shape: KeyCopyPlan,
  needs: { kind: 'session' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  fields: {
    to: kept(({ target }) => target),
    protection: kept(({ protection }) => protection),
    dates: kept(({ dates }) => dates),
    policies: kept(({ policies }) => String(policies)),
    count: kept(({ names }) => names?.length.toString()),
  },
  target: (input, tx, keyring) => vaultTarget(tx, keyring, input.source),
  prepare: (anteroom, input) => anteroom.read((tx) => assertTwo(anteroom, tx, input)),
  async *follow(hall, ask) {
    const { names, extra } = await hall.read(async (tx) => findNames(await openGround(hall, tx, ask), ask.names));
    const job = createCopyJob(ask.source, ask.target, names);
    let token = await hall.read(async (tx) => tokenState(hall, await openGround(hall, tx, ask)));
    const judge = async (tx: Tx, from: number, end: number): Promise<CopyRow[]> => {
      const ground = await openGround(hall, tx, ask);
      token = tokenState(hall, ground);
      const rows: CopyRow[] = [];
      for (const item of job.items.slice(from, end)) {
        const { row, state } = await judgeKey(ground, { name: item.name, isExtra: extra.has(item.name.toLowerCase()) }, ask, hall.time);
        item.state = state;
        rows.push(row);
      }
      return rows;
    };
    let done = 0;
    for await (const { id, rows } of previewInParts(hall, { kind: 'copy', job, together: judgedTogether }, judge)) {
      done += rows.length;
      yield { job: id, done, total: names.length, token, rows };
    }
  },
};

/** @throws VaultError BadParameter, Forbidden, VaultNotFound */
async function assertTwo(anteroom: Anteroom, tx: Tx, { source, target }: Input<'KeyCopyPlan'>): Promise<void> {
  await assertKnown(anteroom, tx, source, getKey.needs);
  await assertKnown(anteroom, tx, target, createKey.needs);
  if (source.toLowerCase() === target.toLowerCase())
    throw new VaultError('BadParameter', { issues: [{ path: 'target', problem: 'same' }] });
}
