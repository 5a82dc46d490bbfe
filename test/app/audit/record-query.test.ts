import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matchesQuery } from '../../../app/audit/record-query.ts';
import type { LogFilter } from '../../../app/contract/log.ts';
import { aLog, anEntry } from './a-log.ts';

const outcome = fc.constantFrom('succeeded', 'refused', 'failed', 'attempted');
const operation = fc.constantFrom('SecretGet', 'SecretSet', 'LogList');
const object = fc.constantFrom('payroll / Key-1', 'payroll / key-2', 'log', 'ÄPFEL');
const entry = fc.record({ result: outcome, operation, object, time: fc.integer({ min: 0, max: 9 }) }).map(anEntry);
const filter: fc.Arbitrary<LogFilter> = fc.record(
  {
    result: fc.array(outcome, { maxLength: 2 }),
    operation: fc.array(operation, { maxLength: 2 }),
    text: fc.constantFrom('KEY', 'alice', 'bob', '', 'äpf', 'payroll'),
    from: fc.integer({ min: 0, max: 9 }),
    until: fc.integer({ min: 0, max: 9 }),
  },
  { requiredKeys: [] },
);

test('a follower is shown exactly what the list shows', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(entry, { minLength: 1, maxLength: 10 }), filter, async (entries, asked) => {
      const bench = aLog();
      const rows = await bench.append(...entries);
      const listed = await bench.store.read((tx) => tx.records.list(undefined, 100, asked));
      expect(rows.filter((row) => matchesQuery(row, asked)).map((row) => row.sequence)).toEqual(
        listed.map((row) => row.sequence).toReversed(),
      );
    }),
  );
});
