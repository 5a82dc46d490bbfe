import { contract, type OperationName } from '../../app/contract/operation.ts';
import { isVaultError, VaultError } from '../../app/contract/vault-error.ts';
import { zeroBytes } from '../rpc/zero-bytes.ts';
import { readApiVersion } from './api-version.ts';
import type { BodyRoom } from './body-room.ts';
import { type About, isExpected, toWireError } from './error-body.ts';
import type { VaultHost } from './host.ts';
import { createGathering } from './gathering.ts';
import { noBody, readBody } from './read-body.ts';
import { badParameter, Refused, type WireError } from './refused.ts';
import { type Reply, toReply } from './respond.ts';
import type { RestDeps } from './rest-door.ts';
import { createRouter, type Match, readTarget, type Target } from './route/match.ts';
import { keyRoutes } from './route/key.ts';
import { poolRoutes } from './route/pool.ts';
import { secretRoutes } from './route/secret.ts';
import type { Answer, VaultRequest, VaultRoute } from './route/vault-route.ts';
import { toAsk, type Visit } from './visit.ts';

/** Answers requests of vaults. */
export interface VaultDesk {
  answer(visit: Visit, host: VaultHost): Promise<Reply>;
}

interface Deps extends Pick<RestDeps, 'corridor' | 'meter'> {
  readonly bodies: BodyRoom;
  readonly gather: () => Promise<void>;
}

/** Collections of Key Vault, those too of which nothing is routed yet: a wrong path below one is a bad request, any other is not found. */
const collections: ReadonlySet<string> = new Set([
  'secrets',
  'deletedsecrets',
  'keys',
  'deletedkeys',
  'certificates',
  'deletedcertificates',
  'storage',
  'deletedstorage',
]);

/** A route whose types belong together, whatever operation it is of. */
interface AnyRoute extends Pick<VaultRoute, 'method' | 'path' | 'body' | 'operation' | 'mend'> {
  read(request: VaultRequest): unknown;
  write(outcome: unknown, request: VaultRequest, input: unknown): Answer;
}

const routes: readonly AnyRoute[] = [
  ...Object.values<AnyRoute>(secretRoutes),
  ...Object.values<AnyRoute>(keyRoutes),
  ...Object.values<readonly AnyRoute[]>(poolRoutes).flat(),
];
const router = createRouter(routes);

export function createVaultDesk(given: Pick<RestDeps, 'corridor' | 'meter'>, bodies: BodyRoom): VaultDesk {
  const deps = { ...given, bodies, gather: createGathering() };
  const meets = createKnownVaults();

  async function answer(visit: Visit, host: VaultHost): Promise<Reply> {
    const found = find(visit);
    const about: About = {
      host,
      operation: found.route?.operation,
      path: found.path,
      token: visit.caller.token,
      time: visit.time,
    };
    const { reply, error } = await run(deps, visit, host, found).then(
      (sent) => ({ reply: sent, error: undefined }),
      (thrown: unknown) => ({ reply: toReply(toWire(thrown, about)), error: thrown }),
    );
    if (found.route && meets(host.vault, error)) {
      deps.meter.note({ vault: host.vault, operation: found.route.operation, status: reply.status, time: visit.time });
    }
    return reply;
  }

  return { answer };
}

/** What a request asks for, or why that can't be told. */
interface Found {
  readonly route: AnyRoute | undefined;
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly refused?: WireError;
}

function find({ request }: Visit): Found {
  const nothing = { route: undefined, path: {}, query: new URLSearchParams() };
  try {
    const target = readTarget(request.url ?? '');
    const method = methodOf(request.method ?? '', request.headers);
    const match = router(method, target.segments);
    if (match.kind === 'found') return { route: match.place, path: match.path, query: target.query };
    return { ...nothing, refused: notRouted(method, target, match) };
  } catch (error) {
    if (error instanceof Refused) return { ...nothing, refused: error.wire };
    throw error;
  }
}

/** Clients behind a proxy that lets only GET and POST pass name the method in a header. */
function methodOf(method: string, headers: Visit['request']['headers']): string {
  if (method !== 'POST') return method;
  const instead = headers['x-http-method'] ?? headers['x-http-method-override'];
  return typeof instead === 'string' ? instead.toUpperCase().slice(0, 16) : method;
}

