import { useMemo, useState } from 'react';
import type { KeyFileSource } from '../../api/key-file.ts';
import { ForeignText } from '../../component/foreign-text.tsx';
import { TextField } from '../../component/text-field.tsx';
import { DropZone } from '../import/drop-zone.tsx';
import { PassphraseField } from '../unlock/passphrase-field.tsx';
import { useSecretDraft, type SecretDraft } from '../unlock/secret-draft.ts';

interface KeySource {
  readonly chosen: File | undefined;
  readonly choose: (file: File | undefined) => void;
  readonly text: SecretDraft;
  readonly password: SecretDraft;
  /** Whether there is something to look at. */
  readonly given: boolean;
  readonly file: KeyFileSource;
}

/** A key in a file, or pasted; what is pasted, and the password, are zeroed when the panel goes. */
export function useKeySource(): KeySource {
  const [chosen, choose] = useState<File>();
  const text = useSecretDraft();
  const password = useSecretDraft();
  const file = useMemo(
    () => ({
      bytes: async () => (chosen ? new Uint8Array(await chosen.arrayBuffer()) : text.take()),
      password: () => password.take(),
    }),
    [chosen, text, password],
  );
  return { chosen, choose, text, password, given: chosen !== undefined || text.length > 0, file };
}

/** Where the key comes from: a file, or text. */
export function KeySourceField({ source: { chosen, choose, text, password } }: { source: KeySource }) {
  return (
    <>
      <DropZone onFile={choose} label="File with the key">
        {chosen ? (
          <>
            Chosen: <ForeignText>{chosen.name}</ForeignText>
          </>
        ) : (
          'Drop a file here: PEM, PKCS #8 or PKCS #1, PFX, a JSON Web Key, or to import a .byok file.'
        )}
      </DropZone>
      {!chosen && (
        <TextField
          label="Or paste it"
          mono
          multiline
          minRows={4}
          maxRows={8}
          inputRef={text.attach}
          onChange={(event) => text.change(event.target.value)}
          hint="PEM or a JSON Web Key. It is not shown, and overwritten in memory when this panel closes."
          sx={{ '& textarea': { WebkitTextSecurity: 'disc' } }}
        />
      )}
      <PassphraseField label="Password of the file" draft={password} autoComplete="off" hint="Only where it is encrypted." />
    </>
  );
}
