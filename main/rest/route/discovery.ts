import { adfsTenant } from '../../../app/identity/token-place.ts';
import { answerFailure, answerJson, failures } from './login-error.ts';
import type { LoginRequest, LoginRoute } from './route.ts';

interface Names {
  readonly tenantId: string;
}

/** Whether a path names this tenant, as itself or as clients do that were told of none. */
export const isTenant = ({ tenantId }: Names, tenant: string | undefined): boolean =>
  tenant?.toLowerCase() === tenantId || tenant?.toLowerCase() === adfsTenant;

/** What clients ask for before they ask for a token; nothing of it is secret. */
export const discoveryRoutes = (names: Names): readonly LoginRoute[] => [
  { method: 'GET', path: '/{tenant}/v2.0/.well-known/openid-configuration', answer: (request) => configuration(names, request, '/v2.0') },
  { method: 'GET', path: '/{tenant}/.well-known/openid-configuration', answer: (request) => configuration(names, request, '') },
  { method: 'GET', path: '/common/discovery/instance', answer: (request) => instance(names, request) },
  { method: 'GET', path: '/{tenant}/discovery/v2.0/keys', answer: (request) => keys(names, request) },
];

/** OpenID Connect Discovery 1.0, section 3. The issuer is what stands in tokens. @param version of the endpoints that are told of */
async function configuration(names: Names, request: LoginRequest, version: '' | '/v2.0') {
  const tenant = request.path['tenant'] ?? '';
  if (!isTenant(names, tenant)) return answerFailure(request, failures.tenant(tenant));
  const at = `${request.origin}/${tenant.toLowerCase()}`;
  return answerJson(200, {
    issuer: at,
    token_endpoint: `${at}/oauth2${tenant.toLowerCase() === adfsTenant ? '' : version}/token`,
    // Nobody signs in there: clients ask that it be named.
    authorization_endpoint: `${at}/oauth2${version}/authorize`,
    jwks_uri: `${at}/discovery/v2.0/keys`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt'],
    token_endpoint_auth_signing_alg_values_supported: ['RS256', 'PS256'],
    grant_types_supported: ['client_credentials'],
    response_types_supported: ['token'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
  });
}

/** What tells a client that this host is an authority, and where its tenant is described. */
async function instance({ tenantId }: Names, { origin }: LoginRequest) {
  const { host } = new URL(origin);
  return answerJson(200, {
    'api-version': '1.1',
    tenant_discovery_endpoint: `${origin}/${tenantId}/v2.0/.well-known/openid-configuration`,
    metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
  });
}

/** A JWK set (RFC 7517). */
async function keys(names: Names, request: LoginRequest) {
  const tenant = request.path['tenant'] ?? '';
  if (!isTenant(names, tenant)) return answerFailure(request, failures.tenant(tenant));
  return answerJson(200, await request.ask('TokenKeyList', {}));
}
