import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useRef, type SyntheticEvent } from 'react';
import { ActionButton } from '../../component/action-button.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { TextField } from '../../component/text-field.tsx';
import { NewSecretField } from '../first-run/new-secret-field.tsx';
import { AttemptWait } from '../unlock/attempt-wait.tsx';
import { waitReason } from '../unlock/unlock-form.ts';
import { SecretCodeField } from './secret-code-field.tsx';
import { useAccept } from './use-accept.ts';
import type { FactorAsked } from './use-sign-in.ts';

interface InvitationStepProps {
  onFactor: (asked: FactorAsked, person: string) => void;
  onAccepted: (person: string) => void;
  onBack: () => void;
}

/** Who was invited proves it by the one-time code, and chooses the password. */
export function InvitationStep({ onFactor, onAccepted, onBack }: InvitationStepProps) {
  const accepting = useAccept({ onFactor, onAccepted });
  const { attempt } = accepting;
  const form = useRef<HTMLFormElement>(null);
  const press = (event: SyntheticEvent) => {
    event.preventDefault();
    // The marks of what is wrong are there after the next paint.
    if (!accepting.submit()) requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
  return (
    <Box component="form" ref={form} noValidate onSubmit={press} sx={{ display: 'flex', flexDirection: 'column', gap: 4 }}>
      <TextField
        label="Sign-in name"
        autoFocus
        value={accepting.typedName}
        error={accepting.nameError}
        hint="It stands beside the code that you were given."
        onChange={(event) => accepting.setTypedName(event.target.value)}
        inputProps={{ maxLength: 64 }}
      />
      <SecretCodeField
        label="One-time code"
        draft={accepting.code}
        readOnly={attempt.busy}
        error={accepting.codeError}
        hint="Spaces, hyphens and capitals make no difference."
      />
      <NewSecretField
        label="New password"
        secret={accepting.password}
        tried={accepting.tried}
        measured
        readOnly={attempt.busy}
        hint="Yours alone. Nobody can look it up, and whoever invited you doesn’t learn it."
      />
      <FailureBanner error={accepting.failure} />
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 4 }}>
        <ActionButton type="submit" variant="contained" color="primary" busy={attempt.busy} unavailable={waitReason(attempt.left)}>
          Set the password and sign in
        </ActionButton>
        <AttemptWait left={attempt.left} waited={attempt.waited} />
        <Box sx={{ flex: 1 }} />
        <Button variant="text" color="primary" onClick={onBack}>
          Back
        </Button>
      </Box>
    </Box>
  );
}
