import * as z from 'zod';
import { bytesBetween } from './bytes.ts';
import { instant, mostPassphraseBytes, personName, uuid } from './common.ts';
import { call } from './shape.ts';

const session = z.object({
  id: uuid,
  person: z.object({ id: uuid, name: z.string(), displayName: z.string() }),
  tenant: z.object({ id: uuid, name: z.string() }),
  /** Where new vaults go until another place is chosen: `/subscriptions/{id}/resourceGroups/{name}`. */
  resourceGroup: z.string(),
  roles: z.array(z.object({ name: z.string(), scope: z.string() })),
  startedOn: instant,
});
export type Session = z.infer<typeof session>;

/** Signs a person in on this channel. Signing in is not unlocking: the instance is already open. */
export const SessionCreate = call(
  'SessionCreate',
  z.strictObject({ person: personName, password: bytesBetween(1, mostPassphraseBytes) }),
  session,
);

export const SessionGet = call('SessionGet', z.strictObject({}), session);

/** Signs out. The engine stays open. */
export const SessionDelete = call('SessionDelete', z.strictObject({}), z.object({}));
