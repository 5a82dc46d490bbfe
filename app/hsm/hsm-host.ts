import type { HsmModule, TokenAbility } from '../contract/hsm.ts';
import type { KeySpec, PublicKey, WrappedKind } from '../contract/key.ts';
import type { OaepHash } from '../contract/key-exchange.ts';
import type { PrivateKey } from '../key/private-key.ts';

/** A library as it is to be loaded. */
export interface ModulePlace {
  /** UUID of the module in this house. */
  readonly id: string;
  readonly path: string;
  /** For C_Initialize, as NSS wants them; empty where there are none. */
  readonly parameters: string;
}

/** What tells a token from every other, whatever slot it is in: PKCS #11 gives no better name. */
export interface TokenName {
  readonly module: string;
  readonly serial: string;
  readonly label: string;
}

/** What a token says of itself. The state `open` means that its user is signed in. */
export type TokenSight = TokenName &
  Pick<
    HsmModule['tokens'][number],
    | 'manufacturer'
    | 'model'
    | 'hardwareVersion'
    | 'firmwareVersion'
    | 'userPin'
    | 'officerPin'
    | 'hasPinPad'
    | 'freeBytes'
    | 'totalBytes'
    | 'sessions'
    | 'mostSessions'
  > & { readonly slot: number; readonly state: 'locked' | 'open' };

/** A module as its host sees it now. */
export type ModuleSight = Pick<
  HsmModule,
  | 'id'
  | 'state'
  | 'problem'
  | 'manufacturer'
  | 'description'
  | 'version'
  | 'cryptokiVersion'
  | 'startedOn'
  | 'crashes'
  | 'wrongAnswers'
  | 'slots'
> & { readonly tokens: readonly TokenSight[] };

/** Where a key is: its token, and its CKA_ID, 16 bytes that the house drew. */
export interface HsmPlace {
  readonly token: TokenName;
  readonly object: Uint8Array;
}

/** What the token says of a key that was just made or brought in. */
export interface HsmKeySight {
  readonly publicKey?: PublicKey;
  /** CKA_LOCAL and CKA_NEVER_EXTRACTABLE: made there, and never able to leave. */
  readonly neverExtractable: boolean;
}

/** What a key in a token may do; CKA_SENSITIVE is true always, and CKA_EXTRACTABLE only where it says so. */
export interface HsmUse {
  readonly sign: boolean;
  readonly decrypt: boolean;
  readonly unwrap: boolean;
  /** A key exchange key: other keys are brought in by it, and nothing else is done with it. */
  readonly exchange?: true | undefined;
  /** It can leave the token wrapped, and never in clear. */
  readonly extractable?: true | undefined;
  /** Its public half is told once, and not left in the token, where anybody may read it. */
  readonly unpublished?: true | undefined;
}

/** A private or symmetric key in a token, whoever put it there. */
export interface HsmObject {
  /** CKA_ID: as long as its maker liked, and empty where it has none. */
  readonly object: Uint8Array;
  readonly label: string;
  readonly kind: 'private' | 'secret';
  /** CKA_KEY_TYPE as people call it: `AES`, `generic secret`, `DES3`. */
  readonly type: string;
  /** Absent where it is no key that the house has. */
  readonly spec?: KeySpec;
  /** CKA_SENSITIVE, CKA_EXTRACTABLE and CKA_WRAP_WITH_TRUSTED; where the token does not tell, the safer of the two. */
  readonly sensitive: boolean;
  readonly extractable: boolean;
  readonly trustedOnly: boolean;
  /** CKA_SIGN and CKA_DECRYPT: by what it can be proved to be another one's double. */
  readonly signs: boolean;
  readonly decrypts: boolean;
}

/**
 * A key in the form of CKM_RSA_AES_KEY_WRAP (PKCS #11 v3.0 section 2.1.21): an AES key of 256 bits by RSA-OAEP, and after it the key under
 * that one (RFC 5649), as PKCS #8 of a private key or the bytes of a symmetric one.
 */
export interface WrappedKey {
  /** CKA_ID of the exchange key, which is in the token that the key goes to. */
  readonly kek: Uint8Array;
  readonly hash: OaepHash;
  readonly value: Uint8Array;
}

/** What was unwrapped, by what the token says of it. */
export interface UnwrappedSight extends HsmKeySight {
  readonly spec: KeySpec;
}

/** Which way keys go, and what kind: what a token can do depends on both. */
export interface ExchangeKind {
  readonly direction: 'in' | 'out';
  readonly hash: OaepHash;
  readonly family: KeySpec['family'];
}

