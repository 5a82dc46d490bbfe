import { describe, expect, test, vi } from 'vitest';
import { contract } from '../../../app/contract/operation.ts';
import { aHouse, aSecret, password, signIn, startEngine, unlock, utf8, type Engine, type Window } from '../../support/a-house.ts';
import { aPerson, change } from '../../support/a-person.ts';

const refusal = (code: string) => expect.objectContaining({ code });
const day = 86_400_000;
const confirmed = () => ({ reason: 'The person asked for it', password: utf8(password) });

/** Keeps a checkpoint of all that there is: what came before it may be removed. */
const checkpoint = (engine: Engine) => change(engine, async (tx) => void (await engine.house.gate.log().audit.checkpointNow(tx)));

async function aUsedHouse() {
  const house = await aHouse();
  for (let at = 0; at < 3; at += 1) {
    house.ground.clock.pass(day);
    await house.window.call('SecretSet', aSecret({ name: `s-${at}` }));
  }
  await checkpoint(house.engine);
  return house;
}

async function deleted(window: Window, removal: object, rest: object = confirmed()) {
  const seen = [];
  for await (const item of window.listen('LogDelete', { removal, ...rest })) seen.push(contract.LogDelete.output.parse(item));
  return seen;
}

async function verdictOf(window: Window) {
  let last: unknown;
  for await (const item of window.listen('LogVerify', {})) last = item;
  return contract.LogVerify.output.parse(last).verdict;
}

const setsOf = async (window: Window) =>
  (await window.call('LogList', { limit: 200, filter: { operation: ['SecretSet'] } })).rows.map((row) => row.object);

describe('deleting records by age', () => {
  test('removes what is older than the day, says so, and what remains verifies', async () => {
    const { window, ground } = await aUsedHouse();
    const before = ground.clock.now() - day;
    const preview = await window.call('LogDeletePreview', { removal: { kind: 'before', before } });
    expect(preview).toEqual({ count: 4, oldest: ground.clock.now() - 3 * day, newest: ground.clock.now() - 2 * day });
    const seen = await deleted(window, { kind: 'before', before });
    expect(seen).toEqual([
      { done: 0, total: 4 },
      { done: 4, total: 4 },
    ]);
    expect(await setsOf(window)).toEqual(['payroll / s-2', 'payroll / s-1']);
    expect(await verdictOf(window)).toMatchObject({ whole: true, faults: [] });
  });

  test('is told by two records: who began it, and what went', async () => {
    const { window, ground } = await aUsedHouse();
    await deleted(window, { kind: 'before', before: ground.clock.now() - day });
    const { rows } = await window.call('LogList', { limit: 10, filter: { operation: ['LogDelete'] } });
    const [went, begun] = await Promise.all(rows.map(({ sequence }) => window.call('LogGet', { sequence })));
    expect(begun).toMatchObject({
      identity: 'Ada Lovelace',
      properties: { reason: 'The person asked for it', before: expect.any(String) },
    });
    expect(went).toMatchObject({
      identity: 'Ada Lovelace',
      correlationId: begun?.correlationId,
      properties: { reason: 'The person asked for it', removed: '0-3', count: '4' },
    });
  });

  test('is not shown to who follows, and a follower goes on over the gap', async () => {
    const { window, ground } = await aUsedHouse();
    await deleted(window, { kind: 'before', before: ground.clock.now() - day });
    for await (const item of window.listen('LogFollow', { after: -1, filter: {} })) {
      expect(contract.LogFollow.output.parse(item)[0]).toMatchObject({ sequence: 4, object: 'payroll / s-1' });
      break;
    }
  });
});

describe('deleting records one by one', () => {
  test('removes those and no other, and passes over what may not go or is not there', async () => {
    const { window } = await aUsedHouse();
    const { rows } = await window.call('LogList', { limit: 1, filter: { object: ['payroll / s-1'] } });
    const sequence = rows[0]?.sequence ?? -1;
    const removal = { kind: 'records', sequences: [sequence, 9999, sequence] };
    expect(await window.call('LogDeletePreview', { removal })).toMatchObject({ count: 1 });
    expect((await deleted(window, removal)).at(-1)).toEqual({ done: 1, total: 1 });
    expect(await setsOf(window)).toEqual(['payroll / s-2', 'payroll / s-0']);
    await expect(window.call('LogGet', { sequence })).rejects.toEqual(refusal('RecordRemoved'));
    expect(await deleted(window, removal)).toEqual([{ done: 0, total: 0 }]);
    expect(await verdictOf(window)).toMatchObject({ whole: true });
  });
});

