import Box from '@mui/material/Box';
import NativeSelect from '@mui/material/NativeSelect';
import OutlinedInput from '@mui/material/OutlinedInput';
import { useRef, type SyntheticEvent } from 'react';
import { ActionButton } from '../../component/action-button.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { Field } from '../../component/field.tsx';
import { FormGroup } from '../first-run/form-group.tsx';
import { NewSecretField } from '../first-run/new-secret-field.tsx';
import { leastPassphraseLength } from '../first-run/strength.ts';
import type { Person } from '../sign-in/person-choice.tsx';
import { useRecover } from './use-recover.ts';

interface RecoverFormProps {
  people: readonly Person[];
  onSkip: () => void;
}

/** A new passphrase for the house and a new password for one of its people. */
export function RecoverForm({ people, onSkip }: RecoverFormProps) {
  const { passphrase, password, person, setPerson, tried, submit, busy, personGone, failure } = useRecover(people);
  const form = useRef<HTMLFormElement>(null);
  const press = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!submit()) requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
  return (
    <Box component="form" ref={form} noValidate onSubmit={press} sx={{ display: 'flex', flexDirection: 'column', gap: 6 }}>
      <FormGroup title="A new passphrase for the house">
        <NewSecretField
          label="Passphrase"
          secret={passphrase}
          tried={tried}
          measured
          readOnly={busy}
          hint="It replaces every passphrase that opened the house before."
        />
      </FormGroup>
      <FormGroup title="A new password for one of its people">
        <PersonField people={people} person={person} onPerson={setPerson} gone={personGone} />
        <NewSecretField
          label="Password"
          secret={password}
          tried={tried}
          readOnly={busy}
          hint={`At least ${leastPassphraseLength} characters.`}
        />
      </FormGroup>
      <FailureBanner error={failure} />
      <Box sx={{ display: 'flex', gap: 2, justifyContent: 'flex-end', borderTop: 1, borderColor: 'line.main', pt: 4 }}>
        <ActionButton onClick={onSkip}>Change nothing, sign in</ActionButton>
        <ActionButton type="submit" variant="contained" color="primary" busy={busy}>
          Set both
        </ActionButton>
      </Box>
    </Box>
  );
}

interface PersonFieldProps {
  people: readonly Person[];
  person: string;
  onPerson: (name: string) => void;
  gone: boolean;
}

function PersonField({ people, person, onPerson, gone }: PersonFieldProps) {
  return (
    <Field label="Person" error={gone ? 'There is nobody of that name any more.' : undefined}>
      {(control) => (
        <NativeSelect
          fullWidth
          value={person}
          onChange={(event) => onPerson(event.target.value)}
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
  );
}
