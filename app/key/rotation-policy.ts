import { KeyRotationPolicyGet, KeyRotationPolicySet } from '../contract/key.ts';
import type { Output } from '../contract/operation.ts';
import { kept, type RoomOperation } from '../operation/operation.ts';
import { changeObject } from '../vault/object-row.ts';
import { vaultTarget } from '../vault/vault.ts';
import { findKeyVersion } from './find-key-version.ts';
import { keyNoun } from './key-noun.ts';
import type { KeyPolicy, KeyRow } from './key-store.ts';
import { actingOf, checkPolicy } from './rotation.ts';

/** What whoever reads a policy needs at its key. */
export const readPolicy = { kind: 'dataAction', action: 'Microsoft.KeyVault/vaults/keyrotationpolicies/read' } as const;

/** When a key is rotated by itself; empty where nobody said so. */
export const getRotationPolicy: RoomOperation<typeof KeyRotationPolicyGet> = {
  at: 'room',
  shape: KeyRotationPolicyGet,
  needs: readPolicy,
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: false,
  fields: {},
  target: (input, tx, keyring) => vaultTarget(tx, keyring, input.vault, { kind: 'keys', name: input.name }),
  run: async (room, input) => toPolicy((await findKeyVersion(room, input)).place.row),
};

/** Sets it; what its days have passed of acts within a minute. An empty one ends it. */
export const setRotationPolicy: RoomOperation<typeof KeyRotationPolicySet> = {
  at: 'room',
  shape: KeyRotationPolicySet,
  needs: { kind: 'dataAction', action: 'Microsoft.KeyVault/vaults/keyrotationpolicies/write' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: true,
  fields: {
    rotates: kept(
      ({ policy: { rotate } }) => rotate && `${rotate.days} days ${rotate.from === 'creation' ? 'after creation' : 'before expiry'}`,
    ),
    notifies: kept(({ policy: { notifyDays } }) => (notifyDays === undefined ? undefined : `${notifyDays} days before expiry`)),
    expiryDays: kept(({ policy }) => policy.expiryDays?.toString()),
  },
  target: (input, tx, keyring) => vaultTarget(tx, keyring, input.vault, { kind: 'keys', name: input.name }),
  async run(room, input) {
    checkPolicy(input.policy);
    const { place, version } = await findKeyVersion(room, { vault: input.vault, name: input.name });
    const { rotate, notifyDays, expiryDays } = input.policy;
    const isEmpty = rotate === undefined && notifyDays === undefined && expiryDays === undefined;
    const policy: KeyPolicy | undefined = isEmpty
      ? undefined
      : {
          ...(rotate && { rotate }),
          ...(notifyDays !== undefined && { notifyDays }),
          ...(expiryDays !== undefined && { expiryDays }),
          createdOn: place.row.policy?.createdOn ?? room.time,
          updatedOn: room.time,
        };
    return toPolicy(await changeObject(keyNoun, room, place.row, (it) => ({ ...it, policy, ...actingOf(policy, version) })));
  },
};

const toPolicy = ({ policy, rotatesOn, notifiesOn }: KeyRow): Output<'KeyRotationPolicyGet'> => ({
  ...policy,
  ...(rotatesOn !== undefined && { rotatesOn }),
  ...(notifiesOn !== undefined && { notifiesOn }),
});
