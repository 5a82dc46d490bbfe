import * as z from 'zod';
import { VaultError } from '../../../app/contract/vault-error.ts';
import type { LoginAnswer, LoginRequest } from './route.ts';

/** A failure in the words of OAuth 2.0 (RFC 6749 section 5.2), with the number by which Entra's clients know it. */
export interface LoginFailure {
  readonly status: number;
  readonly error: string;
  readonly number: number;
  readonly text: string;
  readonly retryAfterS?: number;
}

type Requested = Pick<LoginRequest, 'header' | 'correlationId' | 'time'>;

/** Nobody keeps what the authority answers. */
export const uncached = { 'cache-control': 'no-store, no-cache', pragma: 'no-cache' } as const;

export const answerJson = (status: number, body: unknown, headers: Readonly<Record<string, string>> = uncached): LoginAnswer => ({
  status,
  headers,
  body: Buffer.from(JSON.stringify(body)),
});

/** As Entra answers: https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
export function answerFailure(request: Requested, { status, error, number, text, retryAfterS }: LoginFailure): LoginAnswer {
  const traceId = request.correlationId;
  const asked = z.uuid().safeParse(request.header('client-request-id'));
  const correlationId = asked.data ?? traceId;
  const timestamp = `${new Date(request.time).toISOString().slice(0, 19).replace('T', ' ')}Z`;
  const description = `AADSTS${number}: ${text} Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${timestamp}`;
  const body = {
    error,
    error_description: description,
    error_codes: [number],
    timestamp,
    trace_id: traceId,
    correlation_id: correlationId,
  };
  return answerJson(status, body, { ...uncached, ...(retryAfterS !== undefined && { 'retry-after': String(retryAfterS) }) });
}

/** What was wrong with a request before anybody was asked. */
export const failures = {
  tenant: (tenant: string): LoginFailure => ({
    status: 400,
    error: 'invalid_request',
    number: 90002,
    text: `There is no tenant '${tenant}' here.`,
  }),
  form: { status: 400, error: 'invalid_request', number: 900144, text: 'The body is no form that can be read.' },
  field: (name: string): LoginFailure => ({
    status: 400,
    error: 'invalid_request',
    number: 900144,
    text: `The request has no parameter '${name}'.`,
  }),
  grantType: { status: 400, error: 'unsupported_grant_type', number: 70003, text: 'Only client_credentials is served here.' },
  scope: { status: 400, error: 'invalid_scope', number: 70011, text: 'The scope must be one resource followed by /.default.' },
  proof: {
    status: 401,
    error: 'invalid_client',
    number: 7000218,
    text: 'The request holds neither a client_secret nor a client_assertion.',
  },
  assertionType: {
    status: 400,
    error: 'invalid_request',
    number: 7000216,
    text: 'A client_assertion goes with the client_assertion_type urn:ietf:params:oauth:client-assertion-type:jwt-bearer.',
  },
  client: (clientId: string): LoginFailure => ({
    status: 400,
    error: 'unauthorized_client',
    number: 700016,
    text: `There is no application '${clientId}' in this tenant.`,
  }),
} as const;

interface Asked {
  readonly clientId: string;
  readonly resource: string;
  readonly time: number;
}

/** What the house answered, for a client; undefined for what is answered as at vaults. */
export function toFailure(error: unknown, { clientId, resource, time }: Asked): LoginFailure | undefined {
  if (!(error instanceof VaultError)) return undefined;
  const { code, data } = z.object({ code: z.string(), data: z.unknown() }).parse(error);
  if (code === 'Throttled') return throttled(data, time);
  if (code === 'BadParameter')
    return { status: 400, error: 'invalid_request', number: 90014, text: 'A parameter is longer or other than it may be.' };
  if (code !== 'TokenRefused') return undefined;
  const { reason } = z
    .object({ reason: z.enum(['secret', 'unknown', 'disabled', 'expired', 'assertion', 'resource', 'request']) })
    .parse(data);
  switch (reason) {
    case 'secret':
      return { status: 401, error: 'invalid_client', number: 7000215, text: `The secret is none of application '${clientId}'.` };
    case 'unknown':
      return failures.client(clientId);
    case 'disabled':
      return { status: 401, error: 'unauthorized_client', number: 7000112, text: `Application '${clientId}' is disabled.` };
    case 'expired':
      return {
        status: 401,
        error: 'invalid_client',
        number: 7000222,
        text: `The credential of application '${clientId}' holds no longer.`,
      };
    case 'assertion':
      return {
        status: 401,
        error: 'invalid_client',
        number: 700027,
        text: 'The client assertion is not signed by a certificate of the application, is not for this endpoint or time, or was used before.',
      };
    case 'resource':
      return { status: 400, error: 'invalid_resource', number: 500011, text: `There is no resource '${resource}' in this tenant.` };
    case 'request':
      return { status: 400, error: 'invalid_request', number: 90002, text: 'This is not how the tenant is reached.' };
  }
}

function throttled(data: unknown, time: number): LoginFailure {
  const { retryOn } = z.object({ retryOn: z.number() }).parse(data);
  const retryAfterS = Math.max(1, Math.ceil((retryOn - time) / 1000));
  return { status: 429, error: 'temporarily_unavailable', number: 90055, text: 'Too many requests failed or were made.', retryAfterS };
}
