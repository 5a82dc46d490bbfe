/** The primitives that the house is built on. `main/crypto` gives them from Node's OpenSSL; there is no other implementation of a primitive. */
export interface Crypto {
  /** Bytes from the operating system's generator. */
  random(lengthBytes: number): Uint8Array;
  sha256(...parts: readonly Uint8Array[]): Uint8Array;
  /** RFC 2104. */
  hmacSha256(key: Uint8Array, ...parts: readonly Uint8Array[]): Uint8Array;
  /** The same for many texts under one key, which is copied and kept as long as what is returned: preparing it takes most of the time. */
  hmacSha256Under(key: Uint8Array): (...parts: readonly Uint8Array[]) => Uint8Array;
  /** RFC 5869, extract and expand. */
  hkdfSha256(key: Uint8Array, salt: Uint8Array, info: Uint8Array, lengthBytes: number): Uint8Array;
  /**
   * AES-256-GCM (SP 800-38D) with a 16-byte tag.
   * @param key 32 bytes
   * @param nonce 12 bytes, never used twice with this key
   * @returns ciphertext followed by the tag
   */
  sealAesGcm(key: Uint8Array, nonce: Uint8Array, associatedData: Uint8Array, plaintext: Uint8Array): Uint8Array;
  /** @returns the plaintext in an array of its own that the caller zeroes, or undefined when it does not authenticate */
  openAesGcm(key: Uint8Array, nonce: Uint8Array, associatedData: Uint8Array, sealed: Uint8Array): Uint8Array | undefined;
  /** Compares in constant time; arrays of different length are unequal. */
  equal(a: Uint8Array, b: Uint8Array): boolean;
  /** A new Ed25519 key pair (RFC 8032): 32-byte seed and 32-byte public key. */
  generateEd25519(): { seed: Uint8Array; publicKey: Uint8Array };
  /**
   * Reads a key for signing often: reading it costs more than a signature.
   * @param seed 32 bytes, read once; it stays the caller's
   * @returns signs a message, 64 bytes. It keeps the key for as long as it is kept.
   */
  ed25519Signer(seed: Uint8Array): (message: Uint8Array) => Uint8Array;
  verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean;
}

/** Cost of Argon2id (RFC 9106). */
export interface Argon2Cost {
  readonly memoryKiB: number;
  readonly passes: number;
  readonly lanes: number;
}

export interface PassphraseHash {
  /** Argon2id version 0x13, 32 bytes. Slow on purpose: never inside a transaction. */
  derive(passphrase: Uint8Array, salt: Uint8Array, cost: Argon2Cost): Promise<Uint8Array>;
}

/** Shamir's secret sharing over GF(2^8). Has no integrity of its own: see share.ts. */
export interface SecretSharing {
  split(secret: Uint8Array, count: number, threshold: number): Promise<Uint8Array[]>;
  combine(shares: readonly Uint8Array[]): Promise<Uint8Array>;
}

/** The operating system's credential store. */
export interface Keychain {
  /** `insecure`: one is there, but it would store in clear, so the house does not use it. */
  trust(): Promise<'trusted' | 'absent' | 'insecure'>;
  /** @throws VaultError KeychainUnavailable */
  read(account: string): Promise<Uint8Array | undefined>;
  /** @throws VaultError KeychainUnavailable */
  write(account: string, value: Uint8Array): Promise<void>;
  /** @throws VaultError KeychainUnavailable */
  remove(account: string): Promise<void>;
}

/** One small file that is replaced whole: written beside, synced, renamed, directory synced. */
export interface SmallFile {
  /** @throws VaultError StoreUnavailable, StoreDamaged when it is larger than any such file */
  read(): Promise<Uint8Array | undefined>;
  /** @throws VaultError StoreUnavailable; then the old content stands */
  replace(content: Uint8Array): Promise<void>;
  /** @throws VaultError StoreUnavailable */
  remove(): Promise<void>;
}
