import { describe, expect, test } from 'vitest';
import type { BulkChange, BulkProgress } from '../../../app/contract/bulk.ts';
import { contract, type Input } from '../../../app/contract/operation.ts';
import { aHouse, aSecret, type Desk, logOf, password, signIn, utf8, type Window } from '../../support/a-house.ts';
import { aPerson } from '../../support/a-person.ts';

const vault = 'payroll';
const minute = 60_000;
const refusal = (code: string): unknown => expect.objectContaining({ code });
const items = (...names: string[]): Input<'BulkPrepare'>['selection'] => ({ items: names.map((name) => ({ vault, name })) });

async function follow(stream: AsyncIterable<unknown>): Promise<BulkProgress[]> {
  const told = [];
  for await (const item of stream) told.push(contract.BulkRun.output.parse(item));
  return told;
}

/** The job, its rows, and the last count. */
async function summed(stream: AsyncIterable<unknown>) {
  const told = await follow(stream);
  const last = told.at(-1);
  if (!last) throw new Error('nothing was told');
  const rows = told.flatMap((it) => it.rows).map(({ name, outcome, code }) => [name, code ?? outcome]);
  return { ...last, rows: Object.fromEntries(rows) as Record<string, string>, told };
}

const prepare = (window: Window, change: BulkChange, selection: Input<'BulkPrepare'>['selection']) =>
  summed(window.listen('BulkPrepare', { selection, change }));
const run = (window: Window, job: string) => summed(window.listen('BulkRun', { job }));
const undo = (window: Window, job: string) => summed(window.listen('BulkUndo', { job }));

/** What is to be seen of a secret, wherever it is. */
async function stateOf(desk: Desk, name: string) {
  const { items: live } = await desk.call('SecretList', { vault });
  const { items: deleted } = await desk.call('SecretListDeleted', { vault });
  const found = live.find((it) => it.name === name);
  const { tags, enabled, expires } = found ?? deleted.find((it) => it.name === name) ?? {};
  return { in: found ? 'vault' : deleted.some((it) => it.name === name) ? 'bin' : 'nowhere', tags, enabled, expires };
}

/** One secret in each of the states that matter. */
async function aStock() {
  const house = await aHouse();
  const set = (name: string, change: Record<string, unknown> = {}) => house.window.call('SecretSet', aSecret({ name, ...change }));
  const many = Object.fromEntries(Array.from({ length: 15 }, (_none, at) => [`tag-${at}`, 'x']));
  await set('plain');
  await set('owned', { tags: { owner: 'ops', old: 'yes' } });
  await set('done', { tags: { owner: 'shop' }, expires: 4_000_000_000_000 });
  await set('full', { tags: many });
  await set('off', { enabled: false });
  await set('later', { notBefore: 4_100_000_000_000 });
  await set('binned');
  await house.window.call('SecretDelete', { vault, name: 'binned' });
  return house;
}

const all = items('plain', 'owned', 'done', 'full', 'off', 'later', 'binned', 'nothing');
const changes: readonly BulkChange[] = [
  { kind: 'tag', set: { owner: 'shop' }, remove: ['old'] },
  { kind: 'tag', set: {}, remove: [] },
  { kind: 'enable' },
  { kind: 'disable' },
  { kind: 'expire', expires: 4_000_000_000_500 },
  { kind: 'expire', expires: null },
  { kind: 'delete' },
  { kind: 'recover' },
  { kind: 'purge' },
];

