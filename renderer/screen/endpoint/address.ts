import { type Endpoint, type EndpointName, poolSuffix } from '../../../app/contract/endpoint.ts';

/** The port that HTTPS has where none is named: clients leave it out. */
const httpsPort = 443;

const origin = (host: string, port: number): string => `https://${host}${port === httpsPort ? '' : `:${port}`}`;

/** Where a vault is reached, without a slash at the end: `https://payroll.vault.localhost:8443`; pools have a suffix of their own. */
export const vaultOrigin = (name: EndpointName, vault: string, isPool = false): string =>
  origin(`${vault.toLowerCase()}.${suffixOf(name, isPool)}`, name.port);

const suffixOf = (name: EndpointName, isPool: boolean): string => (isPool ? poolSuffix(name) : name.suffix);

/** Where tokens are given: `https://login.localhost:8443`. */
export const authorityOrigin = ({ authority, port }: EndpointName): string => origin(authority, port);

/** How one program reaches one vault. */
export interface Reached {
  /** Origin of the vault, without a slash at the end. */
  readonly vault: string;
  /** Origin of where it signs in. */
  readonly authority: string;
  /** What it asks tokens for. */
  readonly resource: string;
  readonly tenantId: string;
}

/** By its name, which must resolve. */
export const reachByName = ({ name }: Pick<Endpoint, 'name'>, vault: string, isPool = false): Reached => ({
  vault: vaultOrigin(name, vault, isPool),
  authority: authorityOrigin(name),
  resource: origin(suffixOf(name, isPool), name.port),
  tenantId: name.tenantId,
});

const loopback = '127.0.0.1';

/** Without any name; undefined where the vault has no port of its own. */
export function reachByAddress({ name, byPort }: Pick<Endpoint, 'name' | 'byPort'>, vault: string): Reached | undefined {
  const port = byPort.find((it) => it.vault.toLowerCase() === vault.toLowerCase())?.port;
  if (port === undefined) return undefined;
  return {
    vault: origin(loopback, port),
    authority: origin(loopback, name.port),
    // An address has no parent: clients compare the end of the vault's host with this one.
    resource: `akv://0.0.1:${port}`,
    tenantId: name.tenantId,
  };
}

/** `this computer only`, or the address. */
export const listenText = ({ address }: Pick<Endpoint, 'address'>): string =>
  address === 'loopback' ? 'this computer only' : `${address}, which other computers can reach`;
