import { describe, expect, test } from 'vitest';
import { logOf } from '../../support/a-house.ts';
import { aPair, make, namesIn, plan, policy, refusal, run, source, target, undo, windowOf } from './a-copy.ts';

describe('taking back what was made', () => {
  test('moves the new keys to the recycle bin, each with its own record, and leaves versions and what was there', async () => {
    const { window } = await aPair();
    for (const name of ['one', 'two', 'other']) await make(window, name, { policy, tags: { from: 'dev' } });
    for (const name of ['other', 'extra']) await make(window, name, {}, target);
    const { job } = await plan(window);
    await run(window, job, { taken: 'version', except: ['two'] });
    await run(window, job);
    expect(await undo(window, job)).toEqual({ changed: 2, total: 2, refused: {} });
    expect(await namesIn(window)).toEqual(['extra', 'other']);
    expect((await window.call('KeyListVersions', { vault: target, name: 'other' })).items).toHaveLength(2);
    expect((await window.call('KeyListDeleted', { vault: target })).items.map(({ name }) => name)).toEqual(['one', 'two']);
    expect(await namesIn(window, source)).toEqual(['one', 'other', 'two']);
    const rows = await logOf(window);
    const { correlationId, properties } = await window.call('LogGet', {
      sequence: rows.findLast(({ operation }) => operation === 'KeyCopyUndo')?.sequence ?? 0,
    });
    expect(properties).toMatchObject({ job, from: source });
    const deletions = rows.filter(({ operation }) => operation === 'KeyDelete');
    expect(deletions).toHaveLength(2);
    for (const { sequence } of deletions) expect(await window.call('LogGet', { sequence })).toMatchObject({ correlationId });
    expect(await undo(window, job)).toMatchObject({ total: 0 });
  });

  test('leaves what was changed, rotated, turned or deleted since', async () => {
    const { window, ground } = await aPair();
    for (const name of ['changed', 'rotated', 'deleted', 'turned', 'kept']) await make(window, name, { policy });
    const { job } = await plan(window);
    await run(window, job);
    ground.clock.pass(1000);
    await window.call('KeyUpdate', { vault: target, name: 'changed', tags: { a: 'b' } });
    await window.call('KeyRotate', { vault: target, name: 'rotated' });
    await window.call('KeyDelete', { vault: target, name: 'deleted' });
    await window.call('KeyRotationPolicySet', { vault: target, name: 'turned', policy: { ...policy, expiryDays: 60 } });
    await window.call('KeyUpdate', { vault: source, name: 'kept', tags: { a: 'b' } });
    const changed = 'ChangedMeanwhile';
    expect(await undo(window, job)).toEqual({
      changed: 1,
      total: 5,
      refused: { changed, rotated: changed, turned: changed, deleted: 'KeyNotFound' },
    });
    expect(await namesIn(window)).toEqual(['changed', 'rotated', 'turned']);
  });

  test('is refused key by key to who may not delete there, and to whoever did not make them', async () => {
    const { window, engine } = await aPair();
    await make(window, 'signing');
    const bob = await windowOf(engine, window, 'Key Vault Crypto User', 'Key Vault Crypto Officer');
    const { job } = await plan(bob);
    expect(await run(bob, job)).toMatchObject({ changed: 1 });
    await expect(undo(window, job)).rejects.toEqual(refusal('StagedNotFound'));
    await window.call('VaultDelete', { vault: source });
    const { resourceId: scope } = await window.call('VaultGet', { vault: target });
    const { items } = await window.call('RoleAssignmentList', { scope, reach: 'here', state: ['in force'], limit: 10 });
    for (const { id } of items.filter((it) => it.scope === scope)) await window.call('RoleAssignmentEnd', { id, reason: 'They left' });
    expect(await undo(bob, job)).toMatchObject({ changed: 0, refused: { signing: 'Forbidden' } });
    expect(await namesIn(window)).toEqual(['signing']);
  });
});