describe('deleting is refused, and nothing goes', () => {
  test.each([
    ['with a wrong password', { password: utf8('not the password') }, 'SignInFailed'],
    ['without a reason', { reason: '' }, 'BadParameter'],
  ])('%s', async (_what, wrong, code) => {
    const { window } = await aUsedHouse();
    const input = { ...confirmed(), ...wrong };
    await expect(deleted(window, { kind: 'before', before: 8e15 }, input)).rejects.toEqual(refusal(code));
    expect(await setsOf(window)).toHaveLength(3);
  });

  test.each(['Monitoring Reader', 'Key Vault Administrator', 'User Administrator'])('to a %s', async (role) => {
    const { engine, window } = await aUsedHouse();
    await aPerson(engine, 'bob', { role, scope: '/' });
    const other = engine.window();
    await other.call('SessionCreate', { person: 'bob', password: utf8(password) });
    await expect(deleted(other, { kind: 'before', before: 8e15 })).rejects.toEqual(refusal('Forbidden'));
    await expect(other.call('LogRetentionPut', { days: 30, ...confirmed() })).rejects.toEqual(refusal('Forbidden'));
    expect(await setsOf(window)).toHaveLength(3);
  });

  test('but a Data Purger may, who can read none of it', async () => {
    const { engine } = await aUsedHouse();
    await aPerson(engine, 'bob', { role: 'Data Purger', scope: '/' });
    const other = engine.window();
    await other.call('SessionCreate', { person: 'bob', password: utf8(password) });
    await checkpoint(engine);
    expect((await deleted(other, { kind: 'records', sequences: [3] })).at(-1)).toEqual({ done: 1, total: 1 });
    await expect(other.call('LogList', { limit: 1, filter: {} })).rejects.toEqual(refusal('Forbidden'));
  });
});

describe('how long records are kept', () => {
  test('is for ever until it is said, and can be for ever again', async () => {
    const { window } = await aHouse();
    expect(await window.call('LogRetentionGet', {})).toEqual({});
    expect(await window.call('LogRetentionPut', { days: 400, ...confirmed() })).toEqual({ days: 400 });
    expect(await window.call('LogRetentionGet', {})).toEqual({ days: 400 });
    expect(await window.call('LogRetentionPut', { days: null, ...confirmed() })).toEqual({});
    expect(await window.call('LogRetentionGet', {})).toEqual({});
  });

  test('is refused with a wrong password', async () => {
    const { window } = await aHouse();
    const asked = window.call('LogRetentionPut', { days: 30, reason: 'why', password: utf8('not the password') });
    await expect(asked).rejects.toEqual(refusal('SignInFailed'));
    expect(await window.call('LogRetentionGet', {})).toEqual({});
  });

  test('is kept: what is older goes by itself within a day, with a record that says so', async () => {
    const { window, ground, engine } = await aUsedHouse();
    await window.call('LogRetentionPut', { days: 30, ...confirmed() });
    await checkpoint(engine);
    await vi.waitFor(async () => {
      ground.clock.pass(2 * day);
      expect(await setsOf(window)).toEqual([]);
    }, 30_000);
    const { rows } = await window.call('LogList', { limit: 200, filter: { operation: ['LogDelete'], door: ['job'] } });
    const said = await Promise.all(rows.map(({ sequence }) => window.call('LogGet', { sequence })));
    expect(said.length).toBeGreaterThan(0);
    for (const { properties } of said) expect(properties).toMatchObject({ reason: 'kept for 30 days', removed: expect.any(String) });
    expect(await verdictOf(window)).toMatchObject({ whole: true, faults: [] });
  });

  test('is not believed when it was changed past the house, and nothing goes', async () => {
    const { window, engine } = await aUsedHouse();
    await window.call('LogRetentionPut', { days: 400, ...confirmed() });
    await change(engine, async (tx) => {
      const json = (await tx.settings.find('logRetention')) ?? '';
      await tx.settings.put('logRetention', json.replace('400', '1'));
    });
    await expect(window.call('LogRetentionGet', {})).rejects.toEqual(refusal('IntegrityViolation'));
  });

  test('is kept in a house that is opened again', async () => {
    const { window, ground, engine } = await aUsedHouse();
    await window.call('LogRetentionPut', { days: 30, ...confirmed() });
    await engine.house.close();
    ground.clock.pass(6 * day);
    const next = (await startEngine(ground)).window();
    await unlock(next);
    await signIn(next);
    expect(await next.call('LogRetentionGet', {})).toEqual({ days: 30 });
  });
});

describe('a view of the log', () => {
  const refusals = { filter: { result: ['refused' as const] }, columns: ['time', 'identity'] };

  test('comes back as it was saved, beside a view of secrets of the same name', async () => {
    const { window } = await aHouse();
    const saved = await window.call('LogViewPut', { name: ' Refusals ', ...refusals });
    await window.call('ViewPut', { name: 'Refusals', query: {}, sort: { by: 'name', direction: 'up' } });
    expect(saved).toMatchObject({ name: 'Refusals', ...refusals });
    expect(await window.call('LogViewList', {})).toEqual({ items: [saved] });
    const replaced = await window.call('LogViewPut', { name: 'Refusals', filter: {}, columns: [] });
    expect(replaced.id).toBe(saved.id);
    expect(await window.call('LogViewList', {})).toEqual({ items: [replaced] });
    expect((await window.call('ViewList', {})).items).toHaveLength(1);
  });

  test('is gone when it is deleted, and no view of secrets is deleted as one', async () => {
    const { window } = await aHouse();
    const { id } = await window.call('LogViewPut', { name: 'a', ...refusals });
    await expect(window.call('ViewDelete', { id })).rejects.toEqual(refusal('StagedNotFound'));
    await window.call('LogViewDelete', { id });
    expect(await window.call('LogViewList', {})).toEqual({ items: [] });
    await expect(window.call('LogViewDelete', { id })).rejects.toEqual(refusal('StagedNotFound'));
  });
});
