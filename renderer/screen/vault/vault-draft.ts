import type { Input } from '../../../app/contract/operation.ts';
import { retention, type Tier } from '../../../app/contract/vault.ts';
import { toTagRecord, type Tag } from '../../component/tag-editor.tsx';

/** What the form for a new vault holds. */
export interface VaultDraft {
  readonly name: string;
  /** Path of a group that exists; empty while a new one is named. */
  readonly resourceGroup: string;
  /** Name of a group that is made with the vault. */
  readonly newGroup: string;
  readonly tier: Tier;
  readonly retentionDays: number;
  readonly purgeProtection: boolean;
  readonly tags: readonly Tag[];
}

/** @param resourceGroup path of the group that is proposed: the session's */
export const emptyVault = (resourceGroup: string): VaultDraft => ({
  name: '',
  resourceGroup,
  newGroup: '',
  tier: 'standard',
  retentionDays: retention.usual,
  purgeProtection: false,
  tags: [],
});

/** Whether the vault's group is to be made first. */
export const makesGroup = (draft: VaultDraft) => draft.resourceGroup === '';

/** @param near path of any group of the subscription that a new one will be in */
export const toVaultPut = (draft: VaultDraft, near: string): Input<'VaultPut'> => ({
  name: draft.name.trim(),
  resourceGroup: makesGroup(draft) ? near.replace(/[^/]*$/, draft.newGroup.trim()) : draft.resourceGroup,
  tier: draft.tier,
  retentionDays: draft.retentionDays,
  purgeProtection: draft.purgeProtection,
  tags: toTagRecord(draft.tags),
});
