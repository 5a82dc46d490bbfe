import type { HsmModule, TokenAbility } from '../contract/hsm.ts';
import type { KeySpec, PublicKey } from '../contract/key.ts';
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
  'id' | 'state' | 'problem' | 'manufacturer' | 'description' | 'version' | 'cryptokiVersion' | 'startedOn' | 'crashes' | 'slots'
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

/** What a key in a token may do; CKA_EXTRACTABLE is false and CKA_SENSITIVE true always. */
export interface HsmUse {
  readonly sign: boolean;
  readonly decrypt: boolean;
  readonly unwrap: boolean;
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
  /** Makes a key that never leaves. @throws VaultError KeyUnsupported */
  generate(place: HsmPlace, spec: KeySpec, use: HsmUse): Promise<HsmKeySight>;
  /**
   * Brings a key in so that it can't be read afterwards: wrapped by a key pair that the token makes for this once.
   * @param material as a `SoftwareKey` has it; stays the caller's. @throws VaultError KeyUnsupported
   */
  bring(place: HsmPlace, spec: KeySpec, use: HsmUse, material: Uint8Array): Promise<HsmKeySight>;
  /** Whether there is such a key. */
  has(place: HsmPlace): Promise<boolean>;
  /** Destroys private, public and symmetric objects of this id; there may be none. */
  destroy(place: HsmPlace): Promise<void>;
  /** A key for use. Finding it waits until the first use. */
  key(place: HsmPlace, spec: KeySpec): PrivateKey;
  random(token: TokenName, length: number): Promise<Uint8Array>;
  /** Ends every host. */
  stop(): Promise<void>;
}
