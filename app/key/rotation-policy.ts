import { KeyRotationPolicyGet, KeyRotationPolicySet } from '../contract/key.ts';
import type { Output } from '../contract/operation.ts';
import { kept, type RoomOperation } from '../operation/operation.ts';
import { changeObject } from '../vault/object-row.ts';
import { vaultTarget } from '../vault/vault.ts';
import { findKeyVersion } from './find-key-version.ts';
import { keyNoun } from './key-noun.ts';
import type { KeyRow } from './key-store.ts';
import { actingOf, checkPolicy, policyWords, toKeyPolicy } from './rotation.ts';

/** What whoever reads or sets a policy needs at its key. */
export const readPolicy = { kind: 'dataAction', action: 'Microsoft.KeyVault/vaults/keyrotationpolicies/read' } as const;
export const writePolicy = { kind: 'dataAction', action: 'Microsoft.KeyVault/vaults/keyrotationpolicies/write' } as const;

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
  needs: writePolicy,
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: true,
  fields: {
    rotates: kept(({ policy }) => policyWords.rotates(policy)),
    notifies: kept(({ policy }) => policyWords.notifies(policy)),
    expiryDays: kept(({ policy }) => policyWords.expiryDays(policy)),
  },
  target: (input, tx, keyring) => vaultTarget(tx, keyring, input.vault, { kind: 'keys', name: input.name }),
  async run(room, input) {
    checkPolicy(input.policy);
    const { place, version } = await findKeyVersion(room, { vault: input.vault, name: input.name });
    const policy = toKeyPolicy(input.policy, place.row.policy, room.time);
    return toPolicy(await changeObject(keyNoun, room, place.row, (it) => ({ ...it, policy, ...actingOf(policy, version) })));
  },
};

const toPolicy = ({ policy, rotatesOn, notifiesOn }: KeyRow): Output<'KeyRotationPolicyGet'> => ({
  ...policy,
  ...(rotatesOn !== undefined && { rotatesOn }),
  ...(notifiesOn !== undefined && { notifiesOn }),
});
