import { describe, expect, it, vi } from 'vitest';
import { VaultError } from '../../../app/contract/vault-error.ts';
import { aHouse, logOf, password, signIn, startEngine, unlock, utf8 } from '../../support/a-house.ts';

const refusal = (code: string) => expect.objectContaining({ code });

describe('the record of an input that is wrong', () => {
  it('names who sent it', async () => {
    const { window } = await aHouse();
    await expect(window.call('VaultGet', { vault: '?' })).rejects.toEqual(refusal('BadParameter'));
    expect((await logOf(window)).at(-1)).toMatchObject({ operation: 'VaultGet', code: 'BadParameter', identity: 'Ada Lovelace' });
  });

  it('tells of a few of its faults, however many there are', async () => {
    const { window } = await aHouse();
    const asked = window.call('LogList', { limit: 10, filter: { operation: Array.from({ length: 5_000 }, () => 7) } });
    const error: unknown = await asked.catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'BadParameter' });
    expect(JSON.stringify(error).length).toBeLessThan(8_000);
  });

  it('is one a minute, and a count, for all that nobody in particular sends', async () => {
    const { engine, window, ground } = await aHouse();
    const stranger = engine.window();
    for (let attempt = 0; attempt < 50; attempt += 1) {
      await expect(stranger.call('VaultGet', { vault: '?' })).rejects.toEqual(refusal('BadParameter'));
      await expect(stranger.call('InstancePrepare', {})).rejects.toEqual(refusal('InstanceOpen'));
    }
    ground.clock.pass(61_000);
    await expect(stranger.call('VaultGet', { vault: '?' })).rejects.toEqual(refusal('BadParameter'));
    const rows = (await logOf(window)).filter((row) => row.code === 'BadParameter');
    const counts = await Promise.all(rows.map(async ({ sequence }) => (await window.call('LogGet', { sequence })).properties['count']));
    expect(counts).toEqual([undefined, '49', undefined]);
  });
});

describe('effects outside the database', () => {
  it('come one after the other, each between its attempt and its outcome', async () => {
    const { window } = await aHouse();
    const slot = (label: string) =>
      window.call('SlotAdd', { kind: 'passphrase', label, passphrase: utf8('a second way to open'), password: utf8(password) });
    await Promise.all([slot('first'), slot('second')]);
    const rows = (await logOf(window)).filter((row) => row.operation === 'SlotAdd');
    expect(rows.map((row) => [row.object, row.result])).toEqual([
      ['unlock slots / first', 'attempted'],
      ['unlock slots / first', 'succeeded'],
      ['unlock slots / second', 'attempted'],
      ['unlock slots / second', 'succeeded'],
    ]);
  });
});

describe('a house that was opened and could not say so', () => {
  it('does not stay open', async () => {
    const { ground, engine } = await aHouse();
    await engine.house.close();
    const next = await startEngine(ground);
    const { open } = next.house;
    vi.spyOn(next.house, 'open').mockImplementation(() => {
      const rooms = open();
      const commit = () => Promise.reject(new VaultError('StoreUnavailable', { reason: 'full' }));
      return rooms && { ...rooms, committer: { ...rooms.committer, commit } };
    });
    await expect(unlock(next.window())).rejects.toEqual(refusal('StoreUnavailable'));
    expect(next.departures).toEqual(['locked']);
  });
});

describe('the shares that opened the house', () => {
  it('let nobody replace a password once somebody has signed in', async () => {
    const { ground, engine, shares } = await aHouse();
    await engine.house.close();
    const page = (await startEngine(ground)).window();
    const slot = (await page.call('InstanceGet', {})).slots.find((it) => it.kind === 'shares')?.id;
    await page.call('InstanceUnlock', { kind: 'shares', slot, shares: shares.slice(0, 2) });
    await signIn(page);
    await page.call('SessionDelete', {});
    const recover = { passphrase: utf8('an altogether new one'), person: 'ada', password: utf8('and another new one') };
    await expect(page.call('InstanceRecover', recover)).rejects.toEqual(refusal('Unauthorized'));
    await signIn(page, password);
  });
});
