import Button from '@mui/material/Button';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { endpointLimit, usualEndpointLimit, type Endpoint, type EndpointLimit } from '../../../app/contract/endpoint.ts';
import { useClient } from '../../api/client-context.tsx';
import { endpointPut } from '../../api/endpoint-mutation.ts';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { FormPanel } from '../../component/form-panel.tsx';
import { TextField } from '../../component/text-field.tsx';
import { useToast } from '../../component/toast.tsx';

type Key = keyof EndpointLimit;
type Draft = Readonly<Record<Key, string>>;

const fields: readonly { readonly key: Key; readonly label: string; readonly hint: string }[] = [
  { key: 'vaultPer10s', label: 'Requests for each vault', hint: 'In ten seconds. Key Vault answers 4,000.' },
  {
    key: 'identityPer10s',
    label: 'Requests for each application',
    hint: 'In ten seconds, over all vaults: one that runs wild leaves room for others.',
  },
  { key: 'connections', label: 'Connections', hint: 'Open at once. One more is turned away before it costs anything.' },
];

const draftOf = (limit: EndpointLimit): Draft => ({
  vaultPer10s: String(limit.vaultPer10s),
  identityPer10s: String(limit.identityPer10s),
  connections: String(limit.connections),
});

const bounds = (key: Key): string => {
  const { minValue, maxValue } = endpointLimit.shape[key];
  return `A whole number from ${minValue?.toLocaleString('en')} to ${maxValue?.toLocaleString('en')}.`;
};

const isSound = (key: Key, text: string) => text.trim() !== '' && endpointLimit.shape[key].safeParse(Number(text)).success;

/** How much may be asked: of each vault, by each application, and over how many connections. */
export function LimitPanel({ endpoint, onClose }: { endpoint: Endpoint; onClose: () => void }) {
  const say = useToast();
  const [draft, setDraft] = useState(() => draftOf(endpoint.limit));
  const { mutate, error, isPending } = useMutation(endpointPut(useClient()));
  const wrong = fields.find(({ key }) => !isSound(key, draft[key]));
  const submit = () => {
    if (wrong || isPending) return;
    const limit = {
      vaultPer10s: Number(draft.vaultPer10s),
      identityPer10s: Number(draft.identityPer10s),
      connections: Number(draft.connections),
    };
    mutate({ limit, revision: endpoint.revision }, { onSuccess: () => (say({ text: 'The limits are saved.' }), onClose()) });
  };
  return (
    <FormPanel
      title="Limits of the endpoint"
      verb="Save"
      busy={isPending}
      unavailable={wrong && `${wrong.label}: ${bounds(wrong.key)}`}
      dirty={JSON.stringify(draft) !== JSON.stringify(draftOf(endpoint.limit))}
      onClose={onClose}
      onSubmit={submit}
      others={(leave) => (
        <>
          <Button onClick={() => setDraft(draftOf(usualEndpointLimit))}>As Key Vault has them</Button>
          <Button onClick={leave}>Cancel</Button>
        </>
      )}
    >
      {fields.map(({ key, label, hint }) => (
        <TextField
          key={key}
          label={label}
          hint={hint}
          error={isSound(key, draft[key]) ? undefined : bounds(key)}
          value={draft[key]}
          onChange={(event) => setDraft((before) => ({ ...before, [key]: event.target.value }))}
          inputProps={{ inputMode: 'numeric', maxLength: 8 }}
        />
      ))}
      <FailureBanner error={error} />
    </FormPanel>
  );
}
