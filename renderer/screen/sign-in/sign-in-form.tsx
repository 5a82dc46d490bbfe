import Box from '@mui/material/Box';
import type { SyntheticEvent } from 'react';
import { ActionButton } from '../../component/action-button.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { TextField } from '../../component/text-field.tsx';
import { AttemptWait } from '../unlock/attempt-wait.tsx';
import { PassphraseField } from '../unlock/passphrase-field.tsx';
import { waitReason } from '../unlock/unlock-form.ts';
import { otherPerson, PersonChoice, type Person } from './person-choice.tsx';
import { useSignIn } from './use-sign-in.ts';

/** Who one is, and the password that shows it. */
export function SignInForm({ people, takesFocus = true }: { people: readonly Person[]; takesFocus?: boolean }) {
  const { attempt, password, chosen, choose, typedName, setTypedName, submit, nameError, passwordError, failure } = useSignIn(people);
  const other = chosen === otherPerson;
  const press = (event: SyntheticEvent) => {
    event.preventDefault();
    void submit();
  };
  return (
    <Box component="form" noValidate onSubmit={press} sx={{ display: 'flex', flexDirection: 'column', gap: 4 }}>
      {people.length > 0 && <PersonChoice people={people} chosen={chosen} onChoose={choose} />}
      {other && (
        <TextField label="Sign-in name" value={typedName} error={nameError} onChange={(event) => setTypedName(event.target.value)} />
      )}
      <PassphraseField
        label="Password"
        draft={password}
        autoComplete="off"
        autoFocus={takesFocus && !other}
        readOnly={attempt.busy}
        error={passwordError}
      />
      <FailureBanner error={failure} />
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 4 }}>
        <ActionButton type="submit" variant="contained" color="primary" busy={attempt.busy} unavailable={waitReason(attempt.left)}>
          Sign in
        </ActionButton>
        <AttemptWait left={attempt.left} waited={attempt.waited} />
      </Box>
    </Box>
  );
}
