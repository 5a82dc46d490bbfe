import { describe, expect, test } from 'vitest';
import { fromBase64 } from '../../../app/audit/base64.ts';
import { openCheckpoint, originOf } from '../../../app/audit/checkpoint.ts';
import { contract } from '../../../app/contract/operation.ts';
import { logRow } from '../../../app/contract/log.ts';
import { aHouse, aSecret, logOf, signIn, startEngine, unlock } from '../../support/a-house.ts';
import { nodeCrypto } from './a-log.ts';

/** The last item of a verification. */
async function verdictOf(stream: AsyncIterable<unknown>) {
  let last: unknown;
  for await (const item of stream) last = item;
  return contract.LogVerify.output.parse(last).verdict;
}

describe('the list', () => {
  test('is newest first, in pages, with the number of all', async () => {
    const { window } = await aHouse();
    const first = await window.call('LogList', { limit: 2, filter: {} });
    expect(first.rows.map((row) => row.sequence)).toEqual([2, 1]);
    expect(first.total).toEqual({ count: 3, atLeast: false });
    const second = await window.call('LogList', { limit: 2, filter: {}, before: 1 });
    expect(second.rows.map((row) => row.sequence)).toEqual([0]);
  });

  test('shows what the filter asks for', async () => {
    const { window } = await aHouse();
    await window.call('SecretSet', aSecret());
    const { rows, total } = await window.call('LogList', { limit: 10, filter: { text: 'DB-PASS', result: ['succeeded'] } });
    expect(rows.map((row) => row.operation)).toEqual(['SecretSet']);
    expect(total).toEqual({ count: 1, atLeast: false });
  });

  test('is itself recorded, with what was searched for as a keyed hash', async () => {
    const { window } = await aHouse();
    await window.call('LogList', { limit: 1, filter: { text: 'hunter2', operation: ['SecretGet'] } });
    const row = (await logOf(window)).at(-1);
    const record = await window.call('LogGet', { sequence: row?.sequence });
    expect(record).toMatchObject({ operation: 'LogList', object: 'log', allowedBy: { scope: '/' } });
    expect(record.properties).toMatchObject({ operation: 'SecretGet', text: expect.stringMatching(/^h:\d+:[\w-]+$/) });
    expect(record.canonical).not.toContain('hunter2');
  });
});

describe('a record', () => {
  test('that does not exist is not found', async () => {
    const { window } = await aHouse();
    await expect(window.call('LogGet', { sequence: 999 })).rejects.toMatchObject({ code: 'RecordNotFound', data: { sequence: 999 } });
  });

  test('whose text does not give its hash is not shown', async () => {
    const { window, engine } = await aHouse();
    const opened = engine.house.open();
    await opened?.store.transaction(async (tx) => {
      const [row] = await tx.records.scan(1, 1);
      if (!row) throw new Error('no record');
      await tx.records.append([{ ...row, sequence: 500 }]);
    });
    await expect(window.call('LogGet', { sequence: 500 })).rejects.toMatchObject({
      code: 'IntegrityViolation',
      data: { what: 'record', id: '500' },
    });
  });
});

test('nobody reads the log without signing in', async () => {
  const { window } = await aHouse();
  await window.call('SessionDelete', {});
  await expect(window.call('LogList', { limit: 1, filter: {} })).rejects.toMatchObject({ code: 'Unauthorized' });
  await expect(window.call('LogGet', { sequence: 0 })).rejects.toMatchObject({ code: 'Unauthorized' });
  await expect(window.call('LogCheckpointList', { limit: 1 })).rejects.toMatchObject({ code: 'Unauthorized' });
  await expect(verdictOf(window.listen('LogVerify', {}))).rejects.toMatchObject({ code: 'Unauthorized' });
});

test('a follower sees what is done meanwhile, and its own start first', async () => {
  const { window } = await aHouse();
  const stop = new AbortController();
  const seen: string[] = [];
  const following = (async () => {
    for await (const item of window.listen('LogFollow', { after: 2, filter: {} }, stop.signal)) {
      seen.push(
        ...logRow
          .array()
          .parse(item)
          .map((row) => row.operation),
      );
      if (seen.length === 1) await window.call('SecretSet', aSecret());
      if (seen.length >= 2) stop.abort();
    }
  })();
  await following.catch((error: unknown) => expect(error).toMatchObject({ name: 'AbortError' }));
  expect(seen).toEqual(['LogFollow', 'SecretSet']);
});

test('a house that was used is whole, also when it is opened again', async () => {
  const { window, ground, engine } = await aHouse();
  await window.call('SecretSet', aSecret());
  expect(await verdictOf(window.listen('LogVerify', {}))).toMatchObject({ whole: true, records: 5, faults: [] });
  await engine.house.close();
  const next = await startEngine(ground);
  const again = next.window();
  await unlock(again);
  await signIn(again);
  expect(await verdictOf(again.listen('LogVerify', {}))).toMatchObject({ whole: true, faults: [] });
});

test('checkpoints come with the key that verifies them', async () => {
  const { ground, engine } = await aHouse();
  await engine.house.close();
  const again = (await startEngine(ground)).window();
  await unlock(again);
  await signIn(again);
  const { checkpoints, publicKey, total } = await again.call('LogCheckpointList', { limit: 10 });
  expect(total).toBe(checkpoints.length);
  const note = checkpoints[0]?.note ?? '';
  const instance = /^strongroom\/(.+)\/log\n/.exec(note)?.[1] ?? '';
  const key = { origin: originOf(instance), publicKey: fromBase64(publicKey) ?? new Uint8Array() };
  expect(openCheckpoint(nodeCrypto, key, note)).toMatchObject({ size: checkpoints[0]?.size });
});
