import { type EndpointName, poolSuffix } from '../../app/contract/endpoint.ts';
import type { Plane } from '../../app/identity/caller.ts';
import { addressResource } from '../../app/identity/token-place.ts';
import type { RestNames } from './rest-door.ts';

export interface VaultHost {
  readonly kind: 'vault';
  readonly vault: string;
  /** Whether the name is one of vaults or one of pools; absent of an address, which may be either's. */
  readonly plane?: Plane;
  /** `https://payroll.vault.localhost:8443` */
  readonly origin: string;
  /** `WWW-Authenticate` of who has no token: where to get one, and for what (RFC 6750 section 3). */
  readonly challenge: string;
}

export interface AuthorityHost {
  readonly kind: 'authority';
  readonly origin: string;
}

/** What a host name leads to. */
export type Host = VaultHost | AuthorityHost;

/** Names that are dialled, with their ports, and what they lead to. */
export interface Hosts {
  /** @param host the Host header; @param port that the connection came in by. @returns undefined for a name that is not served */
  find(host: string, port: number): Host | undefined;
}

export const loopback = '127.0.0.1';
const vaultLabel = /^[a-z](?:[a-z0-9]|-(?!-)){1,22}[a-z0-9]$/;
/** Host names that are remembered with what they lead to. */
const mostRemembered = 1000;

/** The vault or pool that a host name is of, by the suffix that it stands under. */
function vaultOf(names: Pick<EndpointName, 'suffix'>, name: string): { readonly vault: string; readonly plane: Plane } | undefined {
  const under = (suffix: string): string | undefined => {
    const ends = `.${suffix}`;
    const vault = name.endsWith(ends) ? name.slice(0, -ends.length) : '';
    return vaultLabel.test(vault) ? vault : undefined;
  };
  const vault = under(names.suffix);
  if (vault !== undefined) return { vault, plane: 'vaults' };
  const pool = under(poolSuffix(names));
  return pool === undefined ? undefined : { vault: pool, plane: 'pools' };
}

/** Whether a certificate is shown for a name, which is without its port. */
export const isServed = ({ suffix, authority }: Pick<RestNames, 'suffix' | 'authority'>, name: string): boolean =>
  name === authority || vaultOf({ suffix }, name) !== undefined;

/**
 * The only names that are served: of vaults under the suffix, of pools under theirs, of the authority, and `127.0.0.1` with the port of one vault, or with the
 * main port for the authority.
 * @param port the main one
 */
export function createHosts(names: RestNames, port: number): Hosts {
  const { suffix, authority, tenantId } = names;
  const vaultByPort = new Map(names.byPort.map(({ vault, port: own }) => [own, vault]));
  const byName = new Map<string, Host>();
  const byAddress = new Map<number, Host>();
  // Port 443 is left out by clients.
  const portPart = port === 443 ? '' : `:${port}`;
  const authorityHost = `${authority}${portPart}`;

  const challenge = (from: string, resource: string): string => `Bearer authorization="${from}/${tenantId}", resource="${resource}"`;
  const named: Readonly<Record<Plane, string>> = {
    vaults: challenge(`https://${authorityHost}`, `https://${suffix}${portPart}`),
    pools: challenge(`https://${authorityHost}`, `https://${poolSuffix(names)}${portPart}`),
  };

  for (const [own, vault] of vaultByPort) {
    const told = challenge(`https://${loopback}${portPart}`, addressResource(own));
    byAddress.set(own, { kind: 'vault', vault, origin: `https://${loopback}:${own}`, challenge: told });
  }
  byAddress.set(port, { kind: 'authority', origin: `https://${loopback}${portPart}` });
  byName.set(authorityHost, { kind: 'authority', origin: `https://${authorityHost}` });

  function read(host: string): Host | undefined {
    if (!host.endsWith(portPart)) return undefined;
    const found = vaultOf(names, host.slice(0, host.length - portPart.length));
    return found && { kind: 'vault', ...found, origin: `https://${host}`, challenge: named[found.plane] };
  }

  function remember(host: string): Host | undefined {
    const found = byName.get(host) ?? read(host);
    if (found && byName.size < mostRemembered) byName.set(host, found);
    return found;
  }

  return {
    find(dialled, came) {
      const host = dialled.toLowerCase();
      if (host === `${loopback}:${came}` || (host === loopback && came === 443)) return byAddress.get(came);
      return came === port ? remember(host) : undefined;
    },
  };
}
