import { AccessRequestDecide } from '../contract/access.ts';
import { VaultError } from '../contract/vault-error.ts';
import { houseTarget, kept, type Room, type RoomOperation } from '../operation/operation.ts';
import type { AccessRequestRow } from './access-request-store.ts';
import { changeRequest, checkRequest } from './access-request.ts';
import { mayDecide, toRequest } from './access-request-view.ts';
import { roleName, scopeTarget } from './assignment-field.ts';
import { createNames } from './assignment.ts';
import { getStanding } from './escalation.ts';
import { giveRole } from './give-role.ts';
import { assignRoles } from './role.ts';

/** Grants the role that was chosen where it was chosen, or refuses. */
export const decideAccessRequest: RoomOperation<typeof AccessRequestDecide> = {
  at: 'room',
  shape: AccessRequestDecide,
  needs: assignRoles,
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: true,
  fields: {
    request: kept((input) => input.id),
    decision: kept((input) => input.decision.kind),
    role: kept(({ decision }) => (decision.kind === 'grant' ? roleName(decision.role) : undefined)),
    scope: kept(({ decision }) => (decision.kind === 'grant' ? decision.scope : undefined)),
    principal: kept((_input, output) => output?.by.id),
    principalName: kept((_input, output) => output?.by.name),
    note: kept((input) => input.note),
  },
  async target({ id, decision }, tx, keyring) {
    const row = await tx.accessRequests.find(id);
    if (!row) return houseTarget('');
    return scopeTarget(tx, keyring, decision.kind === 'grant' ? decision.scope : (row.scope ?? '/'));
  },
  async run(room, { id, decision, note }) {
    const row = await getDecidable(room, id);
    const standing = await getStanding(room);
    if (decision.kind === 'grant') await giveRole(room, standing, { ...decision, principal: row.personId, reason: row.reason });
    const decided = await changeRequest(room.tx, room.keyring, row, {
      state: decision.kind === 'grant' ? 'granted' : 'refused',
      decidedBy: room.principal.id,
      decidedOn: room.time,
      note,
    });
    return toRequest(createNames(room), decided, true);
  },
};

/** @throws VaultError RequestNotFound, also for what somebody else decides; RequestDecided, IntegrityViolation */
async function getDecidable(room: Room, id: string): Promise<AccessRequestRow> {
  const row = await room.tx.accessRequests.find(id);
  if (row) checkRequest(room.keyring, row);
  if (!row || !mayDecide(await getStanding(room), row, room.time)) throw new VaultError('RequestNotFound', {});
  if (row.state !== 'open') throw new VaultError('RequestDecided', { state: row.state });
  return row;
}
