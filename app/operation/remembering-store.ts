import { createCommittedMemory } from './committed-memory.ts';
import type { Savepoint, Store } from './store.ts';
import { createTransactionMemory } from './transaction-memory.ts';

/**
 * The same store, which reads from the database only what it doesn't know. Whoever writes must do it through this one: nobody else can
 * while the house is open, whose file is locked.
 */
export function rememberingStore(store: Store): Store {
  const committed = createCommittedMemory();
  return {
    ...store,
    async transaction(work) {
      let end = (): void => undefined;
      try {
        return await store.transaction(async (plain, plainSavepoint) => {
          const sight = committed.begin();
          end = sight.end;
          const { tx, savepoint, flush } = createTransactionMemory(plain, plainSavepoint, sight);
          const result = await work(tx, savepoint);
          await flush();
          return result;
        });
      } finally {
        end();
      }
    },
    read: (work) => store.read((plain) => work(createTransactionMemory(plain, straight, committed.begin()).tx)),
  };
}

/** A snapshot has nothing to undo. */
const straight: Savepoint = (work) => work();
