/** Who shall be able to open an exported file: whoever knows the passphrase, or whoever holds the key of one of the recipients. */
export type FileLock =
  | { readonly kind: 'passphrase'; readonly passphrase: Uint8Array }
  | { readonly kind: 'recipient'; readonly recipients: readonly string[] };

/** A file on its way through a cipher, which holds no more of it than a part. */
export interface FileSeal {
  /** Hands over the next part; one call at a time. Waits for room, and then the part is the caller's again. @throws as `finish` does */
  add(part: Uint8Array): Promise<void>;
  /**
   * Ends the file; all of it has been taken then.
   * @throws VaultError BadParameter naming the recipient that is none (`protection.recipients.0`); CancelledError; what `take` threw
   */
  finish(): Promise<void>;
  /** Gives it up, where it has not ended. */
  discard(): void;
}

/** Encrypts files in a form that other tools open. */
export interface FileCipher {
  /**
   * Begins an age file (https://age-encryption.org/v1). Slow for a passphrase: never inside a transaction.
   * @param take gets the encrypted file part by part, each once the one before it is dealt with
   */
  begin(lock: FileLock, take: (part: Uint8Array) => Promise<void>, signal: AbortSignal): FileSeal;
}
