import { SecretSet } from '../contract/secret.ts';
import type { Input } from '../contract/operation.ts';
import { VaultError } from '../contract/vault-error.ts';
import { kept, type Room, type RoomOperation } from '../operation/operation.ts';
import { getVault, recoveryLevel, vaultTarget } from '../vault/vault.ts';
import type { VaultRow } from '../vault/vault-store.ts';
import { isUtf8 } from './is-utf8.ts';
import { manifestFields } from './manifest-field.ts';
import { bindingOf, toProperties } from './secret.ts';
import { addSecret, findSecret, moveCurrent } from './secret-row.ts';
import type { SecretRow } from './secret-store.ts';

/** Sets a secret: a new name, or a new version of one that is there. */
export const setSecret: RoomOperation<typeof SecretSet> = {
  at: 'room',
  shape: SecretSet,
  needs: { kind: 'dataAction', action: 'Microsoft.KeyVault/vaults/secrets/setSecret/action' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: true,
  fields: {
    id: kept((_input, output) => output?.id),
    enabled: kept((input) => String(input.enabled)),
    contentType: kept((input) => input.contentType),
    notBefore: kept((input) => toIso(input.notBefore)),
    expires: kept((input) => toIso(input.expires)),
  },
  target: (input, tx, keyring) => vaultTarget(tx, keyring, input.vault, { kind: 'secrets', name: input.name }),
  async run(room, input) {
    const { value } = input;
    if (value === undefined) throw new VaultError('NotImplemented', {});
    checkValue(value, input);
    const vault = await getVault(room.tx, room.keyring, input.vault);
    const version = room.newId().replaceAll('-', '');
    const secret = await placeSecret(room, vault, input.name, version);
    return addVersion(room, vault, secret, { ...input, value });
  },
};

const toIso = (time: number | undefined): string | undefined => (time === undefined ? undefined : new Date(time).toISOString());

/** Key Vault counts in whole seconds. */
const toSecond = (time: number | undefined): number | undefined => (time === undefined ? undefined : Math.floor(time / 1000) * 1000);

/** @throws VaultError BadParameter when the value is not text, or the dates stand the wrong way round */
function checkValue(value: Uint8Array, input: Input<'SecretSet'>): void {
  if (!isUtf8(value)) throw new VaultError('BadParameter', { issues: [{ path: 'value', problem: 'not_utf8' }] });
  if (input.notBefore !== undefined && input.expires !== undefined && input.expires <= input.notBefore) {
    throw new VaultError('BadParameter', { issues: [{ path: 'expires', problem: 'before_activation' }] });
  }
}

/** The secret of this name, made when it is new, with `version` as its current one. */
async function placeSecret({ tx, keyring, newId, time }: Room, vault: VaultRow, name: string, version: string): Promise<SecretRow> {
  const found = await findSecret(tx, keyring, vault.id, name);
  if (found) return moveCurrent(tx, keyring, found, version);
  return addSecret(tx, keyring, { id: newId(), vaultId: vault.id, name, currentVersion: version, createdOn: time });
}

async function addVersion(
  { tx, keyring, time, principal }: Room,
  vault: VaultRow,
  secret: SecretRow,
  input: Input<'SecretSet'> & { readonly value: Uint8Array },
) {
  const head = {
    version: secret.currentVersion,
    secretId: secret.id,
    vaultId: vault.id,
    ordinal: (await tx.secrets.countVersions(secret.id)) + 1,
    contentType: input.contentType,
    enabled: input.enabled,
    notBefore: toSecond(input.notBefore),
    expires: toSecond(input.expires),
    tags: input.tags,
    createdOn: time,
    updatedOn: time,
    createdBy: principal.name,
    recoveryLevel: recoveryLevel(vault),
    recoverableDays: vault.retentionDays,
    valueBytes: input.value.length,
    rowVersion: 1,
  };
  const sealed = await keyring.sealValue(tx, bindingOf(head), input.value);
  const row = { ...head, ...sealed };
  await tx.secrets.insertVersion(row);
  await keyring.updateManifest(tx, `secret:${vault.id}`, undefined, manifestFields(keyring, row));
  return toProperties(vault.name, secret, row);
}
