import type { Curve, KeyType } from '../../../app/contract/key.ts';

/** What the vector files hold. Byte arrays are hexadecimal, `null` is an absent field. */

export type Expected =
  | 'opens'
  | 'closed'
  | 'SlotFileDamaged'
  | 'StoreNewer'
  | 'IntegrityViolation'
  | 'SharesTooFew'
  | `ShareInvalid ${number}`
  | `ShareForeign ${number}`;

export type Way =
  | { readonly passphrase: string }
  | { readonly shares: readonly string[] }
  | { readonly keychain: string }
  /** The key in the token, which no real one gives: the bytes of an AES key, or PKCS #8 DER (RFC 5958) of an RSA key. */
  | { readonly aes: string }
  | { readonly rsa: string };

export interface SlotVectors {
  readonly rootKey: string;
  readonly cases: readonly {
    readonly name: string;
    readonly file: string;
    readonly slot: string;
    readonly way: Way;
    readonly expected: Expected;
  }[];
}

export interface KeyRow {
  readonly layer: 'master' | 'vault' | 'log';
  readonly owner: string;
  readonly generation: number;
  readonly wrappedBy: number;
  readonly wrapped: string;
  readonly publicKey: string;
  readonly createdOn: number;
}

export interface Binding {
  readonly vaultId: string;
  readonly secretId: string;
  readonly version: string;
  readonly rowVersion: number;
  readonly contentType: string | null;
  readonly enabled: boolean;
  readonly notBefore: number | null;
  readonly expires: number | null;
  readonly tags: Readonly<Record<string, string>>;
  readonly createdOn: number;
  readonly recoveryLevel: string;
  readonly recoverableDays: number;
}

export interface ValueCase {
  readonly name: string;
  /** Instead of the rows that the other cases use. */
  readonly keys?: readonly KeyRow[];
  readonly binding: Binding;
  readonly keyGeneration: number;
  readonly wrappedKey: string;
  readonly sealedValue: string;
  /** The value, or absent when it must not open: IntegrityViolation. */
  readonly value?: string;
}

export interface ValueVectors {
  readonly rootKey: string;
  readonly instanceId: string;
  readonly keys: readonly KeyRow[];
  readonly cases: readonly ValueCase[];
  readonly signature: { readonly message: string; readonly signature: string };
}

/** What is said of a key's version: every field of its row's text that is there. */
export interface MaterialFields {
  readonly version: string;
  readonly keyId: string;
  readonly vaultId: string;
  readonly ordinal: number;
  readonly rowVersion: number;
  readonly type: KeyType;
  readonly bits?: 2048 | 3072 | 192;
  readonly curve?: Curve;
  /** With spaces between. */
  readonly operations: string;
  readonly origin: 'generated' | 'imported' | 'wrapped';
  /** Text of the public half. */
  readonly publicKey?: string;
  readonly exportable: boolean;
  readonly enabled: boolean;
  readonly notBefore?: number;
  readonly expires?: number;
  readonly tags: Readonly<Record<string, string>>;
  readonly createdOn: number;
  readonly updatedOn: number;
  readonly createdBy: string;
  readonly recoveryLevel: string;
  readonly recoverableDays: number;
}

export interface MaterialCase {
  readonly name: string;
  readonly fields: MaterialFields;
  readonly keyGeneration: number;
  readonly wrappedKey: string;
  readonly sealedValue: string;
  /** PKCS #8 or the bytes of a symmetric key; absent when it must not open: IntegrityViolation. */
  readonly material?: string;
}

/** Keys of vaults, kept by software. */
export interface MaterialVectors {
  readonly rootKey: string;
  readonly instanceId: string;
  readonly keys: readonly KeyRow[];
  readonly cases: readonly MaterialCase[];
}

/** Private keys of the house's own. `secret` is absent where it must not open: IntegrityViolation. */
export interface HouseKeyVectors {
  readonly rootKey: string;
  readonly instanceId: string;
  readonly keys: readonly KeyRow[];
  readonly cases: readonly {
    readonly name: string;
    readonly id: string;
    readonly purpose: 'token-signing' | 'offer-signing' | 'endpoint-authority' | 'endpoint-certificate' | 'release-signing' | 'token-pin';
    readonly publicPart: string;
    readonly from: number;
    readonly until: number;
    readonly wrapped: string;
    readonly secret?: string;
  }[];
}

/** A row's fields; `{ "hex": … }` is a byte array. */
export type Fields = Readonly<
  Record<string, string | number | boolean | null | { readonly hex: string } | Readonly<Record<string, string>>>
>;

export interface MarkVectors {
  readonly rootKey: string;
  readonly instanceId: string;
  readonly rows: readonly {
    readonly name: string;
    readonly table: string;
    readonly fields: Fields;
    readonly mac: string;
    readonly valid: boolean;
  }[];
  readonly manifests: readonly {
    readonly name: string;
    readonly set: string;
    readonly manifest: { readonly count: number; readonly sum: string; readonly sequence: number; readonly mac: string } | null;
    readonly rows: readonly Fields[];
    readonly valid: boolean;
  }[];
  readonly hashes: readonly { readonly text: string; readonly hash: string }[];
  readonly anchors: readonly {
    readonly name: string;
    readonly copies: readonly string[];
    readonly anchor: { readonly size: number; readonly rootHash: string; readonly slotSequence: number } | null;
    readonly distrusted: readonly ('damaged' | 'forged' | 'contradicting' | null)[];
  }[];
}

export interface FactorVectors {
  readonly rootKey: string;
  readonly instanceId: string;
  /** Of apps. `secret` is absent where it must not open: IntegrityViolation. */
  readonly secrets: readonly {
    readonly name: string;
    readonly personId: string;
    readonly id: string;
    readonly sealed: string;
    readonly secret?: string;
  }[];
  /** Recovery codes as they are typed. */
  readonly codes: readonly { readonly personId: string; readonly id: string; readonly text: string; readonly hash: string }[];
}
