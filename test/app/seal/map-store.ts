import type { KeyringTx } from '../../../app/seal/keyring.ts';
import type { WrappedKeyRow } from '../../../app/seal/keyring-store.ts';
import type { ManifestRow } from '../../../app/seal/manifest-store.ts';

/** Rows in memory, open to tests that tamper with them; `copy()` is what a transaction would roll back to. */
export interface MapStore extends KeyringTx {
  readonly keys: WrappedKeyRow[];
  readonly sets: Map<string, ManifestRow>;
  copy(): MapStore;
}

export function mapStore(keys: WrappedKeyRow[] = [], sets = new Map<string, ManifestRow>()): MapStore {
  return {
    keys,
    sets,
    copy: () => mapStore([...keys], new Map(sets)),
    keyring: {
      insert: (row) => {
        keys.push(row);
        return Promise.resolve();
      },
      list: (layer, owner) => Promise.resolve(keys.filter((row) => row.layer === layer && row.owner === owner)),
      removeUpTo: (layer, owner, generation) => {
        const left = keys.filter((row) => row.layer !== layer || row.owner !== owner || row.generation > generation);
        keys.splice(0, keys.length, ...left);
        return Promise.resolve();
      },
    },
    manifests: {
      find: (set) => Promise.resolve(sets.get(set)),
      list: () => Promise.resolve([...sets.values()]),
      put: (row) => {
        sets.set(row.set, row);
        return Promise.resolve();
      },
      remove: (set) => {
        sets.delete(set);
        return Promise.resolve();
      },
    },
  };
}
