import type { UsageStore } from '../endpoint/usage-store.ts';
import { compareText } from './order.ts';
import { keyOf } from './table.ts';
import type { Desk } from './tables.ts';

export const createMemoryUsageStore = (desk: Desk): UsageStore => ({
  add: async (rows) => {
    const { usage } = desk.change();
    for (const row of rows) {
      const key = keyOf(row.day, row.vault, row.operation);
      const { answered = 0, refused = 0 } = usage.find(key) ?? {};
      usage.put(key, { ...row, answered: answered + row.answered, refused: refused + row.refused });
    }
  },
  list: async ({ from, until, vault }) =>
    desk
      .look()
      .usage.select(({ day, vault: name }) => from <= day && day < until && (vault === undefined || name === vault))
      .sort((a, b) => a.day - b.day || compareText(a.vault, b.vault) || compareText(a.operation, b.operation)),
});
