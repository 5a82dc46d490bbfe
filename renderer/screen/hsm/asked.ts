import type { HsmModule, HsmToken } from '../../../app/contract/hsm.ts';

/** A slot whose token is to be erased and named. */
export interface Place {
  readonly module: HsmModule;
  readonly slot: number;
  /** The token that is in it; absent where it is blank. */
  readonly token?: HsmToken;
}

/** What of the page stands open over it. */
export type Asked =
  | { readonly what: 'add' }
  | { readonly what: 'remove'; readonly module: HsmModule }
  | { readonly what: 'init'; readonly place: Place }
  | {
      readonly what: 'open' | 'user-pin' | 'officer-pin' | 'reset-pin' | 'certify' | 'ability' | 'forget' | 'transfer';
      readonly token: HsmToken;
    };

export type Ask = (asked: Asked) => void;
