import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPlanTable, type PlannedRow } from '../../../app/import/plan-table.ts';

const names = ['Alpha', 'beta', 'ALPHA', 'gamma', 'alpha'];
const aTable = (called: readonly string[] = names) => {
  const table = createPlanTable(called.length, (row) => called[row] ?? '');
  for (const [row, name] of called.entries()) table.begin(row, name, undefined);
  return table;
};

describe('a plan', () => {
  it('gives back what was put', () => {
    const table = aTable();
    const row: PlannedRow = {
      row: 1,
      name: 'beta',
      problem: undefined,
      status: 'deleted',
      reason: undefined,
      choice: 'recover',
      found: { version: 'a'.repeat(32), contentType: 'text/plain', tags: { owner: 'ops' } },
      bin: { purgeOn: 1_800_000_000_000, purgeProtected: true },
      outcome: 'refused',
      outcomeCode: 'Forbidden',
    };
    table.put(row);
    expect(table.get(1)).toEqual(row);
    table.put({ ...row, found: undefined, bin: undefined, outcome: undefined, outcomeCode: undefined });
    expect(table.get(1)).toMatchObject({ found: undefined, bin: undefined, outcome: undefined, outcomeCode: undefined });
  });

  it('begins with rows that nobody has looked at', () => {
    const table = createPlanTable(2, () => 'a');
    expect(table.get(1)).toMatchObject({ row: 1, name: 'a', status: 'refused', reason: 'name', choice: 'skip', problem: 'name' });
    expect([...table.shared()]).toEqual([]);
    expect(table.ofName('a')).toEqual([]);
  });

  it('finds rows that share a name, which has no case, and leaves out those that can’t be written', () => {
    const table = aTable();
    expect([...table.shared()]).toEqual([[0, 2, 4]]);
    table.begin(2, 'ALPHA', 'value_long');
    expect([...table.shared()]).toEqual([[0, 4]]);
    expect(table.ofName('aLPHA')).toEqual([0, 4]);
  });

  it('calls a renamed row by its new name until the next plan', () => {
    const table = aTable();
    table.rename(1, 'Gamma');
    expect(table.get(1).name).toBe('Gamma');
    expect(table.ofName('gamma')).toEqual([1, 3]);
    table.begin(1, 'beta', undefined);
    expect(table.get(1).name).toBe('beta');
    expect(table.ofName('gamma')).toEqual([3]);
  });

  it('forgets outcomes of what was not written', () => {
    const table = aTable();
    table.put({ ...table.get(0), outcome: 'written' });
    table.put({ ...table.get(1), outcome: 'refused', outcomeCode: 'Forbidden' });
    expect(table.forgetOutcomes()).toBe(4);
    expect([table.get(0).outcome, table.get(1).outcome, table.get(1).outcomeCode]).toEqual(['written', undefined, undefined]);
  });

  it('looks at a row when its turn comes', () => {
    const table = aTable();
    const seen: number[] = [];
    for (const row of table.where(({ choice }) => choice === 'skip')) {
      seen.push(row);
      if (row < 4) table.choose(row + 1, row % 2 === 0 ? 'write' : 'skip');
    }
    expect(seen).toEqual([0, 2, 4]);
  });

  it('groups as a map of lower-case names would, whatever they are', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-cA-C]{1,2}$/), { maxLength: 40 }), (called) => {
        const expected = [...Map.groupBy(called.keys(), (row) => called[row]?.toLowerCase()).values()].filter((rows) => rows.length > 1);
        const byFirst = (groups: readonly (readonly number[])[]) => groups.toSorted(([a = 0], [b = 0]) => a - b);
        expect(byFirst([...aTable(called).shared()])).toEqual(byFirst(expected));
      }),
    );
  });
});
