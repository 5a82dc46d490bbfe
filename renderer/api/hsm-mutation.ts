import { mutationOptions, type QueryClient } from '@tanstack/react-query';
import type { CallName, Input } from '../../app/contract/operation.ts';
import type { Client } from './client.ts';
import { hsmKey } from './hsm-query.ts';
import { askWith, forget } from './mutation.ts';
import { queryKey } from './query.ts';

type HsmChange = Extract<CallName, `Hsm${string}`>;

const forgetHsm = (queries: QueryClient) => forget(queries, hsmKey.all, queryKey.log);

/** Every byte array of an input about HSMs is a PIN. */
const pinsOf = (input: object): readonly Uint8Array[] => Object.values(input).filter((it) => it instanceof Uint8Array);

/** Changes something of modules and tokens. Zeroes the PINs. */
export const hsmChange = <N extends HsmChange>(client: Client, name: N) =>
  mutationOptions({
    mutationFn: (input: Input<N>) => askWith(client, name, input, pinsOf(input)),
    // A refused PIN changes what the token says of it.
    onSettled: (...[, , , , { client: queries }]) => forgetHsm(queries),
  });

/** A try of what a token can do, and the way to end it. */
export interface Probe {
  readonly token: string;
  readonly stop: AbortController;
}

export const probeKey = ['hsm', 'probe'] as const;

export const tokenProbe = (client: Client) =>
  mutationOptions({
    mutationKey: probeKey,
    mutationFn: ({ token, stop }: Probe) => client.call('HsmTokenProbe', { token }, { signal: stop.signal }),
    onSettled: (...[, , , , { client: queries }]) => forgetHsm(queries),
  });
