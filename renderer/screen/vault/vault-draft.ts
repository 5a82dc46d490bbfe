import type { Input } from '../../../app/contract/operation.ts';
import { retention } from '../../../app/contract/vault.ts';
import { toTagRecord, type Tag } from '../../component/tag-editor.tsx';

/** What the form for a new vault holds. */
export interface VaultDraft {
  readonly name: string;
  readonly retentionDays: number;
  readonly purgeProtection: boolean;
  readonly tags: readonly Tag[];
}

export const emptyVault: VaultDraft = { name: '', retentionDays: retention.usual, purgeProtection: false, tags: [] };

/** @param resourceGroup where the vault goes: the session's */
export const toVaultPut = (draft: VaultDraft, resourceGroup: string): Input<'VaultPut'> => ({
  name: draft.name.trim(),
  resourceGroup,
  tier: 'standard',
  retentionDays: draft.retentionDays,
  purgeProtection: draft.purgeProtection,
  tags: toTagRecord(draft.tags),
});
