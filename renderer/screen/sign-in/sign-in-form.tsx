import { useMutation } from '@tanstack/react-query';
import Box from '@mui/material/Box';
import { useState, type FormEvent } from 'react';
import { personName } from '../../../app/contract/common.ts';
import { isVaultError } from '../../../app/contract/vault-error.ts';
import { useClient } from '../../api/client-context.tsx';
import { sessionCreate } from '../../api/mutation.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { TextField } from '../../component/text-field.tsx';
import { AttemptWait } from '../unlock/attempt-wait.tsx';
import { PassphraseField } from '../unlock/passphrase-field.tsx';
import { useSecretDraft } from '../unlock/secret-draft.ts';
import { waitReason } from '../unlock/unlock-form.ts';
import { useAttempt } from '../unlock/use-attempt.ts';
import { otherPerson, PersonChoice, type Person } from './person-choice.tsx';

const nameError = (name: string): string | undefined =>
  personName.safeParse(name).success
    ? undefined
    : name === ''
      ? 'Enter your sign-in name.'
      : 'A sign-in name has letters, digits and . _ @ - only.';

/** Who one is, and the password that shows it. */
export function SignInForm({ people, takesFocus = true }: { people: readonly Person[]; takesFocus?: boolean }) {
  const client = useClient();
  const { mutateAsync: signIn } = useMutation(sessionCreate(client));
  const attempt = useAttempt();
  const password = useSecretDraft();
  const [chosen, setChosen] = useState(people[0]?.name ?? otherPerson);
  const [typedName, setTypedName] = useState('');
  const [tried, setTried] = useState(false);
  const other = chosen === otherPerson;
  const name = other ? typedName.trim() : chosen;
  const wrong = isVaultError(attempt.error, 'SignInFailed');

  const choose = (next: string) => {
    setChosen(next);
    setTried(false);
    attempt.forgive();
    password.clear();
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (attempt.left > 0 || attempt.busy) return;
    setTried(true);
    if (nameError(name) === undefined && password.length > 0)
      await attempt.run(async () => void (await signIn({ person: name, password: password.take() })));
    password.focus();
  };
  return (
    <Box component="form" noValidate onSubmit={(event) => void submit(event)} sx={{ display: 'flex', flexDirection: 'column', gap: 4 }}>
      {people.length > 0 && <PersonChoice people={people} chosen={chosen} onChoose={choose} />}
      {other && (
        <TextField
          label="Sign-in name"
          value={typedName}
          error={tried ? nameError(name) : undefined}
          onChange={(event) => setTypedName(event.target.value)}
        />
      )}
      <PassphraseField
        label="Password"
        draft={password}
        autoComplete="off"
        autoFocus={takesFocus && !other}
        readOnly={attempt.busy}
        error={
          tried && password.length === 0
            ? 'Enter your password.'
            : wrong
              ? 'Name and password don’t belong together. The attempt was recorded.'
              : undefined
        }
      />
      {!wrong && <FailureBanner error={attempt.error} />}
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 4 }}>
        <ActionButton type="submit" variant="contained" color="primary" busy={attempt.busy} unavailable={waitReason(attempt.left)}>
          Sign in
        </ActionButton>
        <AttemptWait left={attempt.left} waited={attempt.waited} />
      </Box>
    </Box>
  );
}
