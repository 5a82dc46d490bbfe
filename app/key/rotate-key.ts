import { KeyRotate } from '../contract/key.ts';
import { VaultError } from '../contract/vault-error.ts';
import { kept, type RoomOperation } from '../operation/operation.ts';
import { toIso } from '../vault/attribute.ts';
import { vaultTarget } from '../vault/vault.ts';
import type { MadeKey } from './add-key-version.ts';
import { checkBound } from './create-key.ts';
import { findKeyVersion } from './find-key-version.ts';
import { toWholeProperties } from './key.ts';
import { isHsm, sizeText } from './key-kind.ts';
import { findHsmTurn, makeSoftwareKey, type NotedObject, noteObject, releaseKey, toMadeKey, useOf } from './make-key.ts';
import { writeNext } from './write-next.ts';

/** Makes a new version like the current one: type, size, operations, tags; it expires as the rotation policy says. */
export const rotateKey: RoomOperation<typeof KeyRotate, MadeKey, NotedObject> = {
  at: 'room',
  shape: KeyRotate,
  needs: { kind: 'dataAction', action: 'Microsoft.KeyVault/vaults/keys/rotate/action' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: true,
  fields: {
    id: kept((_input, output) => output?.id),
    type: kept((_input, output) => output?.type),
    size: kept((_input, output) => output && sizeText(output.spec)),
    expires: kept((_input, output) => toIso(output?.expires)),
  },
  target: (input, tx, keyring) => vaultTarget(tx, keyring, input.vault, { kind: 'keys', name: input.name }),
  async turn(input, tx, keyring) {
    const { version } = await findKeyVersion({ tx, keyring }, input);
    return isHsm(version.type) ? findHsmTurn({ tx, keyring }, input.vault) : undefined;
  },
  async prepare(anteroom, input) {
    const { read, keyring } = anteroom;
    const { version } = await read((tx) => findKeyVersion({ tx, keyring }, input));
    if (!version.enabled) throw new VaultError('KeyDisabled', { name: input.name });
    if (!isHsm(version.type)) return makeSoftwareKey(anteroom, version.spec);
    await checkBound(anteroom, input);
    return undefined;
  },
  note: noteObject,
  async effect({ hsm, read, keyring }, input, noted) {
    if (!noted) throw new Error('nothing was noted');
    const { version } = await read((tx) => findKeyVersion({ tx, keyring }, input));
    return toMadeKey(
      noted,
      version.spec,
      await hsm.generate(noted, version.spec, useOf(version.operations, version.spec, version.exportable)),
    );
  },
  async run(room, input, made) {
    if (!made) throw new Error('nothing was made');
    try {
      const { place, head } = await writeNext(room, await findKeyVersion(room, input), made, room.principal.name);
      return await toWholeProperties(room, place, head);
    } finally {
      releaseKey(made);
    }
  },
  release: releaseKey,
};
