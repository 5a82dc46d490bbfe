import * as z from 'zod';
import { VaultError } from '../../../app/contract/vault-error.ts';
import { withText } from '../wire/json-bytes.ts';
import { answerJson, toFailure, uncached } from './login-error.ts';
import type { LoginAnswer, LoginRequest, LoginRoute } from './route.ts';

interface Names {
  readonly tenantId: string;
}

/** Browsers send no such header to another site without asking first, and what asks first gets no answer here. */
const secretHeader = 'x-identity-header';

/**
 * Tokens for code that knows of no credential: as App Service gives them (IDENTITY_ENDPOINT and IDENTITY_HEADER), and as a virtual machine
 * does, except that the header's secret is asked for there too: whoever else is on the machine has none.
 */
export const managedIdentityRoutes = (names: Names): readonly LoginRoute[] => [
  { method: 'GET', path: '/msi/token', answer: (request) => answerToken(names, request) },
  {
    method: 'GET',
    path: '/metadata/identity/oauth2/token',
    async answer(request) {
      if (request.header('metadata')?.toLowerCase() !== 'true') return refuse(400, 'The header Metadata: true is missing.');
      return answerToken(names, request);
    },
  },
];

async function answerToken({ tenantId }: Names, request: LoginRequest): Promise<LoginAnswer> {
  const asked = readQuery(request.query);
  if (!asked) return refuse(400, 'The request needs api-version, and resource once; client_id and object_id are UUIDs.');
  const header = request.header(secretHeader);
  if (header === undefined || header === '') return refuse(401, `The header ${secretHeader} is missing.`);
  const { resource, clientId, objectId } = asked;
  const secret = Buffer.from(header, 'utf8');
  try {
    const proof = { kind: 'managed-identity' as const, secret, ...(clientId !== undefined && { clientId }) };
    const given = await request.ask('TokenCreate', { proof, resource, issuer: `${request.origin}/${tenantId}` });
    if (objectId !== undefined && objectOf(given.token) !== objectId) {
      given.token.fill(0);
      return refuse(400, 'The identity that was asked for is not the one of the header.');
    }
    return toAnswer(given, resource, request.time);
  } catch (error) {
    return answerError(error, { clientId: clientId ?? '', resource, time: request.time });
  } finally {
    secret.fill(0);
  }
}

function answerError(error: unknown, asked: Parameters<typeof toFailure>[1]): LoginAnswer {
  const failure = toFailure(error, asked);
  if (!failure || !(error instanceof VaultError)) throw error;
  const status = error.code === 'TokenRefused' && failure.number === 7000215 ? 401 : failure.status;
  return refuse(status, failure.text, failure.retryAfterS);
}

const query = z.object({
  resource: z.string().min(1),
  clientId: z.uuid().optional(),
  objectId: z.uuid().optional(),
});

/** @returns undefined where it is not as it should be */
function readQuery(given: URLSearchParams): z.infer<typeof query> | undefined {
  if (given.getAll('resource').length !== 1 || !given.has('api-version')) return undefined;
  const one = (...names: readonly string[]): string | undefined =>
    names.map((name) => given.get(name)).find((it) => it !== null) ?? undefined;
  const parsed = query.safeParse({
    resource: given.get('resource')?.replace(/\/\.default$/, ''),
    clientId: one('client_id', 'clientid'),
    objectId: one('object_id', 'principal_id'),
  });
  return parsed.data;
}

/** `oid` of a token that was just signed here. */
function objectOf(token: Uint8Array): string {
  const [, payload = ''] = Buffer.from(token).toString('latin1').split('.');
  return z.object({ oid: z.string() }).parse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))).oid;
}

interface Given {
  readonly token: Uint8Array;
  readonly expiresOn: number;
  readonly clientId: string;
}

/** Every number is text here. */
function toAnswer({ token, expiresOn, clientId }: Given, resource: string, time: number): LoginAnswer {
  const rest = {
    expires_in: String(Math.floor((expiresOn - time) / 1000)),
    expires_on: String(Math.floor(expiresOn / 1000)),
    not_before: String(Math.floor(time / 1000)),
    resource,
    token_type: 'Bearer',
    client_id: clientId,
  };
  const body = withText('access_token', token, JSON.stringify(rest));
  token.fill(0);
  return { status: 200, headers: uncached, body };
}

const refuse = (status: number, message: string, retryAfterS?: number): LoginAnswer =>
  answerJson(
    status,
    { statusCode: status, message },
    { ...uncached, ...(retryAfterS !== undefined && { 'retry-after': String(retryAfterS) }) },
  );
