import { addGrant } from '../access/add-grant.ts';
import { firstPersonRoles } from '../access/role.ts';
import { leastSlots } from '../contract/instance.ts';
import { VaultError } from '../contract/vault-error.ts';
import { addPerson } from '../identity/person.ts';
import type { Tx } from '../operation/store.ts';
import type { InstancePlan } from './gate.ts';
import type { HouseDeps } from './house-deps.ts';
import type { Keyring } from './keyring.ts';
import { createKeychainSlot } from './keychain-slot.ts';
import { createKeyring } from './open-keyring.ts';
import { createPassphraseSlot } from './passphrase-slot.ts';
import { deriveFromRoot, keyBytes } from './root-key.ts';
import { checkShare, createShareSlot } from './share-slot.ts';
import type { SlotOf, StoredSlot } from './slot.ts';
import { encodeSlotFile } from './slot-file.ts';

/** An instance that is only thought of: its root key and shares are in memory and nowhere else. */
export interface PendingInstance {
  readonly instanceId: string;
  readonly rootKey: Uint8Array;
  readonly recovery: { readonly slot: SlotOf<'shares'>; readonly shares: readonly Uint8Array[] } | undefined;
}

/** Draws the root key of an instance to be, and its recovery shares if they are wanted. */
export async function drawInstance(
  deps: HouseDeps,
  split: { count: number; threshold: number } | undefined,
  time: number,
): Promise<PendingInstance> {
  const instanceId = deps.newId();
  const rootKey = deps.crypto.random(keyBytes);
  if (!split) return { instanceId, rootKey, recovery: undefined };
  const name = { id: deps.newId(), label: 'Recovery shares', createdOn: time };
  return { instanceId, rootKey, recovery: await createShareSlot({ ...deps, instanceId }, name, split, rootKey) };
}

/** Zeroes what was drawn. */
export function forgetInstance(pending: PendingInstance | undefined): void {
  pending?.rootKey.fill(0);
  for (const share of pending?.recovery?.shares ?? []) share.fill(0);
}

/**
 * Writes the instance into a draft and makes it the real one.
 * @returns the slot file
 * @throws VaultError SlotsTooFew, ShareInvalid, ShareForeign, KeychainUnavailable, InstanceExists, StoreUnavailable
 */
export async function writeInstance(deps: HouseDeps, pending: PendingInstance, plan: InstancePlan, time: number): Promise<void> {
  const { instanceId, rootKey } = pending;
  const slots = await makeSlots(deps, pending, plan, time);
  const draft = await deps.folder.begin();
  const pageKey = deriveFromRoot(deps.crypto, instanceId, rootKey, 'page');
  const store = await draft.store.create(pageKey);
  pageKey.fill(0);
  try {
    await store.transaction(async (tx) => {
      const keyring = await createKeyring({ ...deps, instanceId, rootKey }, tx, time);
      try {
        await fill(deps, tx, keyring, { plan, time });
      } finally {
        keyring.close();
      }
    });
  } finally {
    await store.close();
  }
  await draft.slotFile.replace(encodeSlotFile({ crypto: deps.crypto, rootKey }, { instanceId, sequence: 1, slots }));
  await draft.commit();
}

async function makeSlots(deps: HouseDeps, pending: PendingInstance, plan: InstancePlan, time: number): Promise<StoredSlot[]> {
  const { instanceId, rootKey, recovery } = pending;
  const tools = { ...deps, instanceId };
  if (recovery) checkShare(deps, recovery.slot, recovery.shares, plan.shareCheck ?? new Uint8Array());
  if (1 + Number(recovery !== undefined) + Number(plan.keychain) < leastSlots) throw new VaultError('SlotsTooFew', { least: leastSlots });
  const name = (label: string) => ({ id: deps.newId(), label, createdOn: time });
  const keychain = plan.keychain ? [await createKeychainSlot(tools, name('This computer’s keychain'), rootKey)] : [];
  const passphrase = await createPassphraseSlot(tools, name('Passphrase'), { passphrase: plan.passphrase, rootKey });
  return [passphrase, ...(recovery ? [recovery.slot] : []), ...keychain];
}

/** The first rows: tenant, subscription, resource group, and a person who may do everything. */
async function fill(deps: HouseDeps, tx: Tx, keyring: Keyring, { plan, time }: { plan: InstancePlan; time: number }): Promise<void> {
  const tenant = { id: deps.newId(), name: plan.organisation, createdOn: time };
  const subscription = { id: deps.newId(), tenantId: tenant.id, name: plan.subscription };
  const person = { ...plan.person, id: deps.newId(), tenantId: tenant.id, enabled: true, createdOn: time };
  await tx.directory.insertTenant(tenant);
  await tx.directory.insertSubscription(subscription);
  await tx.directory.insertResourceGroup({ subscriptionId: subscription.id, name: plan.resourceGroup });
  await addPerson(tx, keyring, person);
  for (const roleId of firstPersonRoles) {
    const reason = 'The first person of the organisation';
    await addGrant(tx, keyring, { id: deps.newId(), principalId: person.id, roleId, scope: '/', from: time, grantedBy: person.id, reason });
  }
}
