import { describe, expect, test } from 'vitest';
import { aHouse, aSecret } from '../../support/a-house.ts';

async function aWorkday() {
  const { ground, window, engine } = await aHouse();
  const began = ground.clock.now();
  for (let at = 0; at < 4; at += 1) {
    ground.clock.pass(60_000);
    await window.call('SecretSet', aSecret({ name: `s-${at}` }));
  }
  await expect(window.call('SecretGet', { vault: 'payroll', name: 'none' })).rejects.toThrow();
  return { window, engine, began };
}

describe('the histogram', () => {
  test('covers what the filter means from its first record to its last', async () => {
    const { window, began } = await aWorkday();
    const { from, until, stepMs, bars, total } = await window.call('LogHistogram', { filter: { vault: ['payroll'] }, bars: 3 });
    expect({ from, until, stepMs }).toEqual({ from: began, until: began + 3 * 80_001 - 1, stepMs: 80_001 });
    expect(bars.map((bar) => [bar.succeeded, bar.failed])).toEqual([
      [2, 0],
      [1, 0],
      [2, 1],
    ]);
    expect(total).toEqual({ succeeded: 5, refused: 0, failed: 1, attempted: 0 });
  });

  test('covers exactly the time that was asked for', async () => {
    const { window, began } = await aWorkday();
    const filter = { from: began + 60_000, until: began + 179_999 };
    const { from, until, stepMs, bars } = await window.call('LogHistogram', { filter, bars: 2 });
    expect({ from, until, stepMs }).toEqual({ ...filter, stepMs: 60_000 });
    expect(bars.map((bar) => bar.succeeded)).toEqual([1, 1]);
  });

  test('of nothing is all zeroes', async () => {
    const { window } = await aHouse();
    const { bars, total } = await window.call('LogHistogram', { filter: { text: 'no such' }, bars: 4 });
    expect(bars).toHaveLength(4);
    expect(total).toEqual({ succeeded: 0, refused: 0, failed: 0, attempted: 0 });
  });

  test('is recorded with what was asked for, and without what was typed', async () => {
    const { window } = await aHouse();
    await window.call('LogHistogram', { filter: { text: 'hunter2', object: ['hunter3'], vault: ['payroll'], until: 0 }, bars: 4 });
    const { rows } = await window.call('LogList', { limit: 1, filter: {} });
    const { properties, canonical } = await window.call('LogGet', { sequence: rows[0]?.sequence });
    expect(properties).toMatchObject({ vault: 'payroll', until: '1970-01-01T00:00:00.000Z', bars: '4' });
    expect(canonical).not.toContain('hunter');
  });
});

describe('facets', () => {
  test('count each field without its own condition, so that a second value can be chosen', async () => {
    const { window } = await aWorkday();
    const filter = { operation: ['SecretSet'], object: ['payroll / s-1', 'payroll / s-2'] };
    const { facets } = await window.call('LogFacetList', { filter, fields: ['operation', 'object'], limit: 2 });
    expect(facets).toEqual([
      { field: 'operation', values: [{ value: 'SecretSet', label: 'SecretSet', count: 2 }], more: false },
      {
        field: 'object',
        values: [
          { value: 'payroll / s-3', label: 'payroll / s-3', count: 1 },
          { value: 'payroll / s-2', label: 'payroll / s-2', count: 1 },
        ],
        more: true,
      },
    ]);
  });

  test('name people by their id, and show their name', async () => {
    const { window } = await aWorkday();
    const { person } = await window.call('SessionGet', {});
    const { facets } = await window.call('LogFacetList', { filter: {}, fields: ['identity'], text: 'ADA', limit: 5 });
    expect(facets[0]?.values).toEqual([{ value: person.id, label: 'Ada Lovelace', count: expect.any(Number) }]);
    const { rows } = await window.call('LogList', { limit: 200, filter: { identity: [person.id] } });
    expect(new Set(rows.map((row) => row.identity))).toEqual(new Set(['Ada Lovelace']));
  });
});
