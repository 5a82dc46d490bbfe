import { findLastChange } from '../audit/last-change.ts';
import type { Input } from '../contract/operation.ts';
import { SecretUpdate } from '../contract/secret.ts';
import { VaultError } from '../contract/vault-error.ts';
import { kept, type Room, type RoomOperation } from '../operation/operation.ts';
import { changeObjectVersion } from '../vault/object-version.ts';
import { getVault, recoveryLevel, vaultTarget } from '../vault/vault.ts';
import { changedAttributes, checkDates, toIso } from '../vault/attribute.ts';
import { boundTo, getVersion, type Place } from './read-version.ts';
import { secretNoun } from './secret-noun.ts';
import { toProperties } from './secret.ts';
import { getSecretRow } from './secret-row.ts';
import type { SecretVersionRow } from './secret-store.ts';

/** Changes attributes of one version. They are bound to its data key, which is wrapped again; the value is never opened. */
export const updateSecret: RoomOperation<typeof SecretUpdate> = {
  at: 'room',
  shape: SecretUpdate,
  needs: { kind: 'dataAction', action: 'Microsoft.KeyVault/vaults/secrets/update/action' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: true,
  fields: {
    id: kept((_input, output) => output?.id),
    enabled: kept((input) => (input.enabled === undefined ? undefined : String(input.enabled))),
    contentType: kept((input) => (input.contentType === null ? 'removed' : input.contentType)),
    notBefore: kept((input) => (input.notBefore === null ? 'removed' : toIso(input.notBefore))),
    expires: kept((input) => (input.expires === null ? 'removed' : toIso(input.expires))),
    tags: kept((input) => (input.tags === undefined ? undefined : 'changed')),
  },
  target: (input, tx, keyring) => vaultTarget(tx, keyring, input.vault, { kind: 'secrets', name: input.name }),
  async run(room, input) {
    const vault = await getVault(room.tx, room.keyring, input.vault);
    const secret = await getSecretRow(room.tx, room.keyring, vault.id, input.name);
    const row = await getVersion(room.tx, secret, input.version);
    if (input.revision !== undefined && input.revision !== row.rowVersion) throw await changedMeanwhile(room, { vault, secret }, row);
    return toProperties(vault, secret, await writeAgain(room, { vault, secret }, row, input));
  },
};

async function changedMeanwhile({ tx }: Room, { vault, secret: { name } }: Place, row: SecretVersionRow): Promise<VaultError> {
  const last = await findLastChange(tx, `${vault.name} / ${name}`, ['SecretUpdate']);
  return new VaultError('ChangedMeanwhile', { name, changedBy: last?.by ?? row.createdBy, changedOn: row.updatedOn });
}

async function writeAgain({ tx, keyring, time }: Room, place: Place, before: SecretVersionRow, input: Input<'SecretUpdate'>) {
  const changed = { ...before, ...changeOf(before, input), updatedOn: time, rowVersion: before.rowVersion + 1 };
  checkDates(changed);
  const { vault } = place;
  const head = { ...changed, recoveryLevel: recoveryLevel(vault), recoverableDays: vault.retentionDays };
  const row = { ...head, ...(await keyring.rewrapValue(tx, boundTo(place, before), boundTo(place, head), before)) };
  await changeObjectVersion(secretNoun, { tx, keyring }, before, row);
  return row;
}

/** What is left out stays, `null` takes away. */
const changeOf = (before: SecretVersionRow, input: Input<'SecretUpdate'>) => ({
  ...changedAttributes(before, input),
  contentType: input.contentType === undefined ? before.contentType : (input.contentType ?? undefined),
});
