import { HsmFollow } from '../contract/hsm.ts';
import type { StreamOperation } from '../operation/operation.ts';
import { createRest } from '../operation/rest.ts';
import { readHsm, viewModules } from './hsm-view.ts';

const everyMs = 1_000;

/** Modules and tokens at once, then whenever something of them changed, looked for once a second. */
export const followHsm: StreamOperation<typeof HsmFollow> = {
  ...readHsm,
  at: 'stream',
  shape: HsmFollow,
  async *follow(hall) {
    const rest = createRest(hall.clock, hall.signal);
    let told = '';
    while (!hall.signal.aborted) {
      const items = await hall.read((tx) => viewModules({ ...hall, tx }));
      const text = JSON.stringify(items);
      if (text !== told) yield { items };
      told = text;
      await rest(everyMs);
    }
  },
};
