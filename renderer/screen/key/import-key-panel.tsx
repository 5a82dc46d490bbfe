import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { KeyProperties } from '../../../app/contract/key.ts';
import type { Output } from '../../../app/contract/operation.ts';
import { useClient } from '../../api/client-context.tsx';
import { anyUpload, previewKeyFile, type KeyFileSource } from '../../api/key-file.ts';
import { keyImport } from '../../api/key-mutation.ts';
import { Banner } from '../../component/banner.tsx';
import { Fact, FactList } from '../../component/fact-list.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { FormPanel } from '../../component/form-panel.tsx';
import { useToast } from '../../component/toast.tsx';
import { useVaultChoice } from '../vault/use-vault-choice.tsx';
import { type ByokHead, readByokHead } from './byok-head.ts';
import { ImportWrappedForm } from './import-wrapped-form.tsx';
import { newKeyDraft, toKeyImport } from './key-draft.ts';
import { KeyNameField, KeyRestFields } from './key-field.tsx';
import { KeySourceField, useKeySource } from './key-source-field.tsx';
import { specText } from './key-text.ts';
import { useFingerprint } from './use-fingerprint.ts';
import { useKeyForm } from './use-key-form.ts';

type Found = Output<'KeyFilePreview'>;

interface ImportKeyPanelProps {
  /** The vault that the list is narrowed to. */
  vault: string | undefined;
  onClose: () => void;
  onImported: (key: KeyProperties) => void;
}

/** Brings a key in from a file or from text: first what it is, then under which name it goes where. */
export function ImportKeyPanel(props: ImportKeyPanelProps) {
  const client = useClient();
  const source = useKeySource();
  const [found, setFound] = useState<Found>();
  const [wrapped, setWrapped] = useState<ByokHead>();
  const look = useMutation({
    mutationFn: async () => {
      const content = await source.file.bytes();
      const head = readByokHead(content);
      content.fill(0);
      return head ? setWrapped(head) : setFound(await previewKeyFile(client, source.file));
    },
  });
  if (wrapped) return <ImportWrappedForm {...props} head={wrapped} source={source.file} />;
  if (found) return <ImportForm {...props} found={found} source={source.file} />;
  return (
    <FormPanel
      title="Import a key"
      verb="Look at it"
      busy={look.isPending}
      unavailable={source.given ? undefined : 'Choose a file, or paste the key first.'}
      dirty={source.given}
      onClose={props.onClose}
      onSubmit={() => look.mutate()}
    >
      <KeySourceField source={source} />
      <FailureBanner error={look.error} />
    </FormPanel>
  );
}

function ImportForm({
  vault: narrowed,
  onClose,
  onImported,
  found,
  source,
}: ImportKeyPanelProps & { found: Found; source: KeyFileSource }) {
  const { vault, chooser } = useVaultChoice(narrowed === undefined ? undefined : [narrowed]);
  const say = useToast();
  const [start] = useState(() => newKeyDraft(found.spec));
  const form = useKeyForm(start, vault ?? '');
  const { mutate, error, isPending } = useMutation(keyImport(useClient(), source));
  if (vault === undefined) return null;
  const input = toKeyImport(form.draft, vault, form.expect);
  const checked = { ...input, file: { upload: anyUpload } };
  const bring = () => {
    if (!form.isReady('KeyImport', checked)) return;
    mutate(input, {
      onSuccess: (key) => {
        say({ text: `${key.name} is imported. Destroy the file, unless it has to stay: who has it has the key.` });
        onImported(key);
      },
    });
  };
  const problems = form.problemsOf('KeyImport', checked, error);
  return (
    <FormPanel title="Import a key" verb="Import key" busy={isPending} dirty onClose={onClose} onSubmit={bring}>
      <FoundFacts found={found} />
      {chooser}
      <KeyNameField form={form} problems={problems} />
      <KeyRestFields form={form} problems={problems} vault={vault} />
      {form.draft.hsm && (
        <Banner kind="notice">
          In the token its private part can’t be read from then on. It was outside before: only a key made in the token never left it.
        </Banner>
      )}
      <FailureBanner error={error} />
    </FormPanel>
  );
}

/** What was found in the file: nothing private of it. */
function FoundFacts({ found: { spec, publicKey } }: { found: Found }) {
  const fingerprint = useFingerprint(publicKey);
  return (
    <FactList>
      <Fact name="Found">{specText(spec)} private key</Fact>
      <Fact name="SHA-256">{publicKey ? (fingerprint ?? '…') : 'none: a symmetric key has no public half'}</Fact>
    </FactList>
  );
}
