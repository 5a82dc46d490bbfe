import { beforeAll, describe, expect, test } from 'vitest';
import { contract } from '../../../app/contract/operation.ts';
import { aHouse, aSecret, makeVault, password, utf8, type Window } from '../../support/a-house.ts';
import { aPerson } from '../../support/a-person.ts';

const refusal = (code: string) => expect.objectContaining({ code });

/** A house with vaults `pay` and `payroll`, and an auditor of the first. */
async function anAuditedHouse() {
  const { engine, window, ground } = await aHouse();
  const { resourceId: payroll } = await window.call('VaultGet', { vault: 'payroll' });
  const { resourceId: pay } = await makeVault(window, 'pay');
  await window.call('SecretSet', aSecret({ name: 'of-payroll' }));
  await window.call('SecretSet', aSecret({ vault: 'pay', name: 'of-pay' }));
  const { id } = await aPerson(engine, 'carol', { role: 'Monitoring Reader', scope: pay });
  const auditor = engine.window();
  await auditor.call('SessionCreate', { person: 'carol', password: utf8(password) });
  return { engine, window, ground, auditor, auditorId: id, pay, payroll };
}

let house: Awaited<ReturnType<typeof anAuditedHouse>>;
beforeAll(async () => {
  house = await anAuditedHouse();
});

const operationsAt = async (window: Window, scope: string) => {
  const { rows } = await window.call('LogList', { limit: 200, filter: {}, scope });
  return rows.toReversed().map(({ operation, object }) => `${operation} ${object}`);
};
const first = async <T>(stream: AsyncIterable<T>): Promise<T | undefined> => {
  for await (const item of stream) return item;
  return undefined;
};

describe('an auditor of one vault', () => {
  test('reads what is about it, and nothing of the vault whose name begins with its name', async () => {
    const seen = await operationsAt(house.auditor, house.pay);
    expect(seen.slice(0, 2)).toEqual(['VaultPut pay', 'SecretSet pay / of-pay']);
    expect(seen.join()).not.toContain('payroll');
  });

  test('reads it in whatever case the scope is written', async () => {
    const rows = await operationsAt(house.auditor, house.pay.toUpperCase());
    expect(rows.slice(0, 2)).toEqual(['VaultPut pay', 'SecretSet pay / of-pay']);
  });

  test('leaves records of reading it that are about it', async () => {
    const { rows } = await house.window.call('LogList', { limit: 1, filter: { operation: ['LogList'], vault: ['pay'] } });
    expect(rows).toMatchObject([{ identity: 'carol', vault: expect.stringMatching(/^pay$/i), object: 'log' }]);
  });

  test.each([
    ['the whole house', () => ({})],
    ['another vault', () => ({ scope: house.payroll })],
    ['the resource group above', () => ({ scope: house.pay.replace(/\/providers.*/, '') })],
  ])('is refused at %s, in every way of reading', async (_where, place) => {
    const { auditor } = house;
    const scope = place();
    const filter = {};
    const calls = [
      auditor.call('LogList', { limit: 1, filter, ...scope }),
      auditor.call('LogGet', { sequence: 1, ...scope }),
      auditor.call('LogHistogram', { filter, bars: 10, ...scope }),
      auditor.call('LogFacetList', { filter, fields: ['vault'], limit: 5, ...scope }),
      first(auditor.listen('LogFollow', { after: -1, filter, ...scope })),
      first(auditor.listen('LogExport', { filter, format: 'jsonl', ...scope })),
    ];
    for (const call of calls) await expect(call).rejects.toEqual(refusal('Forbidden'));
  });

  test('does not get a record of elsewhere by its number', async () => {
    const { rows } = await house.window.call('LogList', { limit: 1, filter: { object: ['payroll / of-payroll'] } });
    const sequence = rows[0]?.sequence ?? -1;
    expect(await house.window.call('LogGet', { sequence })).toMatchObject({ vault: 'payroll' });
    await expect(house.auditor.call('LogGet', { sequence, scope: house.pay })).rejects.toEqual(refusal('RecordNotFound'));
  });

  test('counts and completes only what is about it', async () => {
    const { auditor, pay: scope } = house;
    const { facets } = await auditor.call('LogFacetList', { filter: {}, fields: ['vault', 'object'], text: 'pay', limit: 50, scope });
    expect(facets.map((facet) => facet.values.map(({ value }) => value))).toEqual([['pay'], ['pay / of-pay', 'pay']]);
    const { total } = await auditor.call('LogHistogram', { filter: { operation: ['SecretSet'] }, bars: 5, scope });
    expect(total).toEqual({ succeeded: 1, refused: 0, failed: 0, attempted: 0 });
  });

  test('follows and exports only what is about it', async () => {
    const { auditor, pay: scope } = house;
    const followed = contract.LogFollow.output.parse(await first(auditor.listen('LogFollow', { after: -1, filter: {}, scope })));
    expect(new Set(followed.map((row) => row.vault.toLowerCase()))).toEqual(new Set(['pay']));
    const exported = contract.LogExport.output.parse(await first(auditor.listen('LogExport', { filter: {}, format: 'jsonl', scope })));
    const text = new TextDecoder().decode(exported.part);
    expect(text).toContain('of-pay"');
    expect(text).not.toContain('payroll');
  });

  test.each(['LogVerify', 'LogCheckpointList', 'LogDeletePreview', 'LogRetentionGet'] as const)('is refused %s', async (name) => {
    const { auditor } = house;
    const asked = {
      LogVerify: () => first(auditor.listen('LogVerify', {})),
      LogCheckpointList: () => auditor.call('LogCheckpointList', { limit: 1 }),
      LogDeletePreview: () => auditor.call('LogDeletePreview', { removal: { kind: 'before', before: 1 } }),
      LogRetentionGet: () => auditor.call('LogRetentionGet', {}),
    }[name];
    await expect(asked()).rejects.toEqual(refusal('Forbidden'));
  });
});
