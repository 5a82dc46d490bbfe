import type { HsmObject } from '../../../app/contract/key-exchange.ts';

/** What is to be moved, and where to. */
export interface Choice {
  readonly object: HsmObject;
  readonly vault: string;
  readonly name: string;
  readonly keep: boolean;
}
