import type { EndpointName } from '../contract/endpoint.ts';

/** How the house is reached, as far as tokens say it. */
export interface TokenPlace {
  readonly name: EndpointName;
  /** Vaults under `https://127.0.0.1:{port}`. */
  readonly byPort: readonly { readonly port: number }[];
}

/** What a token may be for: what vaults name as their resource, with and without the port. */
export function isAudience({ name, byPort }: TokenPlace, audience: string): boolean {
  const bare = audience.replace(/\/$/, '');
  if (bare === `https://${name.suffix}` || bare === `https://${name.suffix}:${name.port}`) return true;
  return byPort.some(({ port }) => bare === addressResource(port));
}

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
