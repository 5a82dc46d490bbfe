import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { KeyProperties } from '../../../app/contract/key.ts';
import { useClient } from '../../api/client-context.tsx';
import { keyCreate } from '../../api/key-mutation.ts';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { FormPanel } from '../../component/form-panel.tsx';
import { useToast } from '../../component/toast.tsx';
import { useVaultChoice } from '../vault/use-vault-choice.tsx';
import { newKeyDraft, toKeyCreate } from './key-draft.ts';
import { ExchangeField } from './exchange-field.tsx';
import { KeyNameField, KeyRestFields } from './key-field.tsx';
import { KeySpecField } from './key-spec-field.tsx';
import { usualOperations } from './key-text.ts';
import { useKeyForm } from './use-key-form.ts';

interface CreateKeyPanelProps {
  /** The vault that the list is narrowed to. */
  vault: string | undefined;
  onClose: () => void;
  onCreated: (key: KeyProperties) => void;
}

/** The form for a new key, made here. */
export function CreateKeyPanel({ vault: narrowed, onClose, onCreated }: CreateKeyPanelProps) {
  const { vault, chooser } = useVaultChoice(narrowed === undefined ? undefined : [narrowed]);
  const say = useToast();
  const [start] = useState(() => newKeyDraft());
  const form = useKeyForm(start, vault ?? '');
  const { mutate, error, isPending } = useMutation(keyCreate(useClient()));
  if (vault === undefined) return null;
  const input = toKeyCreate(form.draft, vault, form.expect);
  const create = () => {
    if (!form.isReady('KeyCreate', input)) return;
    mutate(input, {
      onSuccess: (key) => {
        say({ text: `${key.name} is made.` });
        onCreated(key);
      },
    });
  };
  const problems = form.problemsOf('KeyCreate', input, error);
  return (
    <FormPanel
      title={chooser ? 'Create a key' : `Create a key in ${vault}`}
      verb={form.named.standing ? 'Make a new version' : 'Create key'}
      busy={isPending}
      dirty={form.dirty}
      onClose={onClose}
      onSubmit={create}
    >
      {chooser}
      <KeyNameField form={form} problems={problems} />
      <KeySpecField
        spec={form.draft.spec}
        onChange={(spec) =>
          form.change({ spec, ...(spec.family === form.draft.spec.family ? {} : { operations: usualOperations(spec.family) }) })
        }
      />
      <KeyRestFields form={form} problems={problems} vault={vault} exchange={<ExchangeField form={form} />} />
      <FailureBanner error={error} />
    </FormPanel>
  );
}
