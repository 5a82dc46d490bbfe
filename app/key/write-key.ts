import type { KeyOperation, KeyProperties, KeyType, RotationPolicy } from '../contract/key.ts';
import type { ReleasePolicy } from '../contract/release-policy.ts';
import type { Room } from '../operation/operation.ts';
import { toSecond } from '../vault/attribute.ts';
import { findFreeObject } from '../vault/object-row.ts';
import { expectObjectVersion } from '../vault/object-version.ts';
import { getVault } from '../vault/vault.ts';
import { addKeyVersion, type MadeKey } from './add-key-version.ts';
import { toWholeProperties } from './key.ts';
import { mayExchange, operationsOf } from './key-kind.ts';
import { keyNoun } from './key-noun.ts';
import { claimKey, releaseKey } from './make-key.ts';

/** What a person says of a key that is made or imported. */
interface Said {
  readonly vault: string;
  readonly name: string;
  readonly type: KeyType;
  readonly origin: KeyProperties['origin'];
  readonly operations?: readonly KeyOperation[] | undefined;
  readonly enabled: boolean;
  readonly notBefore?: number | undefined;
  readonly expires?: number | undefined;
  readonly tags: Readonly<Record<string, string>>;
  readonly expect?: string | undefined;
  readonly policy?: RotationPolicy | undefined;
  readonly exportable?: boolean | undefined;
  readonly releasePolicy?: ReleasePolicy | undefined;
}

/** Writes a key that was made or brought in, as a new one or as the newest version of one that is there. @param made zeroed at the end */
export async function writeKey(room: Room, said: Said, made: MadeKey | undefined): Promise<KeyProperties> {
  if (!made) throw new Error('nothing was made');
  try {
    const vault = await getVault(room.tx, room.keyring, said.vault);
    const found = await findFreeObject(keyNoun, room, vault.id, said.name);
    await expectObjectVersion(keyNoun, room.tx, found, said);
    await claimKey(room, made);
    const version = {
      type: said.type,
      operations: operationsOf(made.spec, said.operations, mayExchange(said)),
      origin: said.origin,
      exportable: said.exportable ?? false,
      releasePolicy: said.releasePolicy,
      enabled: said.enabled,
      notBefore: toSecond(said.notBefore),
      expires: toSecond(said.expires),
      tags: said.tags,
      createdOn: room.time,
      updatedOn: room.time,
      createdBy: room.principal.name,
    };
    const { place, head } = await addKeyVersion(room, { vault, found, name: said.name, policy: said.policy }, version, made);
    return await toWholeProperties(room, place, head);
  } finally {
    releaseKey(made);
  }
}
