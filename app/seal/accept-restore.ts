import { InstanceRestoreAccept } from '../contract/instance.ts';
import { adoptVaults } from './adopt-vault.ts';
import { acceptAlteredSets, adoptSets } from './house-set.ts';
import { houseTarget, kept, type RoomOperation } from '../operation/operation.ts';

/** Decides that a store older than its anchor, or with rows older than their manifests, is a restored backup. */
export const acceptRestore: RoomOperation<typeof InstanceRestoreAccept> = {
  at: 'room',
  shape: InstanceRestoreAccept,
  needs: { kind: 'action', action: 'Strongroom.Instance/restore/action' },
  during: ['quarantined'],
  throttle: 'window',
  recorded: true,
  repeatable: false,
  fields: { reason: kept((input) => input.reason) },
  target: async () => houseTarget('instance'),
  async run({ tx, keyring }) {
    await acceptAlteredSets(tx, keyring);
    await adoptVaults(tx, keyring);
    await adoptSets(tx, keyring);
    return {};
  },
  afterCommit: ({ gate }) => gate.acceptRestore(),
};
