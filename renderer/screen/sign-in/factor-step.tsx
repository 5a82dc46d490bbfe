import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { IconFingerprint } from '@tabler/icons-react';
import type { SyntheticEvent } from 'react';
import type { FactorKind } from '../../../app/contract/person.ts';
import { passkeyPlace } from '../../api/passkey.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { Banner } from '../../component/banner.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { AttemptWait } from '../unlock/attempt-wait.tsx';
import { waitReason } from '../unlock/unlock-form.ts';
import { CodeField } from './code-field.tsx';
import { SecretCodeField } from './secret-code-field.tsx';
import { useProve } from './use-prove.ts';
import type { FactorAsked } from './use-sign-in.ts';

const otherWay: Record<FactorKind, string> = {
  totp: 'Use the code of an app',
  passkey: 'Use a passkey or security key',
  'recovery-code': 'Use a recovery code',
};

interface FactorStepProps {
  asked: FactorAsked;
  /** It took too long: the password is asked for again. */
  onExpired: () => void;
  onBack: () => void;
}

/** What shows beside the password that it is oneself: a code, a passkey, or one of the codes kept for an emergency. */
export function FactorStep({ asked, onExpired, onBack }: FactorStepProps) {
  const proving = useProve(asked, onExpired);
  const { kind, kinds, choose, attempt } = proving;
  const press = (event: SyntheticEvent) => {
    event.preventDefault();
    proving.submit();
  };
  return (
    <Box component="form" noValidate onSubmit={press} sx={{ display: 'flex', flexDirection: 'column', gap: 4 }}>
      <Proof proving={proving} />
      <FailureBanner error={proving.failure} />
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 4 }}>
        <ActionButton
          type="submit"
          key={kind}
          autoFocus={kind === 'passkey'}
          variant="contained"
          color="primary"
          busy={attempt.busy}
          unavailable={waitReason(attempt.left) ?? (kind === 'passkey' ? passkeyPlace() : undefined)}
          startIcon={kind === 'passkey' ? <IconFingerprint /> : undefined}
        >
          {kind === 'passkey' ? 'Use the passkey' : 'Continue'}
        </ActionButton>
        <AttemptWait left={attempt.left} waited={attempt.waited} />
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, ml: -2 }}>
        {kinds
          .filter((other) => other !== kind)
          .map((other) => (
            <Button key={other} variant="text" color="primary" onClick={() => choose(other)}>
              {otherWay[other]}
            </Button>
          ))}
        <Button variant="text" color="primary" onClick={onBack}>
          Start over
        </Button>
      </Box>
    </Box>
  );
}

function Proof({ proving: { kind, code, attempt, problem, send } }: { proving: ReturnType<typeof useProve> }) {
  switch (kind) {
    case 'totp':
      return (
        <CodeField
          key={kind}
          label="Code"
          draft={code}
          autoFocus
          readOnly={attempt.busy}
          error={problem}
          hint="Six digits from your authenticator app. A new one comes every 30 seconds."
          onFull={() => void send()}
        />
      );
    case 'passkey':
      return (
        <>
          <Box>Confirm with this device, your phone, or a security key.</Box>
          {problem !== undefined && <Banner kind="danger">{problem}</Banner>}
        </>
      );
    case 'recovery-code':
      return (
        <SecretCodeField
          key={kind}
          label="Recovery code"
          draft={code}
          autoFocus
          readOnly={attempt.busy}
          error={problem}
          hint="One of the codes that you kept for an emergency. Each works once."
        />
      );
  }
}
