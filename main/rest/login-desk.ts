import { isExpected, toWireError } from './error-body.ts';
import type { AuthorityHost } from './host.ts';
import type { BodyRoom } from './body-room.ts';
import { noBody, readBody } from './read-body.ts';
import { badParameter, Refused } from './refused.ts';
import { type Reply, toReply } from './respond.ts';
import type { RestDeps } from './rest-door.ts';
import { createRouter, readTarget } from './route/match.ts';
import type { LoginRoute } from './route/route.ts';
import { askAs, type Visit } from './visit.ts';

/** Answers requests of the authority. */
export interface LoginDesk {
  answer(visit: Visit, host: AuthorityHost): Promise<Reply>;
}

export function createLoginDesk(deps: Pick<RestDeps, 'corridor' | 'login'>, bodies: BodyRoom): LoginDesk {
  const router = createRouter<LoginRoute>(deps.login);

  async function run(visit: Visit, { origin }: AuthorityHost): Promise<Reply> {
    const { request, caller, correlationId, time } = visit;
    const { segments, query } = readTarget(request.url ?? '');
    const match = router(request.method ?? '', segments);
    if (match.kind === 'method') throw new Refused(badParameter(`Method ${request.method} is not allowed here.`));
    if (match.kind === 'unknown') throw new Refused({ status: 404, code: 'NotFound', message: 'There is nothing at this path.' });
    const { place, path } = match;
    const body = place.body ? await readBody(request, place.body, bodies) : noBody;
    try {
      const header = (name: string): string | undefined => one(request.headers[name]);
      return await place.answer({ path, query, header, body: body.bytes, origin, caller, ask: askAs(deps, visit), correlationId, time });
    } finally {
      body.drop();
    }
  }

  return {
    async answer(visit, host) {
      try {
        return await run(visit, host);
      } catch (error) {
        if (error instanceof Refused) return toReply(error.wire);
        if (!isExpected(error)) throw error;
        const about = { host: undefined, operation: undefined, path: {}, token: undefined, time: visit.time };
        return toReply(toWireError(error, about));
      }
    },
  };
}

/** A header that comes more than once is as if it were not there. */
const one = (header: string | string[] | undefined): string | undefined => (Array.isArray(header) ? undefined : header);
