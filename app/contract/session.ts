import * as z from 'zod';
import { bytesBetween } from './bytes.ts';
import { instant, mostPassphraseBytes, personName, uuid } from './common.ts';
import { call, stream } from './shape.ts';

const session = z.object({
  id: uuid,
  person: z.object({ id: uuid, name: z.string(), displayName: z.string() }),
  tenant: z.object({ id: uuid, name: z.string() }),
  /** Where new vaults go until another place is chosen: `/subscriptions/{id}/resourceGroups/{name}`. */
  resourceGroup: z.string(),
  roles: z.array(z.object({ name: z.string(), scope: z.string() })),
  /** Where the console begins: with what needs attention, with finding and copying, or with the log. */
  start: z.enum(['attention', 'find', 'log']),
  /** Scopes at which the log may be read; none where there are none. */
  logScopes: z.array(z.string()),
  /** Whether the person must set up a second factor before anything else. */
  factorDue: z.boolean(),
  startedOn: instant,
});
export type Session = z.infer<typeof session>;

/** `response`: JSON of what the authenticator answered (RegistrationResponseJSON or AuthenticationResponseJSON, WebAuthn Level 3). */
export const passkeyProof = z.strictObject({ kind: z.literal('passkey'), response: z.string().max(16_384) });

/** Signs a person in on this channel, or says which second factor is still to be proved. The instance is already open. */
export const SessionCreate = call(
  'SessionCreate',
  z.strictObject({ person: personName, password: bytesBetween(1, mostPassphraseBytes) }),
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('signed-in'), session }),
    z.object({
      kind: z.literal('factor'),
      kinds: z.array(z.enum(['totp', 'passkey', 'recovery-code'])),
      /** JSON of PublicKeyCredentialRequestOptionsJSON (WebAuthn Level 3), where a passkey will do. */
      options: z.string().optional(),
    }),
  ]),
);

/** The second half of signing in, within five minutes and on the same channel. */
export const SessionProve = call(
  'SessionProve',
  z.strictObject({
    proof: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('totp'), code: bytesBetween(6, 6) }),
      passkeyProof,
      z.strictObject({ kind: z.literal('recovery-code'), code: bytesBetween(1, 64) }),
    ]),
  }),
  session,
);

export const SessionGet = call('SessionGet', z.strictObject({}), session);

/** The session again whenever what the person may changed; ends when it does. */
export const SessionFollow = stream('SessionFollow', z.strictObject({}), session);

/** Signs out. The engine stays open. */
export const SessionDelete = call('SessionDelete', z.strictObject({}), z.object({}));
