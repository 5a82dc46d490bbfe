import { describe, expect, it } from 'vitest';
import { aHouse, password, utf8, type Window } from '../../support/a-house.ts';
import { aPerson, change } from '../../support/a-person.ts';

const refusal = (code: string, data?: object) => expect.objectContaining({ code, ...(data && { data }) });
const expiring = { query: { state: ['expiring'] }, sort: { by: 'expires', direction: 'up' } } as const;
const everything = { query: {}, sort: { by: 'name', direction: 'up' } } as const;
const listOf = async (window: Window) => (await window.call('ViewList', {})).items;

describe('a named list', () => {
  it('comes back by name as it was saved', async () => {
    const { window } = await aHouse();
    const second = await window.call('ViewPut', { name: 'b', ...expiring });
    const first = await window.call('ViewPut', { name: ' a ', ...everything });
    expect(first.name).toBe('a');
    expect(await listOf(window)).toEqual([first, second]);
  });

  it('replaces the one of its name, and is the same list still', async () => {
    const { window } = await aHouse();
    const { id } = await window.call('ViewPut', { name: 'a', ...expiring });
    expect(await window.call('ViewPut', { name: 'a', ...everything })).toEqual({ id, name: 'a', ...everything });
    expect(await listOf(window)).toEqual([{ id, name: 'a', ...everything }]);
  });

  it('is gone when it is deleted, and then there is none to delete', async () => {
    const { window } = await aHouse();
    const { id } = await window.call('ViewPut', { name: 'a', ...expiring });
    await window.call('ViewDelete', { id });
    expect(await listOf(window)).toEqual([]);
    await expect(window.call('ViewDelete', { id })).rejects.toEqual(refusal('StagedNotFound', { what: 'view' }));
  });

  it('is the own one of its person', async () => {
    const { engine, window } = await aHouse();
    const { id } = await window.call('ViewPut', { name: 'a', ...expiring });
    await aPerson(engine, 'bob', { role: 'Owner', scope: '/' });
    const other = engine.window();
    await other.call('SessionCreate', { person: 'bob', password: utf8(password) });
    expect(await listOf(other)).toEqual([]);
    await expect(other.call('ViewDelete', { id })).rejects.toEqual(refusal('StagedNotFound'));
    await other.call('ViewPut', { name: 'a', ...everything });
    expect(await listOf(window)).toEqual([{ id, name: 'a', ...expiring }]);
  });

  it('is one of a hundred at the most; one of them can still be replaced', async () => {
    const { window } = await aHouse();
    for (let at = 0; at < 100; at += 1) await window.call('ViewPut', { name: `view ${at}`, ...everything });
    const more = window.call('ViewPut', { name: 'one more', ...everything });
    await expect(more).rejects.toEqual(refusal('BadParameter', { issues: [{ path: 'name', problem: 'too_many', limit: 100 }] }));
    await window.call('ViewPut', { name: 'view 7', ...expiring });
    expect(await listOf(window)).toHaveLength(100);
  });

  it('that no longer reads as one is said to be damaged', async () => {
    const { engine, window } = await aHouse();
    const { id } = await window.call('ViewPut', { name: 'a', ...expiring });
    const { principalId: personId = '' } = window.caller.session.current ?? {};
    await change(engine, (tx) => tx.views.put({ id, personId, kind: 'secret', name: 'a', json: '{"query":{"text":7}}' }));
    await expect(listOf(window)).rejects.toEqual(refusal('StoreDamaged', { detail: 'view' }));
  });
});
