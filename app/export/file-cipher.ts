/** Who shall be able to open an exported file: whoever knows the passphrase, or whoever holds the key of one of the recipients. */
export type FileLock =
  | { readonly kind: 'passphrase'; readonly passphrase: Uint8Array }
  | { readonly kind: 'recipient'; readonly recipients: readonly string[] };

/** Encrypts files in a form that other tools open. */
export interface FileCipher {
  /**
   * An age file (https://age-encryption.org/v1). Slow for a passphrase: never inside a transaction.
   * @param content stays the caller's
   * @throws VaultError BadParameter naming the recipient that is none (`protection.recipients.0`); CancelledError
   */
  seal(content: Uint8Array, lock: FileLock, signal: AbortSignal): Promise<Uint8Array>;
}
