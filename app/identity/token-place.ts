import { type EndpointName, poolSuffix } from '../contract/endpoint.ts';
import type { Plane } from './caller.ts';

/** How the house is reached, as far as tokens say it. */
export interface TokenPlace {
  readonly name: EndpointName;
  /** Vaults under `https://127.0.0.1:{port}`. */
  readonly byPort: readonly { readonly port: number }[];
}

/** What a token may be for: what vaults and pools name as their resource, with and without the port. */
export function isAudience(place: TokenPlace, audience: string): boolean {
  if (planeOf(place.name, audience) !== undefined) return true;
  return place.byPort.some(({ port }) => bareOf(audience) === addressResource(port));
}

/** The kind of vaults that an audience is the resource of. */
export function planeOf(name: EndpointName, audience: string): Plane | undefined {
  const isOf = (suffix: string): boolean => [`https://${suffix}`, `https://${suffix}:${name.port}`].includes(bareOf(audience));
  if (isOf(name.suffix)) return 'vaults';
  return isOf(poolSuffix(name)) ? 'pools' : undefined;
}

const bareOf = (audience: string): string => audience.replace(/\/$/, '');

/**
 * The resource of a vault that is served under an address of its own. SDKs ask whether the vault's host name ends with a dot and the
 * host of its resource, so that is what follows the first dot of 127.0.0.1.
 */
export const addressResource = (port: number): string => `akv://0.0.1:${port}`;

/** What stands at the end of an issuer where clients were told of no tenant. */
export const adfsTenant = 'adfs';

/** Whether a token may have been given there: by the authority's name or by address, for this tenant. */
export function isIssuer({ name, byPort }: TokenPlace, issuer: string): boolean {
  const origins = [`https://${name.authority}:${name.port}`, ...[name.port, ...byPort.map(({ port }) => port)].map(addressOrigin)];
  return origins.some((origin) => issuer === `${origin}/${name.tenantId}` || issuer === `${origin}/${adfsTenant}`);
}

const addressOrigin = (port: number): string => `https://127.0.0.1:${port}`;
