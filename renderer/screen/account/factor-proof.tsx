import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { isVaultError } from '../../../app/contract/vault-error.ts';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { TextField } from '../../component/text-field.tsx';
import { CodeField } from '../sign-in/code-field.tsx';
import { SecretCodeField } from '../sign-in/secret-code-field.tsx';
import { AttemptWait } from '../unlock/attempt-wait.tsx';
import { secretInGroups } from './otp-uri.ts';
import { QrPicture } from './qr-picture.tsx';
import { RecoveryCodeList } from './recovery-code-list.tsx';
import type { FactorSetup } from './use-factor-setup.ts';

interface FactorProofProps {
  setup: FactorSetup;
  /** Whose they are, for the paper with recovery codes. */
  person: string;
}

/** What the engine drew, and the way to prove that it arrived where it belongs. */
export function FactorProof({ setup, person }: FactorProofProps) {
  const { begun, proving } = setup;
  const unproved = isVaultError(proving.error, 'FactorUnproved') || isVaultError(proving.error, 'SignInFailed');
  return (
    <>
      {begun?.kind === 'totp' && <AppProof setup={setup} uri={begun.uri} unproved={unproved} />}
      {begun?.kind === 'passkey' && <PasskeyProof setup={setup} />}
      {begun?.kind === 'recovery-code' && <CodeProof setup={setup} codes={begun.codes} person={person} unproved={unproved} />}
      {(!unproved || begun?.kind === 'passkey') && <FailureBanner error={proving.error} />}
      <AttemptWait left={proving.left} waited={proving.waited} />
    </>
  );
}

/** What is to be done first; its title takes the focus, so that whoever listens hears that there is something new. */
function Step({ title, children }: { title: string; children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
      <Typography component="h2" ref={heading} tabIndex={-1} sx={{ fontWeight: 600 }}>
        {title}
      </Typography>
      {children}
    </Box>
  );
}

function LabelField({ setup, hint }: { setup: FactorSetup; hint: string }) {
  return (
    <TextField
      label="Label"
      hint={hint}
      value={setup.label}
      onChange={(event) => setup.setLabel(event.target.value)}
      inputProps={{ maxLength: 100 }}
    />
  );
}

function AppProof({ setup, uri, unproved }: { setup: FactorSetup; uri: Uint8Array; unproved: boolean }) {
  return (
    <>
      <Step title="Let the app read this code">
        <QrPicture content={uri} label="QR code for the authenticator app" />
        <Typography sx={{ color: 'text.secondary' }}>Or type this into it:</Typography>
        <Typography variant="mono" data-selectable sx={{ overflowWrap: 'anywhere' }}>
          {secretInGroups(uri)}
        </Typography>
      </Step>
      <LabelField setup={setup} hint="Which phone or app it is, to tell it from others." />
      <CodeField
        label="Code that the app shows"
        draft={setup.code}
        readOnly={setup.proving.busy}
        error={unproved ? 'This is not the code that belongs to it. Compare the clock of the phone with that of this computer.' : undefined}
        hint="Six digits. Only when one was right does signing in ask for it."
        onFull={() => void setup.prove()}
      />
    </>
  );
}

function PasskeyProof({ setup }: { setup: FactorSetup }) {
  return (
    <>
      <Step title="Say which one it is">
        <Typography sx={{ color: 'text.secondary' }}>
          The system asks where to keep it: this device, a phone, or a security key. It proves that you are there without giving away
          anything.
        </Typography>
      </Step>
      <LabelField setup={setup} hint="Which device or key it is, to tell it from others." />
    </>
  );
}

interface CodeProofProps {
  setup: FactorSetup;
  codes: readonly Uint8Array[];
  person: string;
  unproved: boolean;
}

function CodeProof({ setup, codes, person, unproved }: CodeProofProps) {
  const [preparedOn] = useState(() => Date.now());
  return (
    <>
      <Step title="Keep them">
        <Typography sx={{ color: 'text.secondary' }}>
          They are shown this once, and replace those of before. Each signs you in once when the phone is lost. Paper is best.
        </Typography>
        <RecoveryCodeList codes={codes} person={person} preparedOn={preparedOn} />
      </Step>
      <SecretCodeField
        label="Enter one of them"
        draft={setup.code}
        readOnly={setup.proving.busy}
        error={unproved ? 'This is none of them. Compare it character by character.' : undefined}
        hint="To show that you kept them. Spaces, hyphens and capitals make no difference."
      />
    </>
  );
}
