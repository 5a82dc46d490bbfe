import { useMutation } from '@tanstack/react-query';
import Box from '@mui/material/Box';
import NativeSelect from '@mui/material/NativeSelect';
import OutlinedInput from '@mui/material/OutlinedInput';
import { useRef, useState, type FormEvent } from 'react';
import { isVaultError } from '../../../app/contract/vault-error.ts';
import { useClient } from '../../api/client-context.tsx';
import { instanceRecover } from '../../api/mutation.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { Field } from '../../component/field.tsx';
import { FormGroup } from '../first-run/form-group.tsx';
import { NewSecretField } from '../first-run/new-secret-field.tsx';
import { useNewSecret } from '../first-run/use-new-secret.ts';
import type { Person } from '../sign-in/person-choice.tsx';
import { useAttempt } from '../unlock/use-attempt.ts';

interface RecoverFormProps {
  people: readonly Person[];
  onSkip: () => void;
}

/** A new passphrase for the house and a new password for one of its people. */
export function RecoverForm({ people, onSkip }: RecoverFormProps) {
  const client = useClient();
  const { mutateAsync: recover } = useMutation(instanceRecover(client));
  const attempt = useAttempt();
  const passphrase = useNewSecret();
  const password = useNewSecret();
  const [person, setPerson] = useState(people[0]?.name ?? '');
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const unknown = isVaultError(attempt.error, 'BadParameter');

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if ([passphrase, password].some((it) => it.error !== undefined || it.againError !== undefined)) {
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return;
    }
    const done = await attempt.run(
      async () => void (await recover({ passphrase: passphrase.draft.take(), person, password: password.draft.take() })),
    );
    if (done) for (const typed of [passphrase, password]) typed.clear();
  };
  return (
    <Box
      component="form"
      ref={form}
      noValidate
      onSubmit={(event) => void submit(event)}
      sx={{ display: 'flex', flexDirection: 'column', gap: 6 }}
    >
      <FormGroup title="A new passphrase for the house">
        <NewSecretField
          label="Passphrase"
          secret={passphrase}
          tried={tried}
          measured
          readOnly={attempt.busy}
          hint="It replaces every passphrase that opened the house before."
        />
      </FormGroup>
      <FormGroup title="A new password for one of its people">
        <Field label="Person" error={unknown ? 'There is nobody of that name any more.' : undefined}>
          {(control) => (
            <NativeSelect
              fullWidth
              value={person}
              onChange={(event) => setPerson(event.target.value)}
              input={<OutlinedInput />}
              inputProps={{ ...control }}
            >
              {people.map(({ name, displayName }) => (
                <option key={name} value={name}>
                  {displayName} ({name})
                </option>
              ))}
            </NativeSelect>
          )}
        </Field>
        <NewSecretField label="Password" secret={password} tried={tried} readOnly={attempt.busy} hint="At least 12 characters." />
      </FormGroup>
      {!unknown && <FailureBanner error={attempt.error} />}
      <Box sx={{ display: 'flex', gap: 2, justifyContent: 'flex-end', borderTop: 1, borderColor: 'line.main', pt: 4 }}>
        <ActionButton onClick={onSkip}>Change nothing, sign in</ActionButton>
        <ActionButton type="submit" variant="contained" color="primary" busy={attempt.busy}>
          Set both
        </ActionButton>
      </Box>
    </Box>
  );
}
