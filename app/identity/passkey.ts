/** What is kept of a passkey or security key. */
export interface PasskeyCredential {
  readonly id: Uint8Array;
  /** COSE_Key (RFC 9052 section 7). */
  readonly publicKey: Uint8Array;
  /** How the browser reaches the authenticator, as it said. */
  readonly transports: readonly string[];
}

/** What an authenticator counts; 0 always, where it doesn't count. */
export interface PasskeyUse {
  readonly counter: number;
}

/**
 * The server's side of Web Authentication (WebAuthn Level 3) for the one page that there is. Options and answers are the JSON of that
 * specification. Whoever is at the authenticator should be verified by it where it can; what it is made of is not asked for.
 */
export interface Passkey {
  /** @returns PublicKeyCredentialCreationOptionsJSON. @param known credentials of the person, which must not be made again */
  creationOptions(ask: {
    readonly challenge: Uint8Array;
    readonly organisation: string;
    readonly person: { readonly id: string; readonly name: string; readonly displayName: string };
    readonly known: readonly PasskeyCredential[];
  }): Promise<string>;
  /** @returns undefined when the answer is none to this challenge on this page, or does not hold */
  checkCreation(response: string, challenge: Uint8Array): Promise<(PasskeyCredential & PasskeyUse) | undefined>;
  /** @returns PublicKeyCredentialRequestOptionsJSON. @param known credentials of which one will do */
  requestOptions(ask: { readonly challenge: Uint8Array; readonly known: readonly PasskeyCredential[] }): Promise<string>;
  /**
   * @param credential with the counter of its last use: one that does not rise tells of a copied authenticator
   * @returns undefined when the answer is none to this challenge, on this page, by this credential
   */
  checkRequest(response: string, challenge: Uint8Array, credential: PasskeyCredential & PasskeyUse): Promise<PasskeyUse | undefined>;
}
