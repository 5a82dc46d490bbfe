import type { RecordRow } from '../../app/audit/record-store.ts';
import type { Store, StoreOpener, Tx } from '../../app/operation/store.ts';

/** Notes, at the store, when each record was committed. */
export interface AuditTime {
  dress(opener: StoreOpener): StoreOpener;
  /** By `performance.now()`; undefined for a record from before this looked. */
  committedOn(sequence: number): number | undefined;
}

export function createAuditTime(): AuditTime {
  const times = new Map<number, number>();
  const noting = (store: Store): Store => ({
    ...store,
    async transaction(work) {
      const appended: RecordRow[] = [];
      const result = await store.transaction((tx: Tx, savepoint) => {
        const append: Tx['records']['append'] = (rows) => {
          appended.push(...rows);
          return tx.records.append(rows);
        };
        return work({ ...tx, records: { ...tx.records, append } }, savepoint);
      });
      const now = performance.now();
      if (appended.length < 1000) for (const { sequence } of appended) times.set(sequence, now);
      return result;
    },
  });
  return {
    dress: (opener) => ({
      ...opener,
      open: async (pageKey) => noting(await opener.open(pageKey)),
      create: async (pageKey) => noting(await opener.create(pageKey)),
    }),
    committedOn: (sequence) => times.get(sequence),
  };
}