describe('a preview', () => {
  test('says of each secret what would become of it', async () => {
    const { window } = await aStock();
    const tagging = await prepare(window, { kind: 'tag', set: { owner: 'shop' }, remove: ['old'] }, all);
    expect(tagging).toMatchObject({ done: 8, total: 8, changed: 4, unchanged: 1, refused: 3 });
    expect(tagging.rows).toEqual({
      plain: 'changed',
      owned: 'changed',
      done: 'unchanged',
      full: 'BadParameter',
      off: 'changed',
      later: 'changed',
      binned: 'SecretNotFound',
      nothing: 'SecretNotFound',
    });
    const expiring = await prepare(window, { kind: 'expire', expires: 4_000_000_000_500 }, all);
    expect(expiring.rows).toMatchObject({ plain: 'changed', done: 'unchanged', later: 'BadParameter' });
    const deleting = await prepare(window, { kind: 'delete' }, all);
    expect(deleting.rows).toMatchObject({ plain: 'changed', binned: 'unchanged', nothing: 'SecretNotFound' });
    const purging = await prepare(window, { kind: 'purge' }, all);
    expect(purging.rows).toMatchObject({ plain: 'SecretNotFound', binned: 'changed' });
  });

  test.each(changes)('changes nothing: %j', async (change) => {
    const { window } = await aStock();
    const before = [await window.call('SecretList', { vault }), await window.call('SecretListDeleted', { vault })];
    await prepare(window, change, all);
    expect([await window.call('SecretList', { vault }), await window.call('SecretListDeleted', { vault })]).toEqual(before);
  });

  test('says what purge protection refuses', async () => {
    const { window } = await aStock();
    const { revision } = await window.call('VaultGet', { vault });
    await window.call('VaultPatch', { vault, revision, purgeProtection: { reason: 'policy', password: utf8(password) } });
    expect((await prepare(window, { kind: 'purge' }, items('binned'))).rows).toEqual({ binned: 'PurgeProtected' });
  });

  test('tells nothing of secrets that the person may not change', async () => {
    const { window, engine } = await aStock();
    const { resourceId } = await window.call('VaultGet', { vault });
    await aPerson(engine, 'bob', { role: 'Key Vault Secrets Officer', scope: `${resourceId}/secrets/plain` });
    const other = engine.window();
    await signIn(other).then(() => other.call('SessionDelete', {}));
    await other.call('SessionCreate', { person: 'bob', password: new TextEncoder().encode(password) });
    expect((await prepare(other, { kind: 'disable' }, items('plain', 'owned', 'nothing'))).rows).toEqual({
      plain: 'changed',
      owned: 'Forbidden',
      nothing: 'Forbidden',
    });
  });

  test('finds the secrets of a query, over more than one page of a list', async () => {
    const { window } = await aHouse();
    for (let at = 0; at < 230; at += 1) await window.call('SecretSet', aSecret({ name: `key-${at}`, tags: { team: 'a' } }));
    await window.call('SecretSet', aSecret({ name: 'other' }));
    const preview = await prepare(window, { kind: 'disable' }, { query: { tag: [{ name: 'team', value: 'a' }] } });
    expect(preview).toMatchObject({ done: 230, total: 230, changed: 230 });
    expect(preview.rows['other']).toBeUndefined();
    expect(await run(window, preview.job)).toMatchObject({ changed: 230, refused: 0 });
  });

  test('of a query finds only what the person may see', async () => {
    const { window, engine } = await aStock();
    const { resourceId } = await window.call('VaultGet', { vault });
    await aPerson(engine, 'bob', { role: 'Key Vault Secrets Officer', scope: `${resourceId}/secrets/plain` });
    const other = engine.window();
    await other.call('SessionCreate', { person: 'bob', password: new TextEncoder().encode(password) });
    expect(Object.keys((await prepare(other, { kind: 'disable' }, { query: {} })).rows).filter((name) => name !== 'plain')).toEqual([]);
  });

  test('is told in pages, and of a vault that is not there too', async () => {
    const { window } = await aStock();
    const names = Array.from({ length: 130 }, (_none, at) => `none-${at}`);
    const { told, ...last } = await prepare(window, { kind: 'enable' }, { items: names.map((name) => ({ vault: 'nowhere', name })) });
    expect(told.map(({ done, total }) => [done, total])).toEqual([
      [0, 130],
      [50, 130],
      [100, 130],
      [130, 130],
    ]);
    expect(last).toMatchObject({ refused: 130 });
    expect(last.rows['none-7']).toBe('VaultNotFound');
  });
});

