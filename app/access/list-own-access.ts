import { AccessMine } from '../contract/access.ts';
import { houseTarget, type RoomOperation } from '../operation/operation.ts';
import { toAssignments } from './assignment.ts';
import { getStanding } from './escalation.ts';
import { scopeKey } from './scope.ts';

/** What whoever asks holds, now and later, with the groups it comes by. */
export const listOwnAccess: RoomOperation<typeof AccessMine> = {
  at: 'room',
  shape: AccessMine,
  needs: { kind: 'session' },
  during: ['open'],
  throttle: 'window',
  recorded: false,
  repeatable: false,
  fields: {},
  target: async () => houseTarget('access'),
  async run(room) {
    const { grantsAt, through, who } = await getStanding(room);
    const grants = [...grantsAt.values()].flat().toSorted((a, b) => scopeKey(a.scope).localeCompare(scopeKey(b.scope)));
    const held = grants.map((grant) => ({ grant, principalId: who.id, through: through.get(grant.principalId) ?? [] }));
    return { items: await toAssignments({ ...room, scope: '/' }, held) };
  },
};
