import * as z from 'zod';
import type { Input } from '../../../app/contract/operation.ts';
import { type Form, readForm } from '../wire/form.ts';
import { withText } from '../wire/json-bytes.ts';
import { discoveryRoutes, isTenant } from './discovery.ts';
import { answerFailure, failures, type LoginFailure, toFailure, uncached } from './login-error.ts';
import { managedIdentityRoutes } from './managed-identity.ts';
import type { LoginAnswer, LoginRequest, LoginRoute } from './route.ts';

/** The token endpoint as version 2.0 of Entra's protocol has it, and as version 1.0 and AD FS have it. */
const tokenPaths = ['/{tenant}/oauth2/v2.0/token', '/{tenant}/oauth2/token'] as const;

/** Everything that the authority answers. */
export const loginRoutes = (names: { readonly tenantId: string }): readonly LoginRoute[] => [
  ...discoveryRoutes(names),
  ...tokenPaths.map((path) => ({
    method: 'POST' as const,
    path,
    body: 'application/x-www-form-urlencoded' as const,
    answer: (request: LoginRequest) => answerToken(names, request, path),
  })),
  ...managedIdentityRoutes(names),
];

async function answerToken(
  names: { readonly tenantId: string },
  request: LoginRequest,
  path: (typeof tokenPaths)[number],
): Promise<LoginAnswer> {
  const tenant = (request.path['tenant'] ?? '').toLowerCase();
  if (!isTenant(names, tenant)) return answerFailure(request, failures.tenant(tenant));
  const form = readForm(request.body);
  if (!form) return answerFailure(request, failures.form);
  try {
    const input = toInput(form, { origin: request.origin, endpoint: `${request.origin}${path.replace('{tenant}', tenant)}`, tenant });
    return 'error' in input ? answerFailure(request, input) : await giveToken(request, input);
  } finally {
    form.clear();
  }
}

type Asked = Input<'TokenCreate'> & { readonly clientId: string };

async function giveToken(request: LoginRequest, { clientId, ...input }: Asked): Promise<LoginAnswer> {
  try {
    const { token, expiresOn } = await request.ask('TokenCreate', input);
    const lifeS = Math.floor((expiresOn - request.time) / 1000);
    const body = withText('access_token', token, JSON.stringify({ token_type: 'Bearer', expires_in: lifeS, ext_expires_in: lifeS }));
    token.fill(0);
    return { status: 200, headers: uncached, body };
  } catch (error) {
    const failure = toFailure(error, { clientId, resource: input.resource, time: request.time });
    if (!failure) throw error;
    return answerFailure(request, failure);
  }
}

interface Dialled {
  readonly origin: string;
  /** What assertions name as their audience. */
  readonly endpoint: string;
  readonly tenant: string;
}

function toInput(form: Form, { origin, endpoint, tenant }: Dialled): Asked | LoginFailure {
  const grantType = form.text('grant_type');
  if (grantType === undefined) return failures.field('grant_type');
  if (grantType !== 'client_credentials') return failures.grantType;
  const clientId = form.text('client_id');
  if (clientId === undefined) return failures.field('client_id');
  if (!z.uuid().safeParse(clientId).success) return failures.client(clientId.slice(0, 64));
  const proof = toProof(form, clientId, endpoint);
  if ('error' in proof) return proof;
  const resource = toResource(form);
  if (typeof resource !== 'string') return resource;
  return { proof, resource, issuer: `${origin}/${tenant}`, clientId };
}

const jwtBearer = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

function toProof(form: Form, clientId: string, endpoint: string): Asked['proof'] | LoginFailure {
  const assertion = form.bytes('client_assertion');
  if (assertion && assertion.length > 0) {
    if (form.text('client_assertion_type') !== jwtBearer) return failures.assertionType;
    return { kind: 'assertion', clientId, assertion, audience: endpoint };
  }
  const secret = form.bytes('client_secret');
  if (!secret || secret.length === 0) return failures.proof;
  return { kind: 'secret', clientId, secret };
}

/** What a library adds for people who sign in, who are none here. */
const peopleScopes = new Set(['openid', 'profile', 'email', 'offline_access']);

/** `scope` as version 2.0 has it, `resource` as version 1.0 and AD FS have it. */
function toResource(form: Form): string | LoginFailure {
  const resource = form.text('resource');
  if (resource !== undefined) return withoutDefault(resource);
  const scope = form.text('scope');
  if (scope === undefined) return failures.field('scope');
  const scopes = scope.split(' ').filter((it) => it !== '' && !peopleScopes.has(it));
  const [only] = scopes;
  if (only === undefined || scopes.length > 1 || !only.endsWith(defaultScope)) return failures.scope;
  return withoutDefault(only);
}

const defaultScope = '/.default';

/** Without the end that stands for everything an application was granted. */
export const withoutDefault = (resource: string): string =>
  resource.endsWith(defaultScope) ? resource.slice(0, -defaultScope.length) : resource;
