/** A key of the house, wrapped by the layer above it. */
export interface WrappedKeyRow {
  /** `master`, `vault` or `log` (the Ed25519 seed that signs checkpoints). */
  readonly layer: 'master' | 'vault' | 'log';
  /** The vault's id, or `house`. */
  readonly owner: string;
  /** From 1. */
  readonly generation: number;
  /** Generation of the key that wraps this one; 0 is the root key. */
  readonly wrappedBy: number;
  readonly wrapped: Uint8Array;
  /** Of the log's key: 32 bytes; else empty. */
  readonly publicKey: Uint8Array;
  readonly createdOn: number;
}

export interface KeyringStore {
  insert(row: WrappedKeyRow): Promise<void>;
  list(layer: WrappedKeyRow['layer'], owner: string): Promise<WrappedKeyRow[]>;
  /** Destroys the owner's keys of the layer up to and with `generation`. */
  removeUpTo(layer: WrappedKeyRow['layer'], owner: string, generation: number): Promise<void>;
}
