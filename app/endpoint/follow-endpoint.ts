import { EndpointFollow } from '../contract/endpoint.ts';
import type { Output } from '../contract/operation.ts';
import type { Hall, StreamOperation } from '../operation/operation.ts';
import { createRest } from '../operation/rest.ts';
import { readEndpoint, viewEndpoint } from './endpoint-view.ts';

const everyMs = 1_000;

/** How applications reach the house, and what goes on there: at once, then whenever that changes, once a second at the most. */
export const followEndpoint: StreamOperation<typeof EndpointFollow> = {
  ...readEndpoint,
  at: 'stream',
  shape: EndpointFollow,
  async *follow(hall) {
    const { endpoint, signal } = hall;
    const rest = createRest(hall.clock, signal);
    let stale = false;
    const callOff = endpoint.watch(() => void (stale = true));
    try {
      let view = await look(hall);
      let told = '';
      while (!signal.aborted) {
        const item = { endpoint: view, connections: endpoint.connections(), vaults: endpoint.meter.recent() };
        const text = JSON.stringify(item);
        if (text !== told) yield item;
        told = text;
        await rest(everyMs);
        if (stale && !signal.aborted) {
          stale = false;
          view = await look(hall);
        }
      }
    } finally {
      callOff();
    }
  },
};

const look = (hall: Hall): Promise<Output<'EndpointGet'>> => hall.read((tx) => viewEndpoint({ ...hall, tx }));
