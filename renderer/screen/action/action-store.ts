import type { Unavailability } from '../../component/unavailable.ts';
import type { ActionId } from './catalogue.ts';

/** What a screen offers for an action while it is there. */
export interface Offer extends Unavailability {
  readonly id: ActionId;
  readonly run: () => void;
}

/** The actions that the screens now shown offer; of several offers of one action the latest counts. */
export interface ActionStore {
  /** @returns a function that withdraws it */
  offer(read: () => Offer): () => void;
  find(id: ActionId): Offer | undefined;
  /** Actions offered now, the latest first. */
  list(): readonly Offer[];
}

export function createActionStore(): ActionStore {
  let offers: readonly (() => Offer)[] = [];
  const list = () => offers.map((read) => read());
  return {
    offer: (read) => {
      offers = [read, ...offers];
      return () => {
        offers = offers.filter((it) => it !== read);
      };
    },
    find: (id) => list().find((offer) => offer.id === id),
    list,
  };
}
