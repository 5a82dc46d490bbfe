import { KeyCreate } from '../contract/key.ts';
import { type Anteroom, kept, type RoomOperation } from '../operation/operation.ts';
import { checkDates, toIso, toSecond } from '../vault/attribute.ts';
import { findFreeObject } from '../vault/object-row.ts';
import { expectObjectVersion } from '../vault/object-version.ts';
import { getVault, vaultTarget } from '../vault/vault.ts';
import { addKeyVersion, type MadeKey } from './add-key-version.ts';
import { toProperties } from './key.ts';
import { operationsOf, sizeText, specOf } from './key-kind.ts';
import { keyNoun } from './key-noun.ts';
import { makeSoftwareKey, releaseKey } from './make-key.ts';

/** Makes a key: a new name, or a new version of one that is there. */
export const createKey: RoomOperation<typeof KeyCreate, MadeKey> = {
  at: 'room',
  shape: KeyCreate,
  needs: { kind: 'dataAction', action: 'Microsoft.KeyVault/vaults/keys/create/action' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: true,
  fields: {
    id: kept((_input, output) => output?.id),
    type: kept((input) => input.type),
    size: kept((_input, output) => output && sizeText(output.spec)),
    operations: kept((_input, output) => output?.operations.join(' ')),
    enabled: kept((input) => String(input.enabled)),
    notBefore: kept((input) => toIso(input.notBefore)),
    expires: kept((input) => toIso(input.expires)),
  },
  target: (input, tx, keyring) => vaultTarget(tx, keyring, input.vault, { kind: 'keys', name: input.name }),
  async prepare(anteroom, input) {
    checkDates(input);
    const spec = specOf(input);
    operationsOf(spec, input.operations);
    await checkFree(anteroom, input);
    return makeSoftwareKey(anteroom, input, spec);
  },
  async run(room, input, made) {
    if (!made) throw new Error('nothing was made');
    try {
      const vault = await getVault(room.tx, room.keyring, input.vault);
      const found = await findFreeObject(keyNoun, room, vault.id, input.name);
      await expectObjectVersion(keyNoun, room.tx, found, input);
      const said = {
        type: input.type,
        operations: operationsOf(made.spec, input.operations),
        origin: 'generated',
        exportable: false,
        enabled: input.enabled,
        notBefore: toSecond(input.notBefore),
        expires: toSecond(input.expires),
        tags: input.tags,
        createdOn: room.time,
        updatedOn: room.time,
        createdBy: room.principal.name,
      } as const;
      const { place, head } = await addKeyVersion(room, { vault, found, name: input.name }, said, made);
      return await toProperties(room, place, head);
    } finally {
      releaseKey(made);
    }
  },
  release: releaseKey,
};

/** Asked before a key is made, which takes a while, and again when it is written. */
export const checkFree = (
  { read, keyring }: Anteroom,
  input: { readonly vault: string; readonly name: string; readonly expect?: string | undefined },
): Promise<void> =>
  read(async (tx) => {
    const vault = await getVault(tx, keyring, input.vault);
    await expectObjectVersion(keyNoun, tx, await findFreeObject(keyNoun, { tx, keyring }, vault.id, input.name), input);
  });
