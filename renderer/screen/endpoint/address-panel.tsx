import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Endpoint } from '../../../app/contract/endpoint.ts';
import { isVaultError } from '../../../app/contract/vault-error.ts';
import { useClient } from '../../api/client-context.tsx';
import { endpointPut } from '../../api/endpoint-mutation.ts';
import { Banner } from '../../component/banner.tsx';
import { ChoiceField, type Choice } from '../../component/choice-field.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { FormPanel } from '../../component/form-panel.tsx';
import { ReasonField } from '../../component/reason-field.tsx';
import { TextField } from '../../component/text-field.tsx';
import { useToast } from '../../component/toast.tsx';
import { OwnPassword } from '../setting/own-password.tsx';
import { useSecretDraft } from '../unlock/secret-draft.ts';
import { waitReason } from '../unlock/unlock-form.ts';
import { useAttempt } from '../unlock/use-attempt.ts';
import { changeOf, draftOf, needsCertificate, ownNames, stopOf, usualSuffix, type AddressDraft } from './address-draft.ts';
import { PemField } from './pem-field.tsx';

const places: readonly Choice<AddressDraft['where']>[] = [
  { value: 'loopback', label: 'Only this computer', hint: 'Nothing of it can be reached from a network.' },
  {
    value: 'address',
    label: 'An address of this computer',
    hint: 'Every computer that can reach this address can connect. It needs names that you own, and a certificate for them.',
  },
];

const names: readonly Choice<AddressDraft['names']>[] = [
  { value: 'usual', label: usualSuffix, hint: 'Certificates come from Strongroom’s own authority, which is good for these names alone.' },
  { value: 'own', label: 'A suffix of your own', hint: 'With a certificate that your programs trust already.' },
];

/** Where the endpoint listens and under which names: what other computers may reach is decided with reason and password. */
export function AddressPanel({ endpoint, onClose }: { endpoint: Endpoint; onClose: () => void }) {
  const [draft, setDraft] = useState(() => draftOf(endpoint));
  const set = (change: Partial<AddressDraft>) => setDraft((before) => ({ ...before, ...change }));
  const { save, stop, attempt, password, dirty } = useSave(draft, endpoint, onClose);
  return (
    <FormPanel
      title="Address of the endpoint"
      verb="Save"
      busy={attempt.busy}
      unavailable={stop}
      dirty={dirty}
      onClose={onClose}
      onSubmit={() => stop === undefined && void save()}
    >
      <TextField
        label="Port"
        hint="Part of every URI. Applications keep the one that they were given: change theirs too."
        value={draft.port}
        onChange={(event) => set({ port: event.target.value })}
        inputProps={{ inputMode: 'numeric', maxLength: 5 }}
      />
      <ChoiceField label="Where it listens" choices={places} value={draft.where} onChange={(where) => set({ where })} />
      {draft.where === 'address' && <AddressField draft={draft} set={set} />}
      {draft.where === 'loopback' && (
        <ChoiceField label="Names" choices={names} value={draft.names} onChange={(chosen) => set({ names: chosen })} />
      )}
      {ownNames(draft) && <NameField draft={draft} endpoint={endpoint} set={set} />}
      {draft.where === 'address' && (
        <>
          <ReasonField value={draft.reason} onChange={(reason) => set({ reason })} />
          <OwnPassword draft={password} attempt={attempt} tried={false} />
        </>
      )}
      <FailureBanner error={isVaultError(attempt.error, 'SignInFailed') ? undefined : attempt.error} />
    </FormPanel>
  );
}

interface PartProps {
  draft: AddressDraft;
  set: (change: Partial<AddressDraft>) => void;
}

function AddressField({ draft, set }: PartProps) {
  return (
    <>
      <Banner kind="warning">
        The vaults of this house can then be asked for from the network. Only tokens and roles stand between them and whoever connects.
      </Banner>
      <TextField
        label="IP address"
        hint="One that this computer has: 192.168.1.20. All of them: 0.0.0.0."
        mono
        value={draft.address}
        onChange={(event) => set({ address: event.target.value })}
        inputProps={{ maxLength: 45 }}
      />
    </>
  );
}

function NameField({ draft, endpoint, set }: PartProps & { endpoint: Endpoint }) {
  const suffix = draft.suffix.trim() || 'vault.example.com';
  return (
    <>
      <TextField
        label="Suffix"
        hint={`A domain that you own. Vaults are then https://{vault}.${suffix}, and applications sign in at login.${suffix}: have both resolve to this computer.`}
        mono
        value={draft.suffix}
        onChange={(event) => set({ suffix: event.target.value })}
        inputProps={{ maxLength: 200 }}
      />
      <PemField
        label="Certificate"
        hint={`PEM, with its chain. It must name *.${suffix}; for pools *.managedhsm.${suffix} too.`}
        optional={!needsCertificate(draft, endpoint)}
        file={draft.certificate}
        onFile={(certificate) => set({ certificate })}
      />
      <PemField
        label="Private key"
        hint="PEM. It is read once, sealed under the house’s keys, and not shown again."
        optional={!needsCertificate(draft, endpoint)}
        file={draft.key}
        onFile={(key) => set({ key })}
      />
    </>
  );
}

const bytesOf = async (file: File | undefined) => file && new Uint8Array(await file.arrayBuffer());

function useSave(draft: AddressDraft, endpoint: Endpoint, onClose: () => void) {
  const say = useToast();
  const { mutateAsync: put } = useMutation(endpointPut(useClient()));
  const attempt = useAttempt();
  const password = useSecretDraft();
  const stop = waitReason(attempt.left) ?? stopOf(draft, endpoint, password.length);
  const save = async () => {
    const done = await attempt.run(async () => {
      const [certificate, key] = [await bytesOf(draft.certificate), await bytesOf(draft.key)];
      await put({
        ...changeOf(draft, endpoint),
        ...(certificate && { certificate }),
        ...(key && { key }),
        ...(draft.where === 'address' && { password: password.take() }),
        revision: endpoint.revision,
      });
    });
    if (!done) return;
    say({ text: 'The address is saved.' });
    onClose();
  };
  const dirty = JSON.stringify(draft) !== JSON.stringify(draftOf(endpoint)) || draft.key !== undefined || password.length > 0;
  return { save, stop, attempt, password, dirty };
}
