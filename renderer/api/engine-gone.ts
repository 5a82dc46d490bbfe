import type { Departure } from '../../app/contract/bridge.ts';

/** Why no answer will come any more. `broken`: the channel itself failed (a frame was lost or forged). */
export type GoneReason = Departure | 'broken';

/**
 * The engine that this page spoke to is gone, and with it everything that was asked: whether a write was done is not known.
 * Local to the window, so it is no `VaultError`; the shell replaces the page.
 */
export class EngineGone extends Error {
  readonly reason: GoneReason;

  constructor(reason: GoneReason) {
    super(reason);
    this.name = 'EngineGone';
    this.reason = reason;
  }
}
