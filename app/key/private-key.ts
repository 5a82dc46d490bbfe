import type { EncryptAlgorithm, KeySpec, PrivateJwk, PublicKey, SignAlgorithm, WrappedKind } from '../contract/key.ts';
import type { OaepHash } from '../contract/key-exchange.ts';

/** What is encrypted or wrapped with, beside the text. */
export interface CipherParts {
  /** Of AES-GCM and AES-CBC; drawn where encryption is given none. */
  readonly initialization?: Uint8Array | undefined;
  /** Associated data of AES-GCM. */
  readonly additional?: Uint8Array | undefined;
  /** Of AES-GCM, when decrypting. */
  readonly tag?: Uint8Array | undefined;
}

/** What encryption gives: everything that decryption needs. */
export interface Ciphertext {
  readonly value: Uint8Array;
  readonly initialization?: Uint8Array;
  readonly additional?: Uint8Array;
  readonly tag?: Uint8Array;
}

/**
 * A private or symmetric key, ready to be used once or a few times, wherever it lies. It does what its algorithm says and asks nothing: who
 * may, which operations are permitted and whether its dates allow it was decided before. The caller closes it.
 */
export interface PrivateKey {
  /**
   * @param digest as long as the algorithm's hash; RSNULL takes up to the modulus less 11 bytes
   * @returns RSA: as long as the modulus. ECDSA: r and s one after the other (IEEE P1363). HMAC: as long as the hash
   * @throws VaultError KeyUnsupported, HsmUnavailable, HsmTokenLocked, HsmAnswerWrong
   */
  sign(algorithm: SignAlgorithm, digest: Uint8Array): Promise<Uint8Array>;
  /** With a symmetric key. @throws VaultError KeyUnsupported, BadParameter (`value`, `initialization`), HsmUnavailable, HsmTokenLocked, HsmAnswerWrong */
  encrypt(algorithm: EncryptAlgorithm, value: Uint8Array, parts: CipherParts): Promise<Ciphertext>;
  /**
   * Decrypts and unwraps, each algorithm in constant time as far as its padding goes.
   * @returns the text, which the caller zeroes
   * @throws VaultError DecryptFailed whatever is wrong with what was given; KeyUnsupported, HsmUnavailable, HsmTokenLocked
   */
  decrypt(algorithm: EncryptAlgorithm, value: Uint8Array, parts: CipherParts): Promise<Uint8Array>;
  /** Zeroes what it holds. */
  close(): void;
}

/** A key that was made or read, and can be kept. */
export interface SoftwareKey {
  /** PKCS #8 DER (RFC 5958) of an RSA or EC key, the bytes of a symmetric one. The caller zeroes it. */
  readonly material: Uint8Array;
  readonly spec: KeySpec;
  /** Absent of symmetric keys. */
  readonly publicKey?: PublicKey;
}

/** Software keys and everything that needs only public ones: OpenSSL, behind a port. */
export interface KeyCrypto {
  generate(spec: KeySpec, signal: AbortSignal): Promise<SoftwareKey>;
  /** @throws VaultError BadParameter naming the member (`jwk.p`) that is wrong, or doesn't belong to the others; KeyUnsupported */
  readJwk(jwk: PrivateJwk): Promise<SoftwareKey>;
  /** @param material as a `SoftwareKey` has it; copied, and zeroed at `close` */
  open(spec: KeySpec, material: Uint8Array): PrivateKey;
  /** With an RSA key's public half. @throws VaultError KeyUnsupported, BadParameter (`value` too long) */
  encrypt(key: PublicKey, algorithm: EncryptAlgorithm, value: Uint8Array): Promise<Ciphertext>;
  /** @returns false for whatever is no signature of this digest. @throws VaultError KeyUnsupported */
  verify(key: PublicKey, algorithm: SignAlgorithm, digest: Uint8Array, signature: Uint8Array): Promise<boolean>;
  /**
   * Wraps a key for whoever has the private half of an RSA key, in the form of `WrappedKey`.
   * @param material as a `SoftwareKey` has it; stays the caller's. @throws VaultError KeyUnsupported for a recipient that is no RSA key
   */
  wrapOut(material: Uint8Array, recipient: PublicKey, hash: OaepHash): Promise<Uint8Array>;
  /** An RSA key of 2048 to 4096 bits as SubjectPublicKeyInfo (RFC 7468). @throws VaultError BadParameter (`pem`) */
  readPem(pem: string): PublicKey;
  /** The way back. @param kek material of the RSA key; stays the caller's. @throws VaultError DecryptFailed whatever is wrong */
  unwrapIn(kek: Uint8Array, kind: WrappedKind, hash: OaepHash, wrapped: Uint8Array): Promise<SoftwareKey>;
  /** Whether two byte arrays are equal, in constant time for their length: for HMAC. */
  isEqual(a: Uint8Array, b: Uint8Array): boolean;
}

/** Reads files with one private key in a process of its own: PEM, PKCS #8, PKCS #1, SEC 1, PFX, JSON Web Key. */
export interface KeyFileReader {
  /**
   * @param content stays the caller's; so does `password`, which opens an encrypted file
   * @throws VaultError FileUnreadable, KeyUnsupported, BadParameter (`password` is missing or wrong); CancelledError
   */
  read(content: Uint8Array, password: Uint8Array | undefined, signal: AbortSignal): Promise<SoftwareKey>;
}
