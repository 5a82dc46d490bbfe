import { randomUUID } from 'node:crypto';
import type { CallName, Output, StreamName } from '../../app/contract/operation.ts';
import { contract } from '../../app/contract/operation.ts';
import type { Caller } from '../../app/identity/caller.ts';
import { createSessionHolder } from '../../app/identity/session.ts';
import type { TokenClaims } from '../../app/identity/token.ts';
import { memoryToken } from '../../app/memory/token.ts';
import { type Engine, type Ground, type Window } from './a-house.ts';
import { assign } from './an-invitation.ts';

const hour = 3_600_000;
export const day = 24 * hour;

/** An application that somebody adds at a window, with a secret. */
export async function addApplication(window: Window, ground: Ground, name = 'payroll-worker') {
  const application = await window.call('ApplicationCreate', { name, description: '' });
  const until = ground.clock.now() + 30 * day;
  const { credential } = await window.call('CredentialCreate', { kind: 'secret', application: application.id, label: 'first', until });
  return { id: application.id, clientId: application.clientId, credentialId: credential.id };
}
export type Added = Awaited<ReturnType<typeof addApplication>>;

/** A request after the other with one token, as the endpoint hands them to the corridor. */
export function openBearer({ corridor }: Pick<Engine, 'corridor'>, token: string | undefined, address = '127.0.0.1') {
  const caller = (): Caller => ({
    id: randomUUID(),
    door: 'rest',
    address,
    session: createSessionHolder(),
    ...(token !== undefined && { token }),
  });
  const never = new AbortController().signal;
  return {
    async call<N extends CallName>(name: N, input: unknown, requestId: string = randomUUID()): Promise<Output<N>> {
      const output = await corridor.call({ caller: caller(), name, requestId, input, signal: never });
      return contract[name].output.parse(output) as Output<N>;
    },
    listen<N extends StreamName>(name: N, input: unknown): AsyncIterable<unknown> {
      return corridor.listen({ caller: caller(), name, requestId: randomUUID(), input, signal: never });
    },
  };
}

/** What a token of an application says that was given just now. */
export const claimsOf = ({ id, clientId, credentialId }: Added, { clock }: Ground): TokenClaims => ({
  applicationId: id,
  clientId,
  credentialId,
  generation: 1,
  tokenId: randomUUID(),
  issuedOn: clock.now(),
  expiresOn: clock.now() + hour,
});

/** An application with a token, and a role where one is given. */
export async function aBearer(house: { engine: Engine; ground: Ground; window: Window }, role?: { name: string; scope?: string }) {
  const { engine, ground, window } = house;
  const added = await addApplication(window, ground);
  if (role) await assign(window, added.id, role.name, role.scope);
  const claims = claimsOf(added, ground);
  return { ...added, claims, rest: openBearer(engine, memoryToken(claims)) };
}
