import { useMutation, useQuery } from '@tanstack/react-query';
import Button from '@mui/material/Button';
import { useId, useMemo, useState } from 'react';
import { useForm, type Resolver } from 'react-hook-form';
import type { Vault } from '../../../app/contract/vault.ts';
import { isVaultError } from '../../../app/contract/vault-error.ts';
import { useClient } from '../../api/client-context.tsx';
import { errorText } from '../../api/error-text.ts';
import { fieldErrors } from '../../api/field-error.ts';
import { resourceGroupPut, vaultPut } from '../../api/mutation.ts';
import { sessionQuery } from '../../api/query.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { contractResolver } from '../../component/form-check.ts';
import { SidePanel } from '../../component/side-panel.tsx';
import { tagProblem } from '../../component/tag-editor.tsx';
import { ProtectDecision } from './protect-decision.tsx';
import { emptyVault, makesGroup, toVaultPut, type VaultDraft } from './vault-draft.ts';
import { VaultField } from './vault-field.tsx';

interface CreateVaultPanelProps {
  onClose: () => void;
  onCreated: (vault: Vault) => void;
}

/** The form for a new vault. Purge protection, which can't be taken back, is confirmed by typing the name. */
export function CreateVaultPanel({ onClose, onCreated }: CreateVaultPanelProps) {
  const formId = useId();
  const { form, near, create, error, busy } = useCreate(onCreated);
  const [protecting, setProtecting] = useState<VaultDraft>();
  const submit = form.handleSubmit((draft) => {
    const problem = tagProblem(draft.tags);
    if (problem !== undefined) return form.setError('tags', { message: problem });
    return draft.purgeProtection ? setProtecting(draft) : create(draft);
  });
  const protect = (draft: VaultDraft) => {
    setProtecting(undefined);
    void create(draft);
  };
  return (
    <SidePanel
      title="Create vault"
      open
      dirty={form.formState.isDirty}
      onClose={onClose}
      actions={(leave) => (
        <>
          <Button onClick={leave}>Cancel</Button>
          <ActionButton type="submit" form={formId} variant="contained" color="primary" busy={busy}>
            Create vault
          </ActionButton>
        </>
      )}
    >
      <form id={formId} noValidate onSubmit={(event) => void submit(event)} style={{ display: 'contents' }}>
        <VaultField form={form} resourceGroup={near} />
        {!isVaultError(error, 'VaultAlreadyExists') && <FailureBanner error={error} />}
      </form>
      {protecting && (
        <ProtectDecision
          name={protecting.name.trim()}
          retentionDays={protecting.retentionDays}
          verb="Create protected vault"
          onProtect={() => protect(protecting)}
          onClose={() => setProtecting(undefined)}
        />
      )}
    </SidePanel>
  );
}

/** The form, and what it asks for: the group first where a new one is named, then the vault. */
function useCreate(onCreated: (vault: Vault) => void) {
  const client = useClient();
  const { data: session } = useQuery(sessionQuery(client));
  const near = session?.resourceGroup ?? '';
  const putVault = useMutation(vaultPut(client));
  const putGroup = useMutation(resourceGroupPut(client));
  const resolver = useMemo(() => resolverFor(near), [near]);
  const form = useForm<VaultDraft>({ defaultValues: emptyVault(near), resolver });

  const refuse = (error: unknown) => {
    const taken = isVaultError(error, 'VaultAlreadyExists') ? errorText(error) : undefined;
    if (taken) form.setError('name', { message: `${taken.title} ${taken.whatToDo}` }, { shouldFocus: true });
    const { name, tags } = fieldErrors(error, 'VaultPut');
    if (name !== undefined) form.setError('name', { message: name }, { shouldFocus: true });
    if (tags !== undefined) form.setError('tags', { message: tags });
  };
  const ask = async (draft: VaultDraft) => {
    const input = toVaultPut(draft, near);
    if (!makesGroup(draft)) return putVault.mutateAsync(input);
    const { path } = await putGroup.mutateAsync({ name: draft.newGroup.trim() });
    return putVault.mutateAsync({ ...input, resourceGroup: path });
  };
  return {
    form,
    near,
    create: (draft: VaultDraft) => ask(draft).then(onCreated, refuse),
    error: putVault.error ?? putGroup.error,
    busy: putVault.isPending || putGroup.isPending,
  };
}

/** @param near path of any group of the subscription */
const resolverFor =
  (near: string): Resolver<VaultDraft> =>
  (draft, context, options) => {
    const fieldOf = (path: string) => (path === 'resourceGroup' && makesGroup(draft) ? 'newGroup' : (path.split('.')[0] ?? path));
    return contractResolver<VaultDraft, 'VaultPut'>('VaultPut', (it) => toVaultPut(it, near), fieldOf)(draft, context, options);
  };
