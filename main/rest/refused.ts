/** What a refused request is told: Key Vault's error body (https://learn.microsoft.com/azure/key-vault/general/authentication-requests-and-responses#error-responses). */
export interface WireError {
  readonly status: number;
  readonly code: string;
  /** `innererror`. */
  readonly inner?: string;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Set where nothing more is heard on this connection. */
  readonly closes?: true;
}

/** A request that the door refuses by itself, before or instead of the corridor. */
export class Refused extends Error {
  readonly wire: WireError;

  constructor(wire: WireError) {
    super(wire.message);
    this.name = 'Refused';
    this.wire = wire;
  }
}

export const badParameter = (message: string): WireError => ({ status: 400, code: 'BadParameter', message });
