import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { Endpoint } from '../../../app/contract/endpoint.ts';
import type { Output } from '../../../app/contract/operation.ts';
import { CancelledError } from '../../../app/contract/vault-error.ts';
import { useClient } from '../../api/client-context.tsx';
import type { Client } from '../../api/client.ts';
import { endpointKey, endpointQuery, type Meters } from '../../api/endpoint-query.ts';
import { EngineGone } from '../../api/engine-gone.ts';
import { useVaultList } from '../vault/use-vault-list.ts';
import { vaultOrigin } from './address.ts';

/** How the house is reached; undefined until that is known. */
export const useEndpoint = (): Endpoint | undefined => useQuery(endpointQuery(useClient())).data;

/** Why an address can't be taken away yet. */
export const noName = 'How the house is reached isn’t known yet. Try again in a moment.';

interface Uris {
  /** `https://payroll.vault.localhost:8443`; undefined until the endpoint's names are known. */
  readonly vault: (vault: string, isPool?: boolean) => string | undefined;
  /** `https://payroll.vault.localhost:8443/secrets/db-password/{version}`. */
  readonly object: (object: { readonly vault: string; readonly id: string }) => string | undefined;
}

/** Writes addresses with the names that the endpoint has now. */
export function useUris(): Uris {
  const name = useEndpoint()?.name;
  const { vaults } = useVaultList();
  return useMemo(() => {
    const pools = new Set(vaults?.filter(({ tier }) => tier === 'managed-hsm').map((pool) => pool.name.toLowerCase()));
    const vault = (of: string, isPool = pools.has(of.toLowerCase())) => name && vaultOrigin(name, of, isPool);
    return { vault, object: ({ vault: of, id }) => name && `${vault(of)}${id}` };
  }, [name, vaults]);
}

async function follow(client: Client, signal: AbortSignal, take: (item: Output<'EndpointFollow'>) => void): Promise<void> {
  for await (const item of client.listen('EndpointFollow', {}, { signal })) take(item);
}

const isFarewell = (error: unknown) => error instanceof CancelledError || error instanceof EngineGone;

/** Keeps what the window knows of the endpoint in step with it, for as long as the component is there. */
export function useFollowEndpoint(): void {
  const client = useClient();
  const queries = useQueryClient();
  useEffect(() => {
    const stop = new AbortController();
    const put = (meters: Meters) => queries.setQueryData(endpointKey.meters, meters);
    const take = ({ endpoint, connections, vaults }: Output<'EndpointFollow'>) => {
      queries.setQueryData(endpointKey.state, endpoint);
      put({ state: 'live', connections, vaults });
    };
    follow(client, stop.signal, take).catch((error: unknown) => {
      if (!stop.signal.aborted && !isFarewell(error)) put({ state: 'stopped', error });
    });
    return () => stop.abort();
  }, [client, queries]);
}
