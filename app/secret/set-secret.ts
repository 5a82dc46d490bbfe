import type { Input } from '../contract/operation.ts';
import { SecretSet } from '../contract/secret.ts';
import { VaultError } from '../contract/vault-error.ts';
import { kept, type Room, type RoomOperation } from '../operation/operation.ts';
import { findFreeObject } from '../vault/object-row.ts';
import { expectObjectVersion, newVersionId } from '../vault/object-version.ts';
import { getVault, vaultTarget } from '../vault/vault.ts';
import type { VaultRow } from '../vault/vault-store.ts';
import { addVersion, pointAt } from './add-version.ts';
import { checkDates, toIso, toSecond } from '../vault/attribute.ts';
import { generateValue } from './generate-value.ts';
import { isUtf8 } from './is-utf8.ts';
import { secretNoun } from './secret-noun.ts';
import { toProperties } from './secret.ts';
import type { SecretRow } from './secret-store.ts';

/** Sets a secret: a new name, or a new version of one that is there, with a value that is given or drawn here. */
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
    generated: kept((input) => input.generate?.kind),
  },
  target: (input, tx, keyring) => vaultTarget(tx, keyring, input.vault, { kind: 'secrets', name: input.name }),
  async run(room, input) {
    if (input.value && !isUtf8(input.value)) throw new VaultError('BadParameter', { issues: [{ path: 'value', problem: 'not_utf8' }] });
    checkDates(input);
    const vault = await getVault(room.tx, room.keyring, input.vault);
    const found = await findFreeObject(secretNoun, room, vault.id, input.name);
    await expectObjectVersion(secretNoun, room.tx, found, input);
    const drawn = input.generate && generateValue(room.crypto, input.generate);
    try {
      return await write(room, vault, found, { ...input, value: drawn ?? input.value ?? new Uint8Array() });
    } finally {
      drawn?.fill(0);
    }
  },
};

async function write(
  room: Room,
  vault: VaultRow,
  found: SecretRow | undefined,
  input: Input<'SecretSet'> & { readonly value: Uint8Array },
) {
  const version = newVersionId(room);
  const secret = await pointAt(room, vault, found, { name: input.name, version });
  const attributes = {
    version,
    contentType: input.contentType,
    enabled: input.enabled,
    notBefore: toSecond(input.notBefore),
    expires: toSecond(input.expires),
    tags: input.tags,
    createdOn: room.time,
    updatedOn: room.time,
    createdBy: room.principal.name,
  };
  return toProperties(vault, secret, await addVersion(room, { vault, secret }, attributes, input.value));
}
