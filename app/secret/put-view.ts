import { ViewPut } from '../contract/search.ts';
import { VaultError } from '../contract/vault-error.ts';
import { houseTarget, type RoomOperation } from '../operation/operation.ts';
import { toRow } from './view.ts';

/** More than anyone finds again, and few enough to be read at once. */
const mostViews = 100;

/** Saves a view of the person's own; one of the same name is replaced. @throws VaultError BadParameter when there are too many */
export const putView: RoomOperation<typeof ViewPut> = {
  at: 'room',
  shape: ViewPut,
  needs: { kind: 'session' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: true,
  fields: {},
  target: async () => houseTarget('views'),
  async run({ tx, principal, newId }, { name, query, sort }) {
    const own = await tx.views.list(principal.id);
    const before = own.find((row) => row.name === name);
    if (!before && own.length >= mostViews) {
      throw new VaultError('BadParameter', { issues: [{ path: 'name', problem: 'too_many', limit: mostViews }] });
    }
    const view = { id: before?.id ?? newId(), name, query, sort };
    await tx.views.put(toRow(principal.id, view));
    return view;
  },
};
