import { assertMayTakeOver } from '../access/escalation.ts';
import { ApplicationPatch } from '../contract/application.ts';
import { VaultError } from '../contract/vault-error.ts';
import { kept, type Room, type RoomOperation } from '../operation/operation.ts';
import { changeApplication } from './application.ts';
import type { ApplicationRow } from './application-store.ts';
import { applicationTarget, getSeenApplication } from './application-target.ts';
import { toApplication } from './application-view.ts';

/** Changes an application. A disabled one is refused from its next request on, and what it was given until then stays refused. */
export const patchApplication: RoomOperation<typeof ApplicationPatch> = {
  at: 'room',
  shape: ApplicationPatch,
  needs: { kind: 'action', action: 'microsoft.directory/applications/basic/update' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: true,
  fields: {
    application: kept((input) => input.id),
    name: kept((input) => input.name),
    description: kept((input) => input.description),
    enabled: kept((input) => (input.enabled === undefined ? undefined : String(input.enabled))),
  },
  target: (input, tx) => applicationTarget(tx, input.id),
  async run(room, input) {
    const { tx, keyring } = room;
    const before = await getSeenApplication(tx, keyring, input);
    const { name = before.name, description = before.description, enabled = before.enabled } = input;
    if (enabled !== before.enabled) await assertMayTakeOver(room, before.id);
    await assertNameFree(room, before, name);
    const tokenGeneration = before.tokenGeneration + (before.enabled && !enabled ? 1 : 0);
    return toApplication(room, await changeApplication(tx, keyring, before, { name, description, enabled, tokenGeneration }));
  },
};

async function assertNameFree({ tx }: Room, { id }: ApplicationRow, name: string): Promise<void> {
  const other = await tx.applications.findByName(name.toLowerCase());
  if (other && other.id !== id) throw new VaultError('NameTaken', { name });
}
