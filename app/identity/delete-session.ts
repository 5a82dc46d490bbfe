import { SessionDelete } from '../contract/session.ts';
import { houseTarget, type RoomOperation } from '../operation/operation.ts';

/** Signs out on the connection that asks. The engine stays open. */
export const deleteSession: RoomOperation<typeof SessionDelete> = {
  at: 'room',
  shape: SessionDelete,
  needs: { kind: 'session' },
  beforeFactor: true,
  during: ['open', 'quarantined'],
  throttle: 'window',
  recorded: true,
  repeatable: false,
  fields: {},
  target: async () => houseTarget('session'),
  run: async () => ({}),
  afterCommit: ({ caller }) => {
    caller.session.current = undefined;
  },
};
