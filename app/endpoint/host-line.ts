import type { EndpointName } from '../contract/endpoint.ts';

/** The host names of vaults, the authority's first. @param vaults names that were checked */
export const hostsOf = ({ suffix, authority }: EndpointName, vaults: readonly string[]): [string, ...string[]] => [
  authority,
  ...new Set(vaults.map((vault) => `${vault.toLowerCase()}.${suffix}`)),
];

/** What a hosts file says of a name that is on this machine (hosts(5)). */
export const hostLine = (host: string): string => `127.0.0.1 ${host}`;