/**
 * The HSMs of this machine. Each module runs in a process of its own: what a library does there (crash, hang, lie) costs only the
 * operations that were under way in it, which fail with HsmUnavailable and change nothing that they don't say.
 * Every method of a token or key throws VaultError HsmUnavailable, HsmTokenLocked.
 */
export interface HsmHosts {
  /** Starts what is new of these, ends what is not among them. */
  apply(modules: readonly ModulePlace[]): void;
  /** Loads a library once and lets it go: whether it can be added. @throws VaultError HsmModuleUnfit; CancelledError */
  inspect(place: ModulePlace, signal: AbortSignal): Promise<void>;
  /** Libraries in the usual places of this system. */
  find(): Promise<readonly { readonly path: string; readonly name: string }[]>;
  current(): readonly ModuleSight[];
  /** @returns what ends the watching */
  watch(changed: () => void): () => void;
  restart(module: string): Promise<void>;
  /** Erases and names the token of a slot, and sets both PINs. @throws VaultError PinRefused, HsmUnavailable */
  initialise(
    place: { readonly module: string; readonly slot: number; readonly label: string },
    pins: { readonly officer: Uint8Array; readonly user: Uint8Array },
  ): Promise<TokenName>;
  /**
   * Signs the user in. The module's process alone keeps the PIN, for as long as the token is open: after a crash, or when the token was pulled
   * out, the token is `locked`, and whoever has the PIN opens it again. @throws VaultError PinRefused
   */
  open(token: TokenName, pin: Uint8Array): Promise<void>;
  /** Signs out and forgets the PIN: where no other token of the module is open, its process goes and another takes its place. */
  close(token: TokenName): Promise<void>;
  /** @throws VaultError PinRefused */
  changePin(token: TokenName, role: 'user' | 'officer', pins: { readonly old: Uint8Array; readonly new: Uint8Array }): Promise<void>;
  /** @throws VaultError PinRefused */
  resetPin(token: TokenName, pins: { readonly officer: Uint8Array; readonly user: Uint8Array }): Promise<void>;
  /** Tries with session keys what the token can do. Slow on a small token. @param time milliseconds since 1970 */
  probe(token: TokenName, time: number, signal: AbortSignal): Promise<TokenAbility>;
  /**
   * Makes a key that never leaves. The halves of a pair have shown that they belong together.
   * @throws VaultError KeyUnsupported; HsmAnswerWrong where they don't, and it is destroyed
   */
  generate(place: HsmPlace, spec: KeySpec, use: HsmUse): Promise<HsmKeySight>;
  /**
   * Brings a key in so that it can't be read afterwards: wrapped by a key pair that the token makes for this once.
   * @param material as a `SoftwareKey` has it; stays the caller's. @throws VaultError KeyUnsupported
   */
  bring(place: HsmPlace, spec: KeySpec, use: HsmUse, material: Uint8Array): Promise<HsmKeySight>;
  /**
   * Wraps an extractable key for whoever has the private half of `recipient`, by AES and RSA-OAEP; @see WrappedKey
   * @throws VaultError KeyUnsupported where the key may not leave its token, or that can't wrap so
   */
  wrapOut(place: HsmPlace, recipient: PublicKey, hash: OaepHash): Promise<Uint8Array>;
  /**
   * Brings a wrapped key in: it is opened in the token, or where that can't do a step of it, as little of it as possible in the module's
   * process. It must show that it is a key of its kind, and can't leave from then on.
   * @throws VaultError DecryptFailed whatever is wrong with what was given, and then nothing of it is left; KeyUnsupported
   */
  unwrapIn(place: HsmPlace, kind: WrappedKind, use: HsmUse, wrapped: WrappedKey): Promise<UnwrappedSight>;
  /** Whether a token does that by itself, with help of its module's process, or not: tried with keys that are thrown away. */
  exchanges(token: TokenName, kind: ExchangeKind): Promise<'native' | 'composed' | 'none'>;
  /** Private and symmetric keys in a token that is open, at most 500. */
  objects(token: TokenName): Promise<readonly HsmObject[]>;
  /** Whether there is such a key. */
  has(place: HsmPlace): Promise<boolean>;
  /** Destroys private, public and symmetric objects of this id; there may be none. */
  destroy(place: HsmPlace): Promise<void>;
  /**
   * A key for use. Finding it waits until the first use. Its answers are checked: by `publicKey`, where that is given, each RSA signature and
   * the first on a curve; what it encrypts, and MACs, the first time. What is wrong is refused with HsmAnswerWrong.
   */
  key(place: HsmPlace, spec: KeySpec, publicKey?: PublicKey): PrivateKey;
  random(token: TokenName, length: number): Promise<Uint8Array>;
  /** Ends every host. */
  stop(): Promise<void>;
}