describe('a run', () => {
  test.each(changes)('does what the preview said: %j', async (change) => {
    const { window } = await aStock();
    const preview = await prepare(window, change, all);
    const { told: _told, ...done } = await run(window, preview.job);
    const planned = Object.entries(preview.rows).filter(([, outcome]) => outcome === 'changed');
    expect(done).toEqual({
      job: preview.job,
      done: planned.length,
      total: planned.length,
      changed: planned.length,
      unchanged: 0,
      refused: 0,
      rows: Object.fromEntries(planned),
    });
    // What was changed is now as it was wanted, and nothing is left to do.
    const again = await prepare(window, change, all);
    for (const [name] of planned) expect(again.rows[name]).toBe(change.kind === 'purge' ? 'SecretNotFound' : 'unchanged');
  });

  test('records each change by itself, under the correlation id of the run', async () => {
    const { window } = await aStock();
    const { job } = await prepare(window, { kind: 'disable' }, items('plain', 'owned'));
    await run(window, job);
    const rows = (await logOf(window)).slice(-3);
    const records = await Promise.all(rows.map(({ sequence }) => window.call('LogGet', { sequence })));
    expect(records.map(({ operation, result, object }) => [operation, result, object])).toEqual([
      ['BulkRun', 'succeeded', 'bulk change'],
      ['SecretUpdate', 'succeeded', 'payroll / plain'],
      ['SecretUpdate', 'succeeded', 'payroll / owned'],
    ]);
    expect(new Set(records.map(({ correlationId }) => correlationId)).size).toBe(1);
  });

  test.each([
    [
      'another attribute',
      (window: Window, version: string) => window.call('SecretUpdate', { vault, name: 'plain', version, enabled: false }),
    ],
    ['another value', (window: Window) => window.call('SecretSet', aSecret({ name: 'plain' }))],
    ['a deletion', (window: Window) => window.call('SecretDelete', { vault, name: 'plain' })],
  ])('leaves alone what is no longer as it was seen: %s', async (_what, meddle) => {
    const { window } = await aStock();
    const { job } = await prepare(window, { kind: 'tag', set: { a: 'b' }, remove: [] }, items('plain', 'owned'));
    const { properties } = await window.call('SecretGet', { vault, name: 'plain' });
    await meddle(window, properties.version);
    expect((await run(window, job)).rows).toEqual({ plain: 'ChangedMeanwhile', owned: 'changed' });
    expect((await stateOf(window, 'plain')).tags).toEqual({});
  });

  test('is refused what was taken back since the preview', async () => {
    const { window, engine } = await aStock();
    const { resourceId } = await window.call('VaultGet', { vault });
    await aPerson(engine, 'bob', { role: 'Key Vault Secrets Officer', scope: resourceId });
    const other = engine.window();
    await other.call('SessionCreate', { person: 'bob', password: new TextEncoder().encode(password) });
    const { job } = await prepare(other, { kind: 'disable' }, items('plain'));
    await window.call('VaultDelete', { vault });
    expect((await run(other, job)).rows).toEqual({ plain: 'VaultNotFound' });
  });

  test('that is given up goes on where it stopped', async () => {
    const { window } = await aHouse();
    const names = Array.from({ length: 400 }, (_none, at) => `key-${at}`);
    for (const name of names) await window.call('SecretSet', aSecret({ name }));
    const { job } = await prepare(window, { kind: 'disable' }, items(...names));
    for await (const item of window.listen('BulkRun', { job })) if (contract.BulkRun.output.parse(item).done > 0) break;
    const first = await countOf(window, names);
    expect(first).toBeGreaterThanOrEqual(200);
    const { total, changed } = await run(window, job);
    expect(total).toBe(400 - first);
    expect(changed).toBe(total);
    expect(await countOf(window, names)).toBe(400);
  });

  test('cannot run beside itself, and has nothing left to do afterwards', async () => {
    const { window } = await aStock();
    const { job } = await prepare(window, { kind: 'disable' }, items('plain'));
    const running = window.listen('BulkRun', { job })[Symbol.asyncIterator]();
    await running.next();
    await expect(run(window, job)).rejects.toThrow(refusal('Conflict'));
    await follow({ [Symbol.asyncIterator]: () => running });
    expect(await run(window, job)).toMatchObject({ done: 0, total: 0 });
  });

  test('is nobody else’s, and ends with the session', async () => {
    const { window, engine } = await aStock();
    const { job } = await prepare(window, { kind: 'disable' }, items('plain'));
    const other = engine.window();
    await signIn(other);
    await expect(run(other, job)).rejects.toThrow(refusal('StagedNotFound'));
    await window.call('SessionDelete', {});
    await signIn(window);
    await expect(run(window, job)).rejects.toThrow(refusal('StagedNotFound'));
    expect((await logOf(window)).filter(({ operation }) => operation === 'BulkRun').map(({ code }) => code)).toEqual([
      'StagedNotFound',
      'StagedNotFound',
    ]);
  });
});

