import { findLastChange } from '../audit/last-change.ts';
import type { Input } from '../contract/operation.ts';
import { VaultPatch } from '../contract/vault.ts';
import { VaultError } from '../contract/vault-error.ts';
import { confirmPassword } from '../identity/confirm-password.ts';
import { kept, type Room, type RoomOperation } from '../operation/operation.ts';
import type { Tx } from '../operation/store.ts';
import { countHeld, getVault, isPool, toVault, vaultTarget } from './vault.ts';
import { changeVault } from './vault-row.ts';
import type { VaultRow } from './vault-store.ts';

/** Changes the settings of a vault that a person saw, unless somebody else changed them meanwhile. Purge protection stays once it is on. */
export const patchVault: RoomOperation<typeof VaultPatch> = {
  at: 'room',
  shape: VaultPatch,
  needs: { kind: 'action', action: 'Microsoft.KeyVault/vaults/write' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: true,
  fields: {
    tier: kept((input) => input.tier),
    purgeProtection: kept((input) => input.purgeProtection && `on: ${input.purgeProtection.reason}`),
    enforceDates: kept((input) => textOf(input.enforceDates)),
    deletionLock: kept((input) => (input.deletionLock === null ? 'removed' : input.deletionLock?.reason)),
    tags: kept((input) => (input.tags === undefined ? undefined : 'changed')),
  },
  target: (input, tx, keyring) => vaultTarget(tx, keyring, input.vault),
  async prepare(anteroom, input) {
    if (input.purgeProtection) await confirmPassword(anteroom, input.purgeProtection.password);
    return undefined;
  },
  async run(room, input) {
    const { tx, keyring } = room;
    const before = await getVault(tx, keyring, input.vault);
    if (before.rowVersion !== input.revision) throw await changedMeanwhile(tx, before);
    if (input.tier !== undefined && isPool(before)) throw new VaultError('BadParameter', { issues: [{ path: 'tier', problem: 'fixed' }] });
    const row = await changeVault(tx, keyring, before, changeOf(room, input));
    const held = await countHeld(tx, [row.id]);
    return toVault(row, held(row.id));
  },
};

const textOf = (value: boolean | undefined): string | undefined => (value === undefined ? undefined : String(value));

const changeOf = ({ principal, time }: Room, input: Input<'VaultPatch'>): Parameters<typeof changeVault>[3] => ({
  ...(input.tier !== undefined && { tier: input.tier }),
  ...(input.purgeProtection && { purgeProtection: true }),
  ...(input.enforceDates !== undefined && { enforceDates: input.enforceDates }),
  ...(input.deletionLock && { deletionLock: { reason: input.deletionLock.reason, by: principal.name, on: time } }),
  ...(input.deletionLock === null && { deletionLock: undefined }),
  ...(input.tags !== undefined && { tags: input.tags }),
});

async function changedMeanwhile(tx: Tx, { name, createdBy, createdOn }: VaultRow): Promise<VaultError> {
  const last = await findLastChange(tx, name, ['VaultPatch', 'VaultDelete', 'VaultRecover']);
  return new VaultError('ChangedMeanwhile', { name, changedBy: last?.by ?? createdBy, changedOn: last?.on ?? createdOn });
}
