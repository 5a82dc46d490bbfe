import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { KeyProperties } from '../../../app/contract/key.ts';
import type { ReleasePolicy } from '../../../app/contract/release-policy.ts';
import { useClient } from '../../api/client-context.tsx';
import { keyUpdate } from '../../api/key-mutation.ts';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { FormPanel } from '../../component/form-panel.tsx';
import { useToast } from '../../component/toast.tsx';
import { releaseProblem, toReleaseDraft, toReleasePolicy } from './release-draft.ts';
import { ReleaseEditor } from './release-editor.tsx';

interface ReleasePanelProps {
  of: KeyProperties;
  policy: Pick<ReleasePolicy, 'data' | 'immutable'>;
  onClose: () => void;
}

/** Puts another release policy in place of the one that the current version has. */
export function ReleasePanel({ of, policy, onClose }: ReleasePanelProps) {
  const say = useToast();
  // As it was when the panel opened: what another saves meanwhile is not written over.
  const [{ vault, name, version, revision }] = useState(of);
  const [first] = useState(() => toReleaseDraft(policy));
  const [draft, setDraft] = useState(first);
  const [tried, setTried] = useState(false);
  const { mutate, error, isPending } = useMutation(keyUpdate(useClient()));
  const save = () => {
    setTried(true);
    if (releaseProblem(draft) !== undefined) return;
    mutate(
      { vault, name, version, revision, releasePolicy: toReleasePolicy(draft) },
      {
        onSuccess: () => {
          say({ text: `The release policy of ${name} is changed.` });
          onClose();
        },
      },
    );
  };
  return (
    <FormPanel title={`Release of ${name}`} verb="Save" busy={isPending} dirty={draft !== first} onClose={onClose} onSubmit={save}>
      <span>It counts for this version from now on. What was released before stays with whoever got it.</span>
      <ReleaseEditor draft={draft} onChange={setDraft} tried={tried} />
      <FailureBanner error={error} />
    </FormPanel>
  );
}
