import { describe, expect, it } from 'vitest';
import { aHouse, logOf, password, signIn, startEngine, utf8 } from '../../support/a-house.ts';

const refusal = (code: string) => expect.objectContaining({ code });

describe('the record of an input that is wrong', () => {
  it('names who sent it', async () => {
    const { window } = await aHouse();
    await expect(window.call('VaultGet', { vault: '?' })).rejects.toEqual(refusal('BadParameter'));
    expect((await logOf(window)).at(-1)).toMatchObject({ operation: 'VaultGet', code: 'BadParameter', identity: 'Ada Lovelace' });
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
