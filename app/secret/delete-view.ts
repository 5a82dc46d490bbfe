import { ViewDelete } from '../contract/search.ts';
import { VaultError } from '../contract/vault-error.ts';
import { houseTarget, type RoomOperation } from '../operation/operation.ts';

/** Forgets a view of the person's own. @throws VaultError StagedNotFound when the person has none of this id */
export const deleteView: RoomOperation<typeof ViewDelete> = {
  at: 'room',
  shape: ViewDelete,
  needs: { kind: 'session' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: true,
  fields: {},
  target: async () => houseTarget('views'),
  async run({ tx, principal }, { id }) {
    if (!(await tx.views.remove(principal.id, id))) throw new VaultError('StagedNotFound', { what: 'view' });
    return {};
  },
};
