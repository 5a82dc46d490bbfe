import type { Store, Tx } from '../../app/operation/store.ts';
import type { Dress } from './corridor-house.ts';

/** Where the time of an operation goes, in this order. */
export const stages = ['admit + parse', 'begin', 'who + may', 'run', 'record', 'sign', 'commit'] as const;
export type Stage = (typeof stages)[number];

export interface StageWatch {
  readonly dress: Dress;
  /** The corridor is about to be entered. */
  enter(): void;
  /** Forgets what was counted. */
  reset(): void;
  /** How long the stage took each time since then, in milliseconds. */
  spent(stage: Stage): readonly number[];
  /** Transactions since then. */
  commits(): number;
}

/** A watch with a hand for every stage. */
interface Hands {
  readonly spent: Map<Stage, number[]>;
  entered: number;
  commits: number;
  /** Inside a transaction one stage follows the other: where the last one ended. */
  mark: number;
  /** Whether an operation is inside its savepoint. */
  inside: boolean;
}

/** Takes the time at the ports of a house; the corridor itself knows nothing of it. */
export function watchStages(): StageWatch {
  const hands: Hands = { spent: new Map(), entered: 0, commits: 0, mark: 0, inside: false };
  return {
    dress: dressOf(hands),
    enter: () => void (hands.entered = performance.now()),
    reset: () => {
      hands.spent.clear();
      hands.commits = 0;
    },
    spent: (stage) => hands.spent.get(stage) ?? [],
    commits: () => hands.commits,
  };
}

function add({ spent }: Hands, stage: Stage, milliseconds: number): void {
  const list = spent.get(stage);
  if (list) list.push(milliseconds);
  else spent.set(stage, [milliseconds]);
}

/** Ends a stage of the transaction, and begins the next. */
function end(hands: Hands, stage: Stage): void {
  const now = performance.now();
  add(hands, stage, now - hands.mark);
  hands.mark = now;
}

function dressOf(hands: Hands): Dress {
  return {
    crypto: (crypto) => ({
      ...crypto,
      ed25519Signer(seed) {
        const sign = crypto.ed25519Signer(seed);
        return (message) => {
          const start = performance.now();
          const signature = sign(message);
          const took = performance.now() - start;
          add(hands, 'sign', took);
          // It lies within `record`, which is to say what is left without it.
          hands.mark += took;
          return signature;
        };
      },
    }),
    opener: (opener) => ({ ...opener, open: async (pageKey) => dressStore(await opener.open(pageKey), hands) }),
    operations: (table) =>
      new Map(
        [...table].map(([name, operation]) => {
          const parse: typeof operation.parse = (raw) => {
            const call = operation.parse(raw);
            add(hands, 'admit + parse', performance.now() - hands.entered);
            return call;
          };
          return [name, { ...operation, parse }];
        }),
      ),
    throttle: (throttle) => ({
      ...throttle,
      admit(source, kind) {
        throttle.admit(source, kind);
        // The second time is the last act before an operation runs.
        if (hands.inside) end(hands, 'who + may');
      },
    }),
  };
}

const dressStore = (store: Store, hands: Hands): Store => ({
  ...store,
  async transaction(work) {
    hands.mark = performance.now();
    hands.commits += 1;
    const result = await store.transaction((tx: Tx, savepoint) => {
      end(hands, 'begin');
      return work(tx, async (part) => {
        hands.inside = true;
        const output = await savepoint(part);
        hands.inside = false;
        end(hands, 'run');
        return output;
      }).finally(() => end(hands, 'record'));
    });
    end(hands, 'commit');
    return result;
  },
});
