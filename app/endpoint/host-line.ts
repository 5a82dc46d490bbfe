import { type EndpointName, poolSuffix } from '../contract/endpoint.ts';
import type { Tx } from '../operation/store.ts';
import { isPool } from '../vault/vault.ts';

/** The host names of vaults and pools, the authority's first. @param vaults names that were checked; one that is none is taken for a vault's */
export async function hostsOf(tx: Pick<Tx, 'vaults'>, name: EndpointName, vaults: readonly string[]): Promise<[string, ...string[]]> {
  const hosts = new Set<string>();
  for (const vault of vaults) {
    const row = await tx.vaults.find(vault.toLowerCase());
    hosts.add(`${vault.toLowerCase()}.${row && isPool(row) ? poolSuffix(name) : name.suffix}`);
  }
  return [name.authority, ...hosts];
}

/** What a hosts file says of a name that is on this machine (hosts(5)). */
export const hostLine = (host: string): string => `127.0.0.1 ${host}`;
