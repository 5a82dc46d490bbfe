import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useClient } from '../../api/client-context.tsx';
import { issuerPut } from '../../api/attestation.ts';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { FormPanel } from '../../component/form-panel.tsx';
import { TextField } from '../../component/text-field.tsx';
import { useToast } from '../../component/toast.tsx';
import { useInputCheck } from '../../component/use-input-check.ts';
import { DropZone } from '../import/drop-zone.tsx';

const empty = { name: '', authority: '', keys: '' };

/** Trusts an authority by the keys that one has of it. */
export function IssuerPanel({ onClose }: { onClose: () => void }) {
  const [draft, setDraft] = useState(empty);
  const say = useToast();
  const { mutate, error, isPending } = useMutation(issuerPut(useClient()));
  const set = (part: Partial<typeof empty>) => setDraft((before) => ({ ...before, ...part }));
  const input = { name: draft.name, authority: draft.authority.trim(), keySet: new TextEncoder().encode(draft.keys) };
  const { problems, trySend } = useInputCheck('AttestationIssuerPut', input, error);
  const put = () =>
    mutate(input, {
      onSuccess: (issuer) => {
        say({ text: `${issuer.name} is trusted from now on.` });
        onClose();
      },
    });
  return (
    <FormPanel
      title="Trust an authority"
      verb="Trust it"
      busy={isPending}
      dirty={draft !== empty}
      onClose={onClose}
      onSubmit={() => trySend(put)}
    >
      <span>Whoever has one of its private keys decides from then on what environments are. Check where its keys come from.</span>
      <TextField
        label="Name"
        autoFocus
        value={draft.name}
        onChange={(event) => set({ name: event.target.value })}
        hint="What people call it."
        error={problems['name']}
        inputProps={{ maxLength: 100 }}
      />
      <TextField
        label="Address"
        mono
        value={draft.authority}
        onChange={(event) => set({ authority: event.target.value })}
        hint="As its tokens name their issuer, and release policies their authority: https://contoso.attest.azure.net. One that is trusted already gets these keys in place of those that it had."
        error={problems['authority']}
        inputProps={{ maxLength: 512 }}
      />
      <DropZone label="File with its keys" onFile={(file) => void file.text().then((keys) => set({ keys }))}>
        Drop its key set here: JSON, as Azure Attestation has it under /certs.
      </DropZone>
      <TextField
        label="Or paste its key set"
        mono
        multiline
        minRows={4}
        maxRows={10}
        value={draft.keys}
        onChange={(event) => set({ keys: event.target.value })}
        hint="A JSON Web Key Set with public keys or certificates, never a private one."
        error={problems['keySet']}
      />
      <FailureBanner error={error} />
    </FormPanel>
  );
}
