import Box from '@mui/material/Box';
import { useId, useState, type ReactNode, type SyntheticEvent } from 'react';
import type { Factor, FactorKind } from '../../../app/contract/person.ts';
import { isVaultError } from '../../../app/contract/vault-error.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { OwnPassword } from '../setting/own-password.tsx';
import { codeDigits } from '../sign-in/code-field.tsx';
import { waitReason } from '../unlock/unlock-form.ts';
import { FactorProof } from './factor-proof.tsx';
import { useFactorSetup, type FactorSetup } from './use-factor-setup.ts';

interface FactorFormProps {
  kind: FactorKind;
  person: string;
  onDone: (factor: Factor) => void;
  /** Puts the form into its place: a panel, or a page of its own. */
  children: (parts: { readonly form: ReactNode; readonly button: ReactNode }) => ReactNode;
}

/** Sets up one second factor: the own password first, then what the engine drew, then the proof. */
export function FactorForm({ kind, person, onDone, children }: FactorFormProps) {
  const id = useId();
  const setup = useFactorSetup(kind, onDone);
  const [tried, setTried] = useState(false);
  const press = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (setup.begun) void setup.prove();
    else if (setup.password.length > 0 && setup.beginning.left === 0) void setup.begin();
  };
  const { beginning } = setup;
  const form = (
    <Box component="form" id={id} noValidate onSubmit={press} sx={{ display: 'flex', flexDirection: 'column', gap: 5 }}>
      {setup.begun ? (
        <FactorProof setup={setup} person={person} />
      ) : (
        <>
          <OwnPassword draft={setup.password} attempt={beginning} tried={tried} />
          {!isVaultError(beginning.error, 'SignInFailed') && <FailureBanner error={beginning.error} />}
        </>
      )}
    </Box>
  );
  const button = (
    <ActionButton
      type="submit"
      form={id}
      variant="contained"
      color="primary"
      busy={beginning.busy || setup.proving.busy}
      unavailable={waitReason(setup.begun ? setup.proving.left : beginning.left) ?? missing(setup)}
    >
      {setup.begun ? verb[kind] : 'Continue'}
    </ActionButton>
  );
  return children({ form, button });
}

const verb: Record<FactorKind, string> = {
  totp: 'Use it from now on',
  passkey: 'Make the passkey',
  'recovery-code': 'They are kept',
};

/** Why it can't be proved yet. */
function missing({ begun, code }: FactorSetup): string | undefined {
  if (begun?.kind === 'totp' && code.length < codeDigits) return 'Enter the six digits that the app shows.';
  if (begun?.kind === 'recovery-code' && code.length === 0) return 'Enter one of the codes first.';
  return undefined;
}
