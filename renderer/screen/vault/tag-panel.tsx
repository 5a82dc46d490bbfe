import Button from '@mui/material/Button';
import { useState } from 'react';
import type { Vault } from '../../../app/contract/vault.ts';
import { fieldErrors } from '../../api/field-error.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { checkInput } from '../../component/form-check.ts';
import { SidePanel } from '../../component/side-panel.tsx';
import { TagEditor, tagProblem, toTagRecord, type Tag } from '../../component/tag-editor.tsx';
import { useVaultChange } from './use-vault-change.ts';

const toTags = (tags: Vault['tags']): readonly Tag[] => Object.entries(tags).map(([name, value]) => ({ name, value }));

/** The tags of a vault, to change. */
export function TagPanel({ vault, onClose }: { vault: Vault; onClose: () => void }) {
  const [tags, setTags] = useState(() => toTags(vault.tags));
  const [problem, setProblem] = useState<string>();
  const { change, error, busy } = useVaultChange(vault);
  const told = fieldErrors(error, 'VaultPatch')['tags'];
  const save = () => {
    const input = { tags: toTagRecord(tags) };
    const found = tagProblem(tags) ?? checkInput('VaultPatch', { vault: vault.name, revision: vault.revision, ...input })['tags'];
    setProblem(found);
    if (found === undefined) change(input, { done: `The tags of ${vault.name} were saved.`, back: { tags: vault.tags }, after: onClose });
  };
  return (
    <SidePanel
      title={`Tags of ${vault.name}`}
      open
      dirty={JSON.stringify(tags) !== JSON.stringify(toTags(vault.tags))}
      onClose={onClose}
      actions={(leave) => (
        <>
          <Button onClick={leave}>Cancel</Button>
          <ActionButton variant="contained" color="primary" busy={busy} onClick={save}>
            Save tags
          </ActionButton>
        </>
      )}
    >
      <TagEditor tags={tags} onChange={setTags} error={problem ?? told} />
      {told === undefined && <FailureBanner error={error} />}
    </SidePanel>
  );
}
