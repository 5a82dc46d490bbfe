import { RoleList } from '../contract/access.ts';
import { houseTarget, type RoomOperation } from '../operation/operation.ts';
import { roles } from './role.ts';

/** The built-in roles: anyone who is signed in may know them. */
export const listRole: RoomOperation<typeof RoleList> = {
  at: 'room',
  shape: RoleList,
  needs: { kind: 'session' },
  during: ['open'],
  throttle: 'window',
  recorded: false,
  repeatable: false,
  fields: {},
  target: async () => houseTarget('roles'),
  run: async () => ({
    items: roles.map(({ allows: _allows, elevates, assignable, actions, notActions, dataActions, ...role }) => ({
      ...role,
      actions: [...actions],
      notActions: [...notActions],
      dataActions: [...dataActions],
      ...(assignable && { assignable: [...assignable] }),
      ...(elevates && { elevates }),
    })),
  }),
};
