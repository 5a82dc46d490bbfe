import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { SyntheticEvent } from 'react';
import { ActionButton } from '../../component/action-button.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { AttemptWait } from '../unlock/attempt-wait.tsx';
import { PassphraseField } from '../unlock/passphrase-field.tsx';
import { waitReason } from '../unlock/unlock-form.ts';
import { otherPerson, PersonChoice, type Person } from './person-choice.tsx';
import { PersonNameField } from './person-name-field.tsx';
import { useSignIn, type FactorAsked } from './use-sign-in.ts';

interface SignInFormProps {
  people: readonly Person[];
  /** Sign-in name of who is chosen at first. */
  proposed?: string | undefined;
  /** Where the caret begins: with who one is, with the password, or where it is. */
  begin?: 'person' | 'password' | 'nowhere';
  onFactor: (asked: FactorAsked, person: string) => void;
  /** Absent where nobody can accept one. */
  onInvitation?: () => void;
}

/** Who one is, and the password that shows it. */
export function SignInForm({ people, proposed, begin = 'password', onFactor, onInvitation }: SignInFormProps) {
  const { attempt, password, chosen, ...form } = useSignIn({ people, proposed, onFactor });
  const other = chosen === otherPerson;
  const press = (event: SyntheticEvent) => {
    event.preventDefault();
    void form.submit();
  };
  return (
    <Box component="form" noValidate onSubmit={press} sx={{ display: 'flex', flexDirection: 'column', gap: 4 }}>
      {people.length > 0 && <PersonChoice people={people} chosen={chosen} onChoose={form.choose} takesFocus={begin === 'person'} />}
      {other && <PersonNameField people={people} name={form.typedName} error={form.nameError} onName={form.setTypedName} />}
      <PassphraseField
        label="Password"
        draft={password}
        autoComplete="off"
        autoFocus={begin === 'password' && !other}
        readOnly={attempt.busy}
        error={form.passwordError}
      />
      <FailureBanner error={form.failure} />
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 4 }}>
        <ActionButton type="submit" variant="contained" color="primary" busy={attempt.busy} unavailable={waitReason(attempt.left)}>
          Sign in
        </ActionButton>
        <AttemptWait left={attempt.left} waited={attempt.waited} />
        <Box sx={{ flex: 1 }} />
        {onInvitation && (
          <Button variant="text" color="primary" onClick={onInvitation}>
            I have an invitation
          </Button>
        )}
      </Box>
    </Box>
  );
}