/** How many are disabled. */
async function countOf(window: Window, names: readonly string[]): Promise<number> {
  const told = await prepare(window, { kind: 'enable' }, items(...names));
  return told.changed;
}

describe('what is told of the last secret', () => {
  /** Up to the item that says that all is done, and no further. */
  async function toTheLast(stream: AsyncIterable<unknown>) {
    const items = stream[Symbol.asyncIterator]();
    for (;;) {
      const { value } = await items.next();
      const progress = contract.BulkRun.output.parse(value);
      if (progress.done === progress.total) return { job: progress.job, end: () => items.next() };
    }
  }

  test('lets the next thing begin, which the end of the one before does not end', async () => {
    const { window } = await aStock();
    const preview = await toTheLast(window.listen('BulkPrepare', { selection: items('plain', 'owned'), change: { kind: 'disable' } }));
    const { job } = preview;
    const running = window.listen('BulkRun', { job })[Symbol.asyncIterator]();
    await running.next();
    await preview.end();
    await expect(run(window, job)).rejects.toThrow(refusal('Conflict'));
    await running.next();
    const undoing = window.listen('BulkUndo', { job })[Symbol.asyncIterator]();
    await undoing.next();
    await running.next();
    await expect(undo(window, job)).rejects.toThrow(refusal('Conflict'));
    expect((await undoing.next()).value).toMatchObject({ changed: 2 });
  });
});

describe('taking back', () => {
  test.each(changes.filter(({ kind }) => kind !== 'purge'))('puts everything where it was: %j', async (change) => {
    const { window } = await aStock();
    const names = ['plain', 'owned', 'done', 'full', 'off', 'later', 'binned'];
    const before = await Promise.all(names.map((name) => stateOf(window, name)));
    const { job } = await prepare(window, change, all);
    const done = await run(window, job);
    const undone = await undo(window, job);
    expect(undone).toMatchObject({ done: done.changed, total: done.changed, changed: done.changed, refused: 0 });
    expect(await Promise.all(names.map((name) => stateOf(window, name)))).toEqual(before);
    expect(await undo(window, job)).toMatchObject({ total: 0 });
  });

  test('leaves alone what was changed since', async () => {
    const { window } = await aStock();
    const { job } = await prepare(window, { kind: 'tag', set: { owner: 'shop' }, remove: [] }, items('plain', 'owned'));
    await run(window, job);
    const { properties } = await window.call('SecretGet', { vault, name: 'owned' });
    await window.call('SecretUpdate', { vault, name: 'owned', version: properties.version, tags: { owner: 'mine' } });
    expect((await undo(window, job)).rows).toEqual({ plain: 'changed', owned: 'ChangedMeanwhile' });
    expect((await stateOf(window, 'owned')).tags).toEqual({ owner: 'mine' });
    expect((await stateOf(window, 'plain')).tags).toEqual({});
  });

  test('a purge is not to be had', async () => {
    const { window } = await aStock();
    const { job } = await prepare(window, { kind: 'purge' }, items('binned'));
    await run(window, job);
    await expect(undo(window, job)).rejects.toThrow(refusal('BadParameter'));
  });
});

test('a job that nobody asks for in ten minutes is gone', async () => {
  const { window, ground } = await aStock();
  const { job } = await prepare(window, { kind: 'disable' }, items('plain'));
  ground.clock.pass(10 * minute);
  await expect(run(window, job)).rejects.toThrow(refusal('StagedNotFound'));
});
