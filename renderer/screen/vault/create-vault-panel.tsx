import { useMutation, useQuery } from '@tanstack/react-query';
import Button from '@mui/material/Button';
import { useId, useMemo, useState } from 'react';
import { useForm } from 'react-hook-form';
import type { Vault } from '../../../app/contract/vault.ts';
import { isVaultError } from '../../../app/contract/vault-error.ts';
import { useClient } from '../../api/client-context.tsx';
import { errorText } from '../../api/error-text.ts';
import { fieldErrors } from '../../api/field-error.ts';
import { vaultPut } from '../../api/mutation.ts';
import { sessionQuery } from '../../api/query.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { contractResolver } from '../../component/form-check.ts';
import { SidePanel } from '../../component/side-panel.tsx';
import { tagProblem } from '../../component/tag-editor.tsx';
import { ProtectDecision } from './protect-decision.tsx';
import { emptyVault, toVaultPut, type VaultDraft } from './vault-draft.ts';
import { VaultField } from './vault-field.tsx';

interface CreateVaultPanelProps {
  onClose: () => void;
  onCreated: (vault: Vault) => void;
}

/** The form for a new vault. Purge protection, which can't be taken back, is confirmed by typing the name. */
export function CreateVaultPanel({ onClose, onCreated }: CreateVaultPanelProps) {
  const formId = useId();
  const client = useClient();
  const { data: session } = useQuery(sessionQuery(client));
  const resourceGroup = session?.resourceGroup ?? '';
  const put = useMutation(vaultPut(client));
  const resolver = useMemo(
    () =>
      contractResolver<VaultDraft, 'VaultPut'>(
        'VaultPut',
        (draft) => toVaultPut(draft, resourceGroup),
        (path) => path.split('.')[0] ?? path,
      ),
    [resourceGroup],
  );
  const form = useForm<VaultDraft>({ defaultValues: emptyVault, resolver });
  const [protecting, setProtecting] = useState<VaultDraft>();

  const send = async (draft: VaultDraft) => {
    setProtecting(undefined);
    await put.mutateAsync(toVaultPut(draft, resourceGroup)).then(onCreated, (error: unknown) => {
      const taken = isVaultError(error, 'VaultAlreadyExists') ? errorText(error) : undefined;
      if (taken) form.setError('name', { message: `${taken.title} ${taken.whatToDo}` }, { shouldFocus: true });
      const { name, tags } = fieldErrors(error, 'VaultPut');
      if (name !== undefined) form.setError('name', { message: name }, { shouldFocus: true });
      if (tags !== undefined) form.setError('tags', { message: tags });
    });
  };
  const submit = form.handleSubmit((draft) => {
    const problem = tagProblem(draft.tags);
    if (problem !== undefined) return form.setError('tags', { message: problem });
    return draft.purgeProtection ? setProtecting(draft) : send(draft);
  });

  return (
    <SidePanel
      title="Create vault"
      open
      dirty={form.formState.isDirty}
      onClose={onClose}
      actions={(leave) => (
        <>
          <Button onClick={leave}>Cancel</Button>
          <ActionButton type="submit" form={formId} variant="contained" color="primary" busy={put.isPending}>
            Create vault
          </ActionButton>
        </>
      )}
    >
      <form id={formId} noValidate onSubmit={(event) => void submit(event)} style={{ display: 'contents' }}>
        <VaultField form={form} resourceGroup={resourceGroup} />
        {!isVaultError(put.error, 'VaultAlreadyExists') && <FailureBanner error={put.error} />}
      </form>
      <ProtectDecision draft={protecting} onProtect={(draft) => void send(draft)} onClose={() => setProtecting(undefined)} />
    </SidePanel>
  );
}
