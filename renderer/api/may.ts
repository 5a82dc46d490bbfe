import { queryOptions } from '@tanstack/react-query';
import type { Refusal, Wish } from '../../app/contract/access.ts';
import type { Output } from '../../app/contract/operation.ts';
import { VaultError } from '../../app/contract/vault-error.ts';
import type { Client } from './client.ts';

type Answer = Output<'AccessCheck'>['answers'][number];

/** Wishes that one question may hold. */
const mostWishes = 200;

/** Something that was wished for and refused. */
export interface Refused {
  readonly wish: Wish;
  readonly refusal: Refusal;
}

/** Whether one may do something: `unknown` until the engine has said so, or where it couldn't. */
export type May = { readonly state: 'unknown' | 'yes' } | ({ readonly state: 'no' } & Refused);

/** Where wishes are asked for; all that come in one turn go to the engine as one question. */
export interface MayDesk {
  ask(wish: Wish): Promise<May>;
}

interface Waiting {
  readonly wish: Wish;
  readonly resolve: (may: May) => void;
  readonly reject: (error: unknown) => void;
}

const noRefusal: Refusal = { missing: '', grantors: [] };

const mayOf = (wish: Wish, { allowed, refusal = noRefusal }: Answer): May => (allowed ? { state: 'yes' } : { state: 'no', wish, refusal });

export function createMayDesk(client: Client): MayDesk {
  let waiting: Waiting[] = [];
  const put = async (asked: readonly Waiting[]) => {
    try {
      const { answers } = await client.call('AccessCheck', { wishes: asked.map(({ wish }) => wish) });
      asked.forEach(({ wish, resolve, reject }, at) => {
        const answer = answers[at];
        if (answer) resolve(mayOf(wish, answer));
        else reject(new VaultError('InternalError', { correlationId: 'unknown' }));
      });
    } catch (error) {
      asked.forEach(({ reject }) => reject(error));
    }
  };
  const send = () => {
    const all = waiting;
    waiting = [];
    for (let at = 0; at < all.length; at += mostWishes) void put(all.slice(at, at + mostWishes));
  };
  return {
    ask: (wish) => {
      const { promise, resolve, reject } = Promise.withResolvers<May>();
      if (waiting.length === 0) queueMicrotask(send);
      waiting.push({ wish, resolve, reject });
      return promise;
    },
  };
}

/** Answers hold until rights change: whoever hears of that forgets everything under this key. */
export const mayKey = ['may'] as const;

const keyOf = ({ operation, vault, name }: Wish) => [...mayKey, operation, vault?.toLowerCase() ?? '', name?.toLowerCase() ?? ''];

export const mayQuery = (desk: MayDesk | undefined, wish: Wish) =>
  queryOptions({
    queryKey: keyOf(wish),
    queryFn: (): May | Promise<May> => desk?.ask(wish) ?? { state: 'yes' },
    staleTime: Infinity,
  });

/**
 * Whether one may do something in the whole tenant, or else in any of these vaults; where in none, what the first refused.
 * @param known undefined while the vaults are not known: then nothing is asked yet
 */
export const mayAnywhereQuery = (desk: MayDesk | undefined, operation: string, known: readonly string[] | undefined) => {
  const vaults = known ?? [];
  return queryOptions({
    queryKey: [...mayKey, 'anywhere', operation, vaults],
    enabled: known !== undefined,
    queryFn: async (): Promise<May> => {
      if (!desk) return { state: 'yes' };
      const everywhere = await desk.ask({ operation });
      if (everywhere.state === 'yes' || vaults.length === 0) return everywhere;
      const answers = await Promise.all(vaults.map((vault) => desk.ask({ operation, vault })));
      return answers.find(({ state }) => state === 'yes') ?? answers[0] ?? everywhere;
    },
    staleTime: Infinity,
  });
};
