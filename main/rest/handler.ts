import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { CancelledError } from '../../app/contract/vault-error.ts';
import type { Admission, Presence } from './admission.ts';
import { createBodyRoom } from './body-room.ts';
import { guardHead } from './guard.ts';
import type { Hosts } from './host.ts';
import { createLoginDesk } from './login-desk.ts';
import { Refused } from './refused.ts';
import { addressOf, type Reply, respond, toReply } from './respond.ts';
import type { RestDeps } from './rest-door.ts';
import { createVaultDesk } from './vault-desk.ts';
import { toVisit } from './visit.ts';

/** Answers requests of every listener. */
export interface Handler {
  /** Never throws. */
  handle(request: IncomingMessage, response: ServerResponse): void;
  /** From now on every connection ends with its answer. @returns when nothing is on its way any more */
  finish(): Promise<void>;
}

export function createHandler(deps: RestDeps, admission: Admission, hosts: Hosts): Handler {
  const bodies = createBodyRoom();
  const desks = { vault: createVaultDesk(deps, bodies), authority: createLoginDesk(deps, bodies) };
  const presences = new WeakMap<Socket, Presence>();
  const underway = new Set<Promise<void>>();
  let finishing = false;

  function presenceOf(socket: Socket): Presence {
    const known = presences.get(socket);
    if (known) return known;
    const presence = { id: deps.newId(), address: addressOf(socket.remoteAddress), atOnce: 0 };
    presences.set(socket, presence);
    return presence;
  }

  async function answer(request: IncomingMessage, response: ServerResponse, correlationId: string): Promise<Reply> {
    const host = guardHead(hosts, request);
    const presence = presenceOf(request.socket);
    const controller = new AbortController();
    response.once('close', () => {
      if (!response.writableFinished) controller.abort();
    });
    const plane = host.kind === 'vault' ? host.plane : undefined;
    const visit = toVisit(deps, request, { presence, plane, correlationId, signal: controller.signal });
    admission.enter(presence, visit.caller.token !== undefined);
    try {
      const reply = host.kind === 'vault' ? await desks.vault.answer(visit, host) : await desks.authority.answer(visit, host);
      return reply.status === 401 ? turnedAway(admission, presence, reply) : reply;
    } finally {
      // Whatever was kept for this request's token goes.
      visit.caller.session.current = undefined;
      admission.leave(presence);
    }
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const correlationId = deps.newId();
    const reply = await answer(request, response, correlationId).catch((error: unknown) => toFailure(deps, error, correlationId));
    await respond(request, response, correlationId, finishing ? { ...reply, closes: true } : reply);
  }

  return {
    handle(request, response) {
      const handled = handle(request, response).catch((error: unknown) => deps.onBug(error, deps.newId()));
      underway.add(handled);
      void handled.then(() => underway.delete(handled));
    },
    async finish() {
      finishing = true;
      while (underway.size > 0) await Promise.all(underway);
    },
  };
}

const turnedAway = (admission: Admission, presence: Presence, reply: Reply): Reply =>
  admission.refused(presence) ? { ...reply, closes: true } : reply;

function toFailure({ onBug }: RestDeps, error: unknown, correlationId: string): Reply {
  if (error instanceof Refused) return toReply(error.wire);
  const message = 'The request was given up.';
  if (error instanceof CancelledError) return toReply({ status: 503, code: 'ServiceUnavailable', message, closes: true });
  onBug(error, correlationId);
  return toReply({ status: 500, code: 'InternalServerError', message: `An internal error occurred: ${correlationId}.` });
}
