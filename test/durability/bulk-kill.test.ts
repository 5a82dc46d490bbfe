import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import type { BulkChange, BulkProgress, Selection } from '../../app/contract/bulk.ts';
import type { SecretHit } from '../../app/contract/search.ts';
import type { Client } from '../../renderer/api/client.ts';
import { amount, patienceMs } from './amount.ts';
import { vault } from './job-ground.ts';
import { type Job, killInJobs, type Trial } from './job-kill.ts';
import { drawSeed, type Random } from './random.ts';
import type { Sight } from './sight.ts';
import { stageImport } from './stage-import.ts';

/** Two commits and some. */
const names = Array.from({ length: 300 }, (_, at) => `item-${at}`);
const valueOf = (name: string): string => `value of ${name}`;

type Tried = Extract<BulkChange, { kind: 'tag' | 'delete' | 'recover' | 'purge' }>;

const operationOf = { tag: 'SecretUpdate', delete: 'SecretDelete', recover: 'SecretRecover', purge: 'SecretPurge' } as const;

/** Every round changes many secrets, as it comes. */
const bulkTrial = (random: Random): Trial => ({
  names,
  valueOf,
  changed: () => undefined,
  async prepare(page, before, round) {
    await fill(page, before);
    return prepare(page, draw(random, before, round));
  },
});

/** What was purged comes back, so that there is always enough to change. */
async function fill(page: Client, before: Sight): Promise<void> {
  const missing = names.filter((name) => !before.has(name));
  if (missing.length === 0) return;
  const id = await stageImport(
    page,
    missing.map((name) => [name, valueOf(name)]),
  );
  for await (const { refused } of page.listen('ImportRun', { import: id, dryRun: false })) expect(refused).toBe(0);
}

/** Tags of a round: one of them takes the place of one of the round before. */
const tagOf = (round: number): string => (round % 2 === 0 ? 'even' : 'odd');

/** A change for which there is much to do. */
function draw(random: Random, before: Sight, round: number): Tried {
  const deleted = [...before.values()].filter(({ deletedOn }) => deletedOn !== undefined).length;
  if (deleted > names.length / 4) return { kind: random() < 0.6 ? 'recover' : 'purge' };
  if (random() < 0.4) return { kind: 'delete' };
  return { kind: 'tag', set: { round: String(round), [tagOf(round)]: 'n'.repeat((round * 31) % 200) }, remove: [tagOf(round + 1)] };
}

async function prepare(page: Client, change: Tried): Promise<Job> {
  const deleted = change.kind === 'recover' || change.kind === 'purge';
  const selection: Selection = { query: { vault: [vault], ...(deleted && { deleted }) } };
  let plan: BulkProgress | undefined;
  for await (const progress of page.listen('BulkPrepare', { selection, change })) plan = progress;
  if (!plan) throw new Error('a preview tells of itself');
  expect(plan).toMatchObject({ changed: plan.total, refused: 0 });
  const { job, total } = plan;
  return {
    operation: operationOf[change.kind],
    due: total,
    async *run() {
      for await (const { rows, refused } of page.listen('BulkRun', { job })) {
        expect(refused).toBe(0);
        yield rows.map(({ name }) => name);
      }
    },
    isDone: (old, now) => old !== undefined && isDone(change, old, now),
  };
}

/** Whether a secret is what a change makes of it. */
function isDone(change: Tried, old: SecretHit, now: SecretHit | undefined): boolean {
  if (change.kind === 'purge' || now === undefined) return change.kind === 'purge' && now === undefined;
  return isDeepStrictEqual(now, after(change, old, now));
}

/** The secret with what a change makes of it; times are known only afterwards. */
function after(change: Exclude<Tried, { kind: 'purge' }>, old: SecretHit, now: SecretHit): SecretHit {
  const { deletedOn: _deleted, purgeOn: _purge, deletedBy: _by, ...present } = old;
  switch (change.kind) {
    case 'tag': {
      const kept = Object.entries(old.tags).filter(([name]) => !change.remove.includes(name));
      const tags = { ...Object.fromEntries(kept), ...change.set };
      return { ...old, tags, revision: old.revision + 1, updatedOn: now.updatedOn };
    }
    case 'delete':
      return { ...old, deletedOn: now.deletedOn ?? 0, purgeOn: now.purgeOn ?? 0, deletedBy: old.createdBy };
    case 'recover':
      return present;
  }
}

test(
  `an engine killed in the middle of a bulk change at ${amount.bulkKills} moments leaves each secret wholly old or wholly new`,
  { timeout: patienceMs },
  async () => {
    const { between, acknowledged } = await killInJobs(amount.bulkKills, drawSeed(), bulkTrial);
    console.info(
      `${amount.bulkKills} kills in a bulk change, ${between} of them half-way; ${acknowledged} acknowledged changes, none lost`,
    );
    expect(between).toBeGreaterThan(0);
    expect(acknowledged).toBeGreaterThan(0);
  },
);
