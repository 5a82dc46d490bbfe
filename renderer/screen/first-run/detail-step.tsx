import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useState, type ReactNode } from 'react';
import { TextField } from '../../component/text-field.tsx';
import { checkDetail, suggestName, type Detail, type DetailError } from './detail.ts';
import { FormGroup } from './form-group.tsx';
import { NewSecretField } from './new-secret-field.tsx';
import { StepForm } from './step-form.tsx';
import { leastPassphraseLength } from './strength.ts';
import type { Setup } from './use-setup.ts';

/** Step 1: the organisation and its first person. */
export function DetailStep({ setup, note, onNext }: { setup: Setup; note: string; onNext: () => void }) {
  const [tried, setTried] = useState(false);
  const { detail, setDetail, password } = setup;
  const errors = tried ? checkDetail(detail) : {};
  const set = (change: Partial<Detail>) => setDetail({ ...detail, ...change });
  const next = () => {
    setTried(true);
    const sound = Object.keys(checkDetail(detail)).length === 0 && password.error === undefined && password.againError === undefined;
    if (sound) onNext();
    return sound;
  };
  return (
    <StepForm onNext={next} nextLabel="Continue" note={note}>
      <OrganisationFields detail={detail} errors={errors} onChange={set} />
      <FormGroup title="You, its first security administrator">
        <PersonFields detail={detail} errors={errors} onChange={set} />
        <NewSecretField
          label="Your password"
          secret={password}
          tried={tried}
          hint={`At least ${leastPassphraseLength} characters. It says who you are; what opens the house is chosen next.`}
        />
      </FormGroup>
    </StepForm>
  );
}

interface FieldsProps {
  detail: Detail;
  errors: DetailError;
  onChange: (change: Partial<Detail>) => void;
}

function OrganisationFields({ detail, errors, onChange }: FieldsProps) {
  return (
    <FormGroup title="The organisation">
      <TextField
        label="Name"
        hint="Whose vaults these are. It stands in the title of every page."
        value={detail.organisation}
        autoFocus
        error={errors.organisation}
        onChange={(event) => onChange({ organisation: event.target.value })}
      />
      <Pair>
        <TextField
          label="First subscription"
          value={detail.subscription}
          error={errors.subscription}
          onChange={(event) => onChange({ subscription: event.target.value })}
        />
        <TextField
          label="First resource group"
          value={detail.resourceGroup}
          error={errors.resourceGroup}
          onChange={(event) => onChange({ resourceGroup: event.target.value })}
        />
      </Pair>
      <Typography variant="caption" sx={{ color: 'text.tertiary', mt: -2 }}>
        Vaults are filed under a subscription and a resource group, as in Azure. Both can stay as they are.
      </Typography>
    </FormGroup>
  );
}

function PersonFields({ detail, errors, onChange }: FieldsProps) {
  // The suggestion follows the name until someone writes another.
  const nameYourself = (displayName: string) => {
    const followed = detail.name === suggestName(detail.displayName);
    onChange({ displayName, ...(followed ? { name: suggestName(displayName) } : {}) });
  };
  return (
    <Pair>
      <TextField
        label="Your name"
        value={detail.displayName}
        error={errors.displayName}
        onChange={(event) => nameYourself(event.target.value)}
      />
      <TextField
        label="Name to sign in with"
        value={detail.name}
        error={errors.name}
        onChange={(event) => onChange({ name: event.target.value })}
      />
    </Pair>
  );
}

const Pair = ({ children }: { children: ReactNode }) => (
  <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(200px, 1fr))', gap: 4, alignItems: 'start' }}>{children}</Box>
);
