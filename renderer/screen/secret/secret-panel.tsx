import { useMutation } from '@tanstack/react-query';
import Button from '@mui/material/Button';
import { useId, useMemo, useState } from 'react';
import { useForm } from 'react-hook-form';
import { mostValueBytes, type SecretProperties } from '../../../app/contract/secret.ts';
import { isVaultError } from '../../../app/contract/vault-error.ts';
import { useClient } from '../../api/client-context.tsx';
import { errorText } from '../../api/error-text.ts';
import { fieldErrors } from '../../api/field-error.ts';
import { secretSet } from '../../api/mutation.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { contractResolver } from '../../component/form-check.ts';
import { SidePanel } from '../../component/side-panel.tsx';
import { tagProblem } from '../../component/tag-editor.tsx';
import { useToast } from '../../component/toast.tsx';
import { dateProblem, toSecretDraft, toSecretSet, valueProblem, type SecretDraft } from './secret-draft.ts';
import { AttributeField, NameField } from './secret-field.tsx';
import { useValueDraft } from './value-draft.ts';
import { ValueField } from './value-field.tsx';

interface SecretPanelProps {
  vault: string;
  /** The version that a new one follows; absent for a new secret. */
  last: SecretProperties | undefined;
  onClose: () => void;
  onSaved: (secret: SecretProperties) => void;
}

/** The form for a new secret, or for a new version of one. */
export function SecretPanel({ vault, last, onClose, onSaved }: SecretPanelProps) {
  const formId = useId();
  const { form, value, valueError, setValueError, set, submit } = useSecretForm({ vault, last, onSaved });
  const verb = last ? 'Save new version' : 'Add secret';
  const dirty = form.formState.isDirty || value.sizeBytes > 0;
  const fieldTold = isVaultError(set.error, 'ObjectIsDeletedButRecoverable');
  return (
    <SidePanel
      title={last ? `New version of ${last.name}` : `Add a secret to ${vault}`}
      open
      dirty={dirty}
      onClose={onClose}
      actions={(leave) => (
        <>
          <Button onClick={leave}>Cancel</Button>
          <ActionButton type="submit" form={formId} variant="contained" color="primary" busy={set.isPending}>
            {verb}
          </ActionButton>
        </>
      )}
    >
      <form id={formId} noValidate autoComplete="off" onSubmit={(event) => void submit(event)} style={{ display: 'contents' }}>
        {!last && <NameField form={form} />}
        <ValueField value={value} error={valueError} onTyped={() => setValueError(undefined)} autoFocus={last !== undefined} />
        <AttributeField form={form} />
        {!fieldTold && <FailureBanner error={set.error} />}
      </form>
    </SidePanel>
  );
}

function useSecretForm({ vault, last, onSaved }: Omit<SecretPanelProps, 'onClose'>) {
  const say = useToast();
  const value = useValueDraft();
  const [valueError, setValueError] = useState<string>();
  const set = useMutation(secretSet(useClient()));
  // The value is checked apart from the form: what a form holds stays in its state.
  const resolver = useMemo(
    () =>
      contractResolver<SecretDraft, 'SecretSet'>(
        'SecretSet',
        (draft) => toSecretSet(draft, vault, new Uint8Array(0)),
        (path) => path.split('.')[0] ?? path,
      ),
    [vault],
  );
  const form = useForm<SecretDraft>({ defaultValues: toSecretDraft(last), resolver });

  const refuse = (error: unknown) => {
    const taken = isVaultError(error, 'ObjectIsDeletedButRecoverable') ? errorText(error) : undefined;
    if (taken) form.setError('name', { message: `${taken.title} ${taken.whatToDo}` }, { shouldFocus: true });
    const { value: ofValue, name, contentType, notBefore, expires, tags } = fieldErrors(error, 'SecretSet');
    setValueError(ofValue);
    for (const [field, message] of Object.entries({ name, contentType, notBefore, expires, tags })) {
      if (message !== undefined) form.setError(isField(field) ? field : 'root', { message });
    }
  };
  const send = async (draft: SecretDraft) => {
    await set.mutateAsync(toSecretSet(draft, vault, value.take())).then((saved) => {
      value.clear();
      say({ text: last ? `New version of ${saved.name} saved.` : `${saved.name} added to ${saved.vault}.` });
      onSaved(saved);
    }, refuse);
  };
  const submit = form.handleSubmit(
    (draft) => {
      const ofValue = valueProblem(value.sizeBytes, mostValueBytes);
      const ofTags = tagProblem(draft.tags);
      const ofDates = dateProblem(draft);
      setValueError(ofValue);
      if (ofTags !== undefined) form.setError('tags', { message: ofTags });
      if (ofDates !== undefined) form.setError('expires', { message: ofDates });
      return (ofValue ?? ofTags ?? ofDates) ? undefined : send(draft);
    },
    () => setValueError(valueProblem(value.sizeBytes, mostValueBytes)),
  );
  return { form, value, valueError, setValueError, set, submit };
}

const isField = (field: string): field is keyof SecretDraft => ['name', 'contentType', 'notBefore', 'expires', 'tags'].includes(field);
