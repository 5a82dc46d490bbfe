import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import type { Input } from '../../../app/contract/operation.ts';
import type { SecretProperties } from '../../../app/contract/secret.ts';
import { isVaultError } from '../../../app/contract/vault-error.ts';
import { useClient } from '../../api/client-context.tsx';
import { fieldErrors } from '../../api/field-error.ts';
import { secretUpdate } from '../../api/mutation.ts';
import { dateProblem } from '../../component/attribute-draft.ts';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { FormPanel } from '../../component/form-panel.tsx';
import { tagProblem } from '../../component/tag-editor.tsx';
import { useToast } from '../../component/toast.tsx';
import { SecretMeanwhile } from './secret-meanwhile.tsx';
import { toEditDraft, toSecretUpdate, type SecretDraft } from './secret-draft.ts';
import { AttributeField, TypeField } from './secret-field.tsx';

interface AttributePanelProps {
  /** The version whose attributes are changed, as one saw it. */
  secret: SecretProperties;
  onClose: () => void;
}

const fields = ['contentType', 'notBefore', 'expires', 'tags'] as const;

/** Changes what is said about one version; its value stays. Nobody's change meanwhile is overwritten unseen. */
export function AttributePanel({ secret, onClose }: AttributePanelProps) {
  const { form, error, busy, submit, saveOver } = useAttributeForm({ secret, onClose });
  return (
    <FormPanel title={`Edit ${secret.name}`} verb="Save" busy={busy} dirty={form.formState.isDirty} onClose={onClose} onSubmit={submit}>
      {!secret.current && <span>These are the attributes of an older version; the current one stays as it is.</span>}
      <TypeField form={form} />
      <AttributeField form={form} vault={secret.vault} />
      {isVaultError(error, 'ChangedMeanwhile') ? (
        <SecretMeanwhile error={error} seen={secret} onSaveAgain={saveOver} />
      ) : (
        <FailureBanner error={error} />
      )}
    </FormPanel>
  );
}

function useAttributeForm({ secret, onClose }: AttributePanelProps) {
  const say = useToast();
  const [revision, setRevision] = useState(secret.revision);
  const form = useForm<SecretDraft>({ defaultValues: toEditDraft(secret) });
  const { mutate, error, isPending } = useMutation(secretUpdate(useClient()));
  const send = (input: Input<'SecretUpdate'>) =>
    mutate(input, {
      onSuccess: () => {
        say({ text: `${secret.name} saved.` });
        onClose();
      },
      onError: (why) => {
        const found = fieldErrors(why, 'SecretUpdate');
        for (const field of fields) if (found[field] !== undefined) form.setError(field, { message: found[field] });
      },
    });
  const save = (over: number) =>
    form.handleSubmit((draft) => {
      const ofTags = tagProblem(draft.tags);
      const ofDates = dateProblem(draft, 'secret');
      if (ofTags !== undefined) form.setError('tags', { message: ofTags });
      if (ofDates !== undefined) form.setError('expires', { message: ofDates });
      if ((ofTags ?? ofDates) === undefined) send(toSecretUpdate(draft, secret, over));
    })();
  return {
    form,
    error,
    busy: isPending,
    submit: () => void save(revision),
    saveOver: (now: SecretProperties) => {
      setRevision(now.revision);
      void save(now.revision);
    },
  };
}
