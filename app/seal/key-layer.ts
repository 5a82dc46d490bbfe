import { VaultError } from '../contract/vault-error.ts';
import type { Crypto } from './crypto.ts';
import type { KeyCache } from './key-cache.ts';
import type { KeyringStore, WrappedKeyRow } from './keyring-store.ts';
import { keyBytes } from './root-key.ts';
import { type KeyPlace, unwrapKey, wrapKey } from './wrapped-key.ts';

/** Owner of the keys that are not a vault's. */
export const houseOwner = 'house';

export interface HeldKey {
  readonly generation: number;
  /** Belongs to the cache: never zeroed by the caller, never kept across an await. */
  readonly key: Uint8Array;
}

interface Deps {
  readonly crypto: Crypto;
  readonly instanceId: string;
  /** Wraps the master keys; belongs to the keyring. */
  readonly masterWrapKey: Uint8Array;
  readonly cache: KeyCache;
  /** Called between the last await and every use of a key: closing zeroes keys, and nothing may be sealed under zeros. */
  readonly assertOpen: () => void;
}

const missing = (place: Pick<KeyPlace, 'layer' | 'owner'>, generation: number | 'newest') =>
  new VaultError('IntegrityViolation', { what: 'key', id: `${place.layer}/${place.owner}/${generation}` });

async function newestRow(store: KeyringStore, layer: KeyPlace['layer'], owner: string): Promise<WrappedKeyRow | undefined> {
  return (await store.list(layer, owner)).toSorted((a, b) => b.generation - a.generation)[0];
}

/** Master keys under the root key, vault keys and the log's key under a master key: made, found and unwrapped as they are needed. */
export function createKeyLayer(deps: Deps) {
  const { cache } = deps;
  async function unwrap(store: KeyringStore, row: WrappedKeyRow): Promise<Uint8Array> {
    const held = cache.take(row);
    if (held !== undefined) return held;
    const wrappingKey = row.layer === 'master' ? deps.masterWrapKey : await find(store, 'master', houseOwner, row.wrappedBy);
    deps.assertOpen();
    const key = unwrapKey(deps, wrappingKey, row);
    if (key === undefined) throw missing(row, row.generation);
    return cache.keep(row, key);
  }

  async function find(store: KeyringStore, layer: KeyPlace['layer'], owner: string, generation: number): Promise<Uint8Array> {
    const row = (await store.list(layer, owner)).find((it) => it.generation === generation);
    if (row === undefined) throw missing({ layer, owner }, generation);
    return unwrap(store, row);
  }

  async function newest(store: KeyringStore, layer: KeyPlace['layer'], owner: string): Promise<HeldKey & { readonly row: WrappedKeyRow }> {
    const row = await newestRow(store, layer, owner);
    if (row === undefined) throw missing({ layer, owner }, 'newest');
    return { generation: row.generation, key: await unwrap(store, row), row };
  }

  /**
   * Adds the next generation. The key is zeroed here, not cached: it exists only once its row is committed.
   * @param key zeroed when done
   */
  async function add(store: KeyringStore, place: Pick<KeyPlace, 'layer' | 'owner' | 'publicKey' | 'createdOn'>, key: Uint8Array) {
    try {
      const previous = await newestRow(store, place.layer, place.owner);
      const wrapping = place.layer === 'master' ? { generation: 0, key: deps.masterWrapKey } : await newest(store, 'master', houseOwner);
      deps.assertOpen();
      const next = { ...place, generation: (previous?.generation ?? 0) + 1, wrappedBy: wrapping.generation };
      await store.insert(wrapKey(deps, wrapping.key, next, key));
    } finally {
      key.fill(0);
    }
  }

  const addRandom = (store: KeyringStore, layer: 'master' | 'vault', owner: string, createdOn: number) =>
    add(store, { layer, owner, publicKey: new Uint8Array(0), createdOn }, deps.crypto.random(keyBytes));

  return {
    find,
    newest,
    addMaster: (store: KeyringStore, createdOn: number) => addRandom(store, 'master', houseOwner, createdOn),
    addVault: (store: KeyringStore, vaultId: string, createdOn: number) => addRandom(store, 'vault', vaultId, createdOn),
    async addLog(store: KeyringStore, createdOn: number): Promise<void> {
      const { seed, publicKey } = deps.crypto.generateEd25519();
      await add(store, { layer: 'log', owner: houseOwner, publicKey, createdOn }, seed);
    },
    /** Whether the owner has a key of the layer already. */
    has: async (store: KeyringStore, layer: KeyPlace['layer'], owner: string) => (await newestRow(store, layer, owner)) !== undefined,
  };
}
