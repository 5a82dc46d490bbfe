import { parse as parseCsv } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { contract } from '../../../app/contract/operation.ts';

import { aHouse, aSecret, makeVault, type Window } from '../../support/a-house.ts';
import { change } from '../../support/a-person.ts';
import { anEntry } from './a-log.ts';

async function exported(window: Window, input: object): Promise<{ text: string; parts: number[]; done: number[]; total: number }> {
  const decoder = new TextDecoder();
  const [parts, done]: [number[], number[]] = [[], []];
  let [text, total] = ['', 0];
  for await (const item of window.listen('LogExport', { filter: {}, ...input })) {
    const given = contract.LogExport.output.parse(item);
    text += decoder.decode(given.part, { stream: true });
    parts.push(given.part.length);
    done.push(given.done);
    total = given.total;
  }
  return { text, parts, done, total };
}

describe('an exported log', () => {
  test('has one line for each record, exactly as it was hashed, oldest first', async () => {
    const { window } = await aHouse();
    const { text, total } = await exported(window, { format: 'jsonl' });
    const lines = text.split('\n');
    expect(lines.pop()).toBe('');
    // Up to its own start, which is the last.
    expect(lines).toHaveLength(total);
    for (const [sequence, line] of lines.entries()) expect((await window.call('LogGet', { sequence })).canonical).toBe(line);
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ operationName: 'LogExport', properties: { format: 'jsonl' } });
  });

  test('holds what the filter means', async () => {
    const { window } = await aHouse();
    await window.call('SecretSet', aSecret());
    const { text, total } = await exported(window, { format: 'jsonl', filter: { operation: ['SecretSet'] } });
    expect(total).toBe(1);
    expect(JSON.parse(text)).toMatchObject({ operationName: 'SecretSet', object: 'payroll / db-password' });
  });

  test('comes in parts of bounded size that say how far it is', async () => {
    const { window, engine } = await aHouse();
    const audit = engine.house.gate.log().audit;
    const entries = Array.from({ length: 2500 }, () => anEntry({ properties: { note: 'x'.repeat(1000) } }));
    await change(engine, async (tx) => void (await audit.append(tx, entries)));
    const { parts, done, total, text } = await exported(window, { format: 'jsonl' });
    expect(text.split('\n')).toHaveLength(total + 1);
    expect(parts.length).toBeGreaterThan(20);
    expect(Math.max(...parts)).toBeLessThan(160 * 1024);
    expect(done).toEqual(done.toSorted((a, b) => a - b));
    expect(done.at(-1)).toBe(total);
  });

  test('that is empty is one empty part', async () => {
    const { window } = await aHouse();
    const { parts, total } = await exported(window, { format: 'jsonl', filter: { text: 'no such' } });
    expect({ parts, total }).toEqual({ parts: [0], total: 0 });
  });

  test('as CSV has no cell that a spreadsheet takes for a formula, and loses nothing', async () => {
    const { window, engine } = await aHouse();
    await makeVault(window, 'formula');
    const objects = ['=1+1', '+1', '-1', '@a', "'a", '\t=1', '"quoted", and\r\nbroken', 'été'];
    const audit = engine.house.gate.log().audit;
    await change(
      engine,
      async (tx) =>
        void (await audit.append(
          tx,
          objects.map((object) => anEntry({ object, operation: 'Trial' })),
        )),
    );
    const { text } = await exported(window, { format: 'csv', filter: { operation: ['Trial'] } });
    const table: string[][] = parseCsv(text, { relax_column_count: false });
    const [head = [], ...rows] = table;
    const column = head.indexOf('object');
    expect(rows.map((row) => row[column])).toEqual(["'=1+1", "'+1", "'-1", "'@a", "''a", "'\t=1", '"quoted", and\r\nbroken', 'été']);
    for (const row of rows) expect(row.filter((cell) => /^[=+\-@\t\r\n]/.test(cell))).toEqual([]);
    expect(JSON.parse(rows[0]?.[head.indexOf('properties')] ?? '')).toEqual(anEntry().properties);
  });
});
