import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { KeyProperties } from '../../../app/contract/key.ts';
import { useClient } from '../../api/client-context.tsx';
import { anyUpload, type KeyFileSource } from '../../api/key-file.ts';
import { keyImportWrapped } from '../../api/key-mutation.ts';
import { Banner } from '../../component/banner.tsx';
import { ChoiceField } from '../../component/choice-field.tsx';
import { Fact, FactList } from '../../component/fact-list.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { ForeignText } from '../../component/foreign-text.tsx';
import { FormPanel } from '../../component/form-panel.tsx';
import { useToast } from '../../component/toast.tsx';
import { useVaultChoice } from '../vault/use-vault-choice.tsx';
import { useVaultList } from '../vault/use-vault-list.ts';
import type { ByokHead } from './byok-head.ts';
import { KeyAttributeFields } from './key-attribute-field.tsx';
import { newKeyDraft, toKeyImport } from './key-draft.ts';
import { KeyNameField, OperationField } from './key-field.tsx';
import { usualOperations } from './key-text.ts';
import { useKeyForm } from './use-key-form.ts';
import { kindChoices, kindOf, specOf } from './wrapped-kind.ts';

interface ImportWrappedFormProps {
  vault: string | undefined;
  head: ByokHead;
  source: KeyFileSource;
  onClose: () => void;
  onImported: (key: KeyProperties) => void;
}

/** The vault that an exchange key is in, as its address begins with its name. */
function useNamedVault({ kid }: ByokHead): string | undefined {
  const { vaults = [] } = useVaultList();
  const said = /^https:\/\/([^.:/]+)/.exec(kid)?.[1]?.toLowerCase();
  return vaults.find(({ name }) => name.toLowerCase() === said)?.name;
}

/** Brings in a key that another HSM wrapped: what it is, and under which name it goes where. */
export function ImportWrappedForm({ vault: narrowed, head, source, onClose, onImported }: ImportWrappedFormProps) {
  const named = useNamedVault(head) ?? narrowed;
  const { vault, chooser } = useVaultChoice(named === undefined ? undefined : [named]);
  const say = useToast();
  const [choice, setChoice] = useState('RSA');
  const kind = kindOf(choice);
  const [start] = useState(() => ({ ...newKeyDraft(specOf(kind)), hsm: true }));
  const form = useKeyForm(start, vault ?? '');
  const { mutate, error, isPending } = useMutation(keyImportWrapped(useClient(), source, kind));
  if (vault === undefined) return null;
  const input = toKeyImport(form.draft, vault, form.expect);
  const checked = { ...input, wrapped: { upload: anyUpload, kind } };
  const bring = () => {
    if (!form.isReady('KeyImport', checked)) return;
    mutate(input, {
      onSuccess: (key) => {
        say({ text: `${key.name} is in its token now.` });
        onImported(key);
      },
    });
  };
  const problems = form.problemsOf('KeyImport', checked, error);
  const choose = (next: string) => {
    setChoice(next);
    const spec = specOf(kindOf(next));
    form.change({ spec, operations: usualOperations(spec.family) });
  };
  return (
    <FormPanel title="Import a wrapped key" verb="Import key" busy={isPending} dirty onClose={onClose} onSubmit={bring}>
      <FactList>
        <Fact name="Wrapped for">
          <ForeignText>{head.kid}</ForeignText>
        </Fact>
        <Fact name="How">
          <ForeignText>{head.enc}</ForeignText>
        </Fact>
      </FactList>
      <Banner kind="notice">
        The vault’s token unwraps it with that exchange key. Its private part can’t be read here, now or later; what it is the file doesn’t
        say.
      </Banner>
      {chooser}
      <KeyNameField form={form} problems={problems} />
      <ChoiceField label="What is wrapped" choices={kindChoices} value={choice} onChange={choose} />
      <OperationField draft={form.draft} onChange={(operations) => form.change({ operations })} />
      <KeyAttributeFields draft={form.draft} onChange={form.change} problems={problems} />
      <FailureBanner error={error} />
    </FormPanel>
  );
}
