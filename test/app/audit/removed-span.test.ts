import { describe, expect, test } from 'vitest';
import { contract } from '../../../app/contract/operation.ts';
import { aHouse, aSecret, password, utf8, type Engine, type Window } from '../../support/a-house.ts';
import { change } from '../../support/a-person.ts';

const checkpoint = (engine: Engine) => change(engine, async (tx) => void (await engine.house.gate.log().audit.checkpointNow(tx)));

async function remove(window: Window, removal: object, reason: string) {
  for await (const item of window.listen('LogDelete', { removal, reason, password: utf8(password) })) contract.LogDelete.output.parse(item);
}

/** A house whose log has a dozen records under a checkpoint. */
async function aLongLog() {
  const house = await aHouse();
  for (let at = 0; at < 8; at += 1) await house.window.call('SecretSet', aSecret({ name: `s-${at}` }));
  await checkpoint(house.engine);
  return house;
}

describe('what was removed from the log', () => {
  test('stands in the list where it was, with who removed it, when and why', async () => {
    const { window, ground } = await aLongLog();
    await remove(window, { kind: 'records', sequences: [3, 4, 6] }, 'By mistake');
    const { rows, removed } = await window.call('LogList', { limit: 200, filter: {} });
    const said = { by: 'Ada Lovelace', on: ground.clock.now(), reason: 'By mistake', deletion: expect.any(Number) };
    expect(removed).toEqual([
      { first: 6, last: 6, ...said },
      { first: 3, last: 4, ...said },
    ]);
    expect(rows.map((row) => row.sequence)).not.toContain(4);
    expect(rows.find((row) => row.sequence === removed?.[0]?.deletion)).toMatchObject({ operation: 'LogDelete', result: 'succeeded' });
  });

  test('stands in one page alone', async () => {
    const { window } = await aLongLog();
    await remove(window, { kind: 'records', sequences: [2, 3, 4] }, 'By mistake');
    const first = await window.call('LogList', { before: 7, limit: 2, filter: {} });
    expect(first.rows.map((row) => row.sequence)).toEqual([6, 5]);
    expect(first.removed).toBeUndefined();
    const second = await window.call('LogList', { before: 5, limit: 2, filter: {} });
    expect(second.rows.map((row) => row.sequence)).toEqual([1, 0]);
    expect(second.removed).toMatchObject([{ first: 2, last: 4 }]);
  });

  test('is no part of a list with a condition, nor of a vault’s', async () => {
    const { window } = await aLongLog();
    const { resourceId } = await window.call('VaultGet', { vault: 'payroll' });
    await remove(window, { kind: 'records', sequences: [3] }, 'By mistake');
    expect((await window.call('LogList', { limit: 200, filter: { operation: ['SecretSet'] } })).removed).toBeUndefined();
    expect((await window.call('LogList', { limit: 200, filter: {}, scope: resourceId })).removed).toBeUndefined();
  });

  test('is told to who asks for one of the records by its number, and not to who reads the log of a vault alone', async () => {
    const { window, ground } = await aLongLog();
    const { resourceId } = await window.call('VaultGet', { vault: 'payroll' });
    await remove(window, { kind: 'records', sequences: [3] }, 'By mistake');
    await expect(window.call('LogGet', { sequence: 3 })).rejects.toMatchObject({
      code: 'RecordRemoved',
      data: { sequence: 3, by: 'Ada Lovelace', on: ground.clock.now(), reason: 'By mistake' },
    });
    await expect(window.call('LogGet', { sequence: 3, scope: resourceId })).rejects.toMatchObject({ code: 'RecordNotFound' });
  });

  test('in several steps of one deletion is one stretch', async () => {
    const { engine, window } = await aLongLog();
    for (let at = 0; at < 1100; at += 1) await window.call('VaultList', {});
    const { rows } = await window.call('LogList', { limit: 1, filter: {} });
    expect(rows[0]?.sequence).toBeGreaterThan(1024);
    await checkpoint(engine);
    await remove(window, { kind: 'before', before: 4_000_000_000_000 }, 'Older than the policy');
    const { removed } = await window.call('LogList', { limit: 200, filter: {} });
    expect(removed).toMatchObject([{ first: 0, reason: 'Older than the policy' }]);
    expect(removed?.[0]?.last).toBeGreaterThan(1023);
  });
});
