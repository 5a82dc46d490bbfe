import type * as z from 'zod';
import type { Shape } from '../contract/shape.ts';
import { mostPartBytes } from '../contract/upload.ts';
import { VaultError } from '../contract/vault-error.ts';
import { takeUpload } from '../job/upload.ts';
import { type Anteroom, kept, type Room, type RoomOperation, type StreamOperation } from '../operation/operation.ts';
import { mostBackupVersions } from './backup-file.ts';
import type { Noun, NounHouse, ObjectPlace } from './object-noun.ts';
import { getObject } from './object-row.ts';
import type { ObjectTypes } from './object-store.ts';
import { objectVersions } from './object-version.ts';
import { getVault, vaultTarget } from './vault.ts';

// An alias, not an interface: who declares an operation writes it out.
type Named = { readonly vault: string; readonly name: string };

/** How objects of a kind are put into a file. */
interface BackingUp<T extends ObjectTypes, B> {
  toBackup(house: NounHouse, place: ObjectPlace<T>, version: T['version']): Promise<B>;
  /** @param versions oldest first */
  write(house: NounHouse, place: ObjectPlace<T>, versions: B[]): Uint8Array;
}

/** Hands out one object with all its versions, disabled ones too, as a file that only this house can open. */
export const backUpObject = <T extends ObjectTypes, B>(
  noun: Noun<T>,
  shape: Shape<string, z.ZodType<Named>, z.ZodType<{ part: Uint8Array }>, 'stream'>,
  way: BackingUp<T, B>,
): StreamOperation<typeof shape> => ({
  at: 'stream',
  shape,
  needs: { kind: 'dataAction', action: `Microsoft.KeyVault/vaults/${noun.kind}/backup/action` },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  fields: {},
  target: (input, tx, keyring) => vaultTarget(tx, keyring, input.vault, { kind: noun.kind, name: input.name }),
  async *follow({ keyring, read }, input) {
    const file = await read(async (tx) => {
      const vault = await getVault(tx, keyring, input.vault);
      return backUp(noun, { tx, keyring }, { vault, row: await getObject(noun, { tx, keyring }, vault.id, input.name) }, way);
    });
    for (let at = 0; at < file.length; at += mostPartBytes) yield { part: file.slice(at, at + mostPartBytes) };
  },
});

async function backUp<T extends ObjectTypes, B>(
  noun: Noun<T>,
  house: NounHouse,
  place: ObjectPlace<T>,
  way: BackingUp<T, B>,
): Promise<Uint8Array> {
  if ((await noun.store(house.tx).countVersions(place.row.id)) > mostBackupVersions) {
    throw new VaultError('BadParameter', { issues: [{ path: 'name', problem: 'too_many_versions', limit: mostBackupVersions }] });
  }
  const versions: B[] = [];
  for await (const version of objectVersions(noun, house.tx, place.row.id)) {
    noun.checkHead(house.keyring, place, noun.headOf(version));
    versions.push(await way.toBackup(house, place, version));
  }
  return way.write(house, place, versions.toReversed());
}

type Source = { readonly vault: string; readonly upload?: string | undefined; readonly file?: Uint8Array | undefined };

/** How objects of a kind are taken out of a file again. */
interface Restoring<P extends object> {
  /** What must hold before, such as that the object in a token is there. */
  check?(anteroom: Anteroom, file: Uint8Array): Promise<void>;
  /** @throws VaultError FileUnreadable; Conflict when the name is taken; ObjectIsDeletedButRecoverable when it lies in the recycle bin */
  restore(room: Room, vault: string, file: Uint8Array): Promise<P>;
}

/** Puts a backed-up object into a vault. What is refused leaves the upload as it is, for another vault. */
export const restoreObject = <P extends { readonly id: string }>(
  { kind }: Pick<Noun<ObjectTypes>, 'kind'>,
  shape: Shape<string, z.ZodType<Source>, z.ZodType<P>, 'call'>,
  way: Restoring<P>,
): RoomOperation<typeof shape> => ({
  at: 'room',
  shape,
  needs: { kind: 'dataAction', action: `Microsoft.KeyVault/vaults/${kind}/restore/action` },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: true,
  fields: { id: kept((_input, output) => output?.id) },
  target: (input, tx, keyring) => vaultTarget(tx, keyring, input.vault, { kind }),
  ...(way.check && {
    async prepare(anteroom: Anteroom, input: Source) {
      await way.check?.(anteroom, fileOf(anteroom, input));
      return undefined;
    },
  }),
  async run(room, input) {
    const properties = await way.restore(room, input.vault, fileOf(room, input));
    if (input.upload !== undefined) takeUpload(room.staging, room.caller, input.upload).fill(0);
    return properties;
  },
});

const fileOf = ({ staging, caller }: Pick<Room, 'staging' | 'caller'>, { upload, file }: Source): Uint8Array =>
  upload === undefined ? (file ?? new Uint8Array()) : staging.get('upload', caller, upload).content();
