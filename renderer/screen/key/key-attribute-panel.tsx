import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { KeyProperties } from '../../../app/contract/key.ts';
import { isVaultError } from '../../../app/contract/vault-error.ts';
import { useClient } from '../../api/client-context.tsx';
import { fieldErrors } from '../../api/field-error.ts';
import { keyUpdate } from '../../api/key-mutation.ts';
import { dateProblem, standingAttributes, toAttributeChange, type AttributeDraft } from '../../component/attribute-draft.ts';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { FormPanel } from '../../component/form-panel.tsx';
import { MeanwhileBanner } from '../../component/meanwhile-banner.tsx';
import type { Attribute } from '../../component/property-diff.ts';
import { tagProblem } from '../../component/tag-editor.tsx';
import { useToast } from '../../component/toast.tsx';
import { KeyAttributeFields } from './key-attribute-field.tsx';
import { operationText } from './key-text.ts';

interface KeyAttributePanelProps {
  /** The version whose attributes are changed, as one saw it. */
  of: KeyProperties;
  onClose: () => void;
}

/** Attributes that only keys have. */
const keyAttributes: readonly Attribute<KeyProperties>[] = [
  ['Operations', ({ operations }) => operations.map((it) => operationText[it].word).join(', ') || 'none'],
];

/** Changes dates, state and tags of one version. Nobody's change meanwhile is overwritten unseen. */
export function KeyAttributePanel({ of, onClose }: KeyAttributePanelProps) {
  const client = useClient();
  const { vault, name } = of;
  const form = useAttributes(of, onClose);
  const read = async () => (await client.call('KeyListVersions', { vault, name })).items;
  return (
    <FormPanel title={`Edit ${name}`} verb="Save" busy={form.busy} dirty={form.dirty} onClose={onClose} onSubmit={() => form.save(of)}>
      {!of.current && <span>These are the attributes of an older version; the current one stays as it is.</span>}
      <KeyAttributeFields draft={form.draft} onChange={form.change} problems={form.problems} />
      {isVaultError(form.error, 'ChangedMeanwhile') ? (
        <MeanwhileBanner error={form.error} seen={of} read={read} own={keyAttributes} onSaveAgain={form.save} />
      ) : (
        <FailureBanner error={form.error} />
      )}
    </FormPanel>
  );
}

function useAttributes(of: KeyProperties, onClose: () => void) {
  const say = useToast();
  const [first] = useState(() => standingAttributes(of));
  const [draft, setDraft] = useState(first);
  const [tried, setTried] = useState(false);
  const { mutate, error, isPending } = useMutation(keyUpdate(useClient()));
  const own = attributeProblems(draft);
  const save = (over: KeyProperties) => {
    setTried(true);
    if (Object.keys(own).length > 0) return;
    const { vault, name, version } = of;
    mutate(
      { vault, name, version, revision: over.revision, ...toAttributeChange(draft, of) },
      {
        onSuccess: () => {
          say({ text: `${name} saved.` });
          onClose();
        },
      },
    );
  };
  return {
    draft,
    change: (part: Partial<AttributeDraft>) => setDraft((before) => ({ ...before, ...part })),
    problems: tried ? { ...fieldErrors(error, 'KeyUpdate'), ...own } : {},
    dirty: draft !== first,
    save,
    error,
    busy: isPending,
  };
}

/** What is wrong with attributes before they are sent, by field. */
export function attributeProblems(draft: AttributeDraft): Readonly<Record<string, string>> {
  const [ofTags, ofDates] = [tagProblem(draft.tags), dateProblem(draft, 'key')];
  return { ...(ofTags === undefined ? {} : { tags: ofTags }), ...(ofDates === undefined ? {} : { expires: ofDates }) };
}
