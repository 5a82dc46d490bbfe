import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useClient } from '../../api/client-context.tsx';
import { anyUpload, makeByokFile } from '../../api/key-file.ts';
import { Banner } from '../../component/banner.tsx';
import { ChoiceField } from '../../component/choice-field.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { FormPanel } from '../../component/form-panel.tsx';
import { saveFile } from '../../component/save-file.ts';
import { TextField } from '../../component/text-field.tsx';
import { useToast } from '../../component/toast.tsx';
import { useInputCheck } from '../../component/use-input-check.ts';
import { KeySourceField, useKeySource } from './key-source-field.tsx';
import { specText } from './key-text.ts';

/** An exchange key: its public half and its address. */
export interface Recipient {
  readonly pem: string;
  readonly kid: string;
}

interface MakeByokPanelProps {
  /** The one that the panel was opened at. */
  recipient?: Recipient | undefined;
  onClose: () => void;
}

const hashes = [
  {
    value: 'SHA-1',
    label: 'RSA-OAEP with SHA-1: Azure Key Vault, and most HSMs',
    hint: 'As Key Vault wants it. SHA-1 is broken for signatures; OAEP does not rest on what is broken of it.',
  },
  { value: 'SHA-256', label: 'RSA-OAEP with SHA-256: another house like this one', hint: 'Key Vault does not take it in.' },
] as const;

/** Wraps the key of a file for an exchange key, here or in Azure Key Vault, and hands the `.byok` file out. */
export function MakeByokPanel({ recipient, onClose }: MakeByokPanelProps) {
  const client = useClient();
  const say = useToast();
  const source = useKeySource();
  const [start] = useState(recipient ?? { pem: '', kid: '' });
  const [draft, setDraft] = useState(start);
  const [hash, setHash] = useState<(typeof hashes)[number]['value']>('SHA-1');
  const sent = { pem: draft.pem, kid: draft.kid.trim(), hash };
  const make = useMutation({ mutationFn: () => makeByokFile(client, source.file, sent) });
  const { problems, trySend } = useInputCheck('KeyByokMake', { ...sent, file: { upload: anyUpload } }, make.error);
  const wrap = () =>
    make.mutate(undefined, {
      onSuccess: ({ content, spec }) => {
        saveFile('key.byok', [Uint8Array.from(content)], 'application/json');
        say({ text: `An ${specText(spec)} key is wrapped, and handed to you as key.byok.` });
        onClose();
      },
    });
  return (
    <FormPanel
      title="Make a .byok file"
      verb="Wrap the key"
      busy={make.isPending}
      unavailable={source.given ? undefined : 'Choose a file with the key, or paste it first.'}
      dirty={source.given || draft !== start}
      onClose={onClose}
      onSubmit={() => trySend(wrap)}
    >
      <Banner kind="notice">
        The key is read, wrapped and forgotten here. Only the HSM that holds the exchange key can open the file. Destroy the file that the
        key came from.
      </Banner>
      <KeySourceField source={source} />
      <RecipientFields draft={draft} onChange={setDraft} problems={problems} />
      <ChoiceField label="Wrapped by" choices={hashes} value={hash} onChange={setHash} />
      <FailureBanner error={make.error} />
    </FormPanel>
  );
}

interface RecipientFieldsProps {
  draft: Recipient;
  onChange: (draft: Recipient) => void;
  problems: Readonly<Record<string, string>>;
}

/** Whom the key is wrapped for. */
function RecipientFields({ draft, onChange, problems }: RecipientFieldsProps) {
  return (
    <>
      <TextField
        label="Public half of the exchange key"
        mono
        multiline
        minRows={4}
        maxRows={10}
        value={draft.pem}
        onChange={(event) => onChange({ ...draft, pem: event.target.value })}
        hint="PEM, as “az keyvault key download --encoding PEM” gives it."
        error={problems['pem']}
      />
      <TextField
        label="Its id (kid)"
        mono
        value={draft.kid}
        onChange={(event) => onChange({ ...draft, kid: event.target.value })}
        hint="https://… /keys/name/version"
        error={problems['kid']}
      />
    </>
  );
}
