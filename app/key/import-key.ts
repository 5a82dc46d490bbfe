import { KeyFilePreview, KeyImport } from '../contract/key.ts';
import type { Input } from '../contract/operation.ts';
import { VaultError } from '../contract/vault-error.ts';
import { takeUpload } from '../job/upload.ts';
import { type Anteroom, houseTarget, kept, type RoomOperation } from '../operation/operation.ts';
import { checkDates, toIso } from '../vault/attribute.ts';
import { newVersionId } from '../vault/object-version.ts';
import { vaultTarget } from '../vault/vault.ts';
import type { MadeKey } from './add-key-version.ts';
import { checkBound, checkFree } from './create-key.ts';
import { bringWrapped, checkWrapped } from './import-wrapped.ts';
import { operationsOf, sizeText, typeOf } from './key-kind.ts';
import { findHsmTurn, type NotedObject, noteObject, releaseKey, toMadeKey, useOf } from './make-key.ts';
import type { SoftwareKey } from './private-key.ts';
import { writeKey } from './write-key.ts';

type Source = Pick<Input<'KeyImport'>, 'jwk' | 'file'>;

/** @returns its material is the caller's, to be zeroed. @throws VaultError StagedNotFound, FileUnreadable, KeyUnsupported, BadParameter */
async function readSource({ keyCrypto, keyFiles, staging, caller, signal }: Anteroom, { jwk, file }: Source): Promise<SoftwareKey> {
  if (jwk) return keyCrypto.readJwk(jwk);
  if (!file) throw new VaultError('BadParameter', { issues: [{ path: 'jwk', problem: 'jwk_or_file' }] });
  return keyFiles.read(staging.get('upload', caller, file.upload).content(), file.password, signal);
}

/** What a file holds; nothing of it is kept, and the upload stays for the import. */
export const previewKeyFile: RoomOperation<typeof KeyFilePreview, Pick<SoftwareKey, 'spec' | 'publicKey'>> = {
  at: 'room',
  shape: KeyFilePreview,
  needs: { kind: 'session' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: false,
  fields: { size: kept((_input, output) => output && sizeText(output.spec)) },
  target: async () => houseTarget('key file'),
  async prepare(anteroom, file) {
    const { material, ...key } = await readSource(anteroom, { file });
    material.fill(0);
    return key;
  },
  async run(_room, _input, key) {
    if (!key) throw new Error('nothing was read');
    return key;
  },
};

/**
 * Brings a key in from outside, as a new one or as the newest version of one that is there; into a token so that what is private can't be
 * read there afterwards. What is refused leaves the upload as it is.
 */
export const importKey: RoomOperation<typeof KeyImport, MadeKey, NotedObject> = {
  at: 'room',
  shape: KeyImport,
  needs: { kind: 'dataAction', action: 'Microsoft.KeyVault/vaults/keys/import/action' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: true,
  fields: {
    id: kept((_input, output) => output?.id),
    type: kept((_input, output) => output?.type),
    size: kept((_input, output) => output && sizeText(output.spec)),
    operations: kept((_input, output) => output?.operations.join(' ')),
    from: kept((input) => (input.wrapped ? 'wrapped' : input.jwk ? 'JSON Web Key' : 'file')),
    exportable: kept(({ exportable }) => (exportable ? 'true' : undefined)),
    enabled: kept((input) => String(input.enabled)),
    notBefore: kept((input) => toIso(input.notBefore)),
    expires: kept((input) => toIso(input.expires)),
  },
  target: (input, tx, keyring) => vaultTarget(tx, keyring, input.vault, { kind: 'keys', name: input.name }),
  turn: async (input, tx, keyring) => (input.hsm ? findHsmTurn({ tx, keyring }, input.vault) : undefined),
  async prepare(anteroom, input) {
    checkDates(input);
    await checkFree(anteroom, input);
    if (input.wrapped) return checkComing(anteroom, input, input.wrapped);
    const key = await readSource(anteroom, input);
    const made = { ...key, publicKey: key.publicKey, version: newVersionId(anteroom) };
    try {
      operationsOf(key.spec, input.operations);
      if (!input.hsm) return made;
      await checkBound(anteroom, input);
    } catch (error) {
      releaseKey(made);
      throw error;
    }
    // Read again when its turn to be brought in has come: nothing private waits until then.
    releaseKey(made);
    return undefined;
  },
  note: noteObject,
  async effect(anteroom, input, noted) {
    if (!noted) throw new Error('nothing was noted');
    if (input.wrapped) {
      const sight = await bringWrapped(anteroom, { ...input, wrapped: input.wrapped }, noted);
      return toMadeKey(noted, sight.spec, sight);
    }
    const { material, spec } = await readSource(anteroom, input);
    try {
      return toMadeKey(
        noted,
        spec,
        await anteroom.hsm.bring(noted, spec, useOf(operationsOf(spec, input.operations), spec, input.exportable), material),
      );
    } finally {
      material.fill(0);
    }
  },
  async run(room, input, made) {
    if (!made) throw new Error('nothing was read');
    const origin = input.wrapped ? 'wrapped' : 'imported';
    const properties = await writeKey(room, { ...input, type: typeOf(made.spec, input.hsm), origin }, made);
    const upload = input.file?.upload ?? input.wrapped?.upload;
    if (upload !== undefined) takeUpload(room.staging, room.caller, upload).fill(0);
    return properties;
  },
  release: releaseKey,
};

/** @throws VaultError BadParameter where it is not to go into an HSM: nobody but a token opens it */
async function checkComing(anteroom: Anteroom, input: Input<'KeyImport'>, wrapped: NonNullable<Input<'KeyImport'>['wrapped']>) {
  if (!input.hsm) throw new VaultError('BadParameter', { issues: [{ path: 'hsm', problem: 'unfit' }] });
  await checkBound(anteroom, input);
  await checkWrapped(anteroom, { ...input, wrapped });
  return undefined;
}