function notRouted(method: string, { segments }: Target, match: Exclude<Match<AnyRoute>, { kind: 'found' }>): WireError {
  if (match.kind === 'method') return badParameter(`Method ${method} does not allow operation '${match.operation}'`);
  const [collection = ''] = segments;
  if (!collections.has(collection.toLowerCase())) return { status: 404, code: 'NotFound', message: 'There is nothing at this path.' };
  return badParameter(`Method ${method} does not allow operation '${(segments.at(-1) ?? '').slice(0, 127)}'`);
}

async function run(deps: Deps, visit: Visit, host: VaultHost, found: Found): Promise<Reply> {
  const { route, path, query, refused } = found;
  // What stands against the request is not told before it is known who asks; the corridor finds that out, and records it.
  if (!route || refused || visit.caller.token === undefined) return turnAway(deps, visit, { route, refused });
  const request = { vault: host.vault, isPool: host.plane === 'pools', origin: host.origin, path, query };
  let body = noBody;
  let input: unknown;
  try {
    readApiVersion(query);
    if (route.body) body = await readBody(visit.request, route.body, deps.bodies);
    const whole = { ...request, body: body.bytes };
    input = route.read(whole);
    return await walk(deps, visit, { route, request: whole, input });
  } catch (error) {
    if (!(error instanceof Refused) || error.wire.status !== 400) throw error;
    return await turnAway(deps, visit, { route, refused: error.wire });
  } finally {
    zeroBytes(input);
    body.drop();
  }
}

/**
 * Refuses what never became an input: the corridor is asked with none, and says first whether it knows who asks.
 * @throws what it says against who asks, else Refused
 */
async function turnAway(
  { corridor }: Deps,
  visit: Visit,
  { route, refused }: { readonly route: AnyRoute | undefined; readonly refused: WireError | undefined },
): Promise<never> {
  try {
    await corridor.call(toAsk(visit, route?.operation ?? 'Unknown', undefined));
  } catch (error) {
    if (!isVaultError(error, 'BadParameter') && !isVaultError(error, 'NotImplemented')) throw error;
  }
  if (visit.caller.token === undefined) throw new VaultError('Unauthorized', { why: 'missing' });
  throw new Refused(refused ?? badParameter('The request can not be read.'));
}

interface Step {
  readonly route: AnyRoute;
  readonly request: VaultRequest;
  readonly input: unknown;
}

async function walk({ corridor, gather }: Deps, visit: Visit, { route, request, input }: Step): Promise<Reply> {
  const ask = toAsk(visit, route.operation, input);
  const outcome: { value?: unknown } = {};
  try {
    await gather();
    if (isStream(route.operation)) outcome.value = await collect(corridor.listen(ask));
    else outcome.value = await corridor.call(ask);
    return route.write(outcome.value, request, input);
  } catch (error) {
    const mended = isExpected(error) ? route.mend?.(error, request) : undefined;
    if (mended) return mended;
    throw error;
  } finally {
    zeroBytes(outcome.value);
  }
}

const isStream = (name: OperationName): boolean => contract[name].kind === 'stream';

async function collect(items: AsyncIterable<unknown>): Promise<unknown[]> {
  const all: unknown[] = [];
  try {
    for await (const item of items) all.push(item);
    return all;
  } catch (error) {
    zeroBytes(all);
    throw error;
  }
}

/** @throws what is neither expected nor a refusal */
function toWire(error: unknown, about: About): WireError {
  if (error instanceof Refused) return error.wire;
  if (isExpected(error)) return toWireError(error, about);
  throw error;
}

/** Refusals of vaults that nobody has seen yet are not counted: names cost nothing, and what is counted is kept. */
function createKnownVaults() {
  const known = new Set<string>();
  return (vault: string, error: unknown): boolean => {
    if (error === undefined || isOfVault(error)) known.add(vault);
    return known.has(vault);
  };
}

/** Whether a failure tells that its vault is there. */
const isOfVault = (error: unknown): boolean =>
  isVaultError(error, 'SecretNotFound') ||
  isVaultError(error, 'SecretDisabled') ||
  (isVaultError(error, 'Forbidden') && error.data.scope !== '/') ||
  (isVaultError(error, 'Throttled') && error.data.limit === 'vault');
