import type { KeySpec, KeyType, PublicKey, RotationPolicy } from '../contract/key.ts';
import type { Room } from '../operation/operation.ts';
import { addObject, changeObject, newObject } from '../vault/object-row.ts';
import { addObjectVersion } from '../vault/object-version.ts';
import { isPool, outsidePool, recoveryLevel } from '../vault/vault.ts';
import type { VaultRow } from '../vault/vault-store.ts';
import { withVersionMac } from './check-version.ts';
import { type KeyPlace, materialBinding } from './key.ts';
import { isHsm } from './key-kind.ts';
import { keyNoun } from './key-noun.ts';
import type { KeyRow, KeyVersionHead, KeyVersionRow, TokenPlace } from './key-store.ts';
import { actingOf, toKeyPolicy } from './rotation.ts';

/** What a version is kept by: its material, which the caller zeroes, or its place in a token. */
export type Kept = { readonly material: Uint8Array } | { readonly place: TokenPlace };

/** A key that was made, read or brought in, and has no version yet. */
export type MadeKey = Kept & { readonly version: string; readonly spec: KeySpec; readonly publicKey: PublicKey | undefined };

/** What a version says of itself. */
export type NewKeyVersion = Omit<
  KeyVersionHead,
  'keyId' | 'vaultId' | 'ordinal' | 'recoveryLevel' | 'recoverableDays' | 'rowVersion' | 'place' | 'mac' | 'spec' | 'publicKey' | 'version'
>;

type Writer = Pick<Room, 'tx' | 'keyring' | 'newId' | 'time'>;

interface NewPlace {
  readonly vault: VaultRow;
  /** Was checked. */
  readonly found: KeyRow | undefined;
  readonly name: string;
  /** Set with it; left out, the key keeps its own. Was checked. */
  readonly policy?: RotationPolicy | undefined;
}

/** Makes what was made the current version of a key, which is made when there is none. */
export async function addKeyVersion(
  room: Writer,
  { vault, found, name, policy: asked }: NewPlace,
  said: NewKeyVersion,
  made: MadeKey,
): Promise<{ readonly place: KeyPlace; readonly head: KeyVersionHead }> {
  const policy = asked ? toKeyPolicy(asked, found?.policy, room.time) : found?.policy;
  const acting = actingOf(policy, said);
  const row = found
    ? await changeObject(keyNoun, room, found, (it) => ({ ...it, currentVersion: made.version, policy, ...acting }))
    : await addObject(keyNoun, room, {
        ...newObject({ id: room.newId(), vaultId: vault.id, name, currentVersion: made.version, createdOn: room.time }),
        policy,
        ...acting,
      });
  const place = { vault, row };
  return { place, head: await insertKeyVersion(room, place, said, made) };
}

/** A pool holds keys of an HSM alone. @throws VaultError KeyUnsupported */
export function assertHeld(vault: VaultRow, type: KeyType): void {
  if (isPool(vault) && !isHsm(type)) throw outsidePool(type, vault);
}

/** Writes a version that its key points at already, as its newest one. @throws VaultError KeyUnsupported */
export async function insertKeyVersion(
  room: Pick<Room, 'tx' | 'keyring'>,
  { vault, row }: KeyPlace,
  said: NewKeyVersion,
  made: MadeKey,
): Promise<KeyVersionRow> {
  const { tx, keyring } = room;
  assertHeld(vault, said.type);
  const head = withVersionMac(keyring, {
    ...said,
    version: made.version,
    spec: made.spec,
    publicKey: made.publicKey,
    place: 'place' in made ? made.place : undefined,
    keyId: row.id,
    vaultId: vault.id,
    ordinal: (await tx.keys.countVersions(row.id)) + 1,
    recoveryLevel: recoveryLevel(vault),
    recoverableDays: vault.retentionDays,
    rowVersion: 1,
  });
  const material = 'material' in made ? await keyring.sealValue(tx, materialBinding(head), made.material) : undefined;
  const version = { ...head, material };
  await addObjectVersion(keyNoun, room, version);
  return version;
}
