import Checkbox from '@mui/material/Checkbox';
import { IconDeviceDesktop, IconForms, IconPuzzle, IconSquare, IconSquareCheckFilled } from '@tabler/icons-react';
import { useState } from 'react';
import { FieldError } from '../../component/field.tsx';
import { Meaning } from '../../component/meaning.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { NewSecretField } from './new-secret-field.tsx';
import { SlotCard } from './slot-card.tsx';
import { SplitChooser } from './split-chooser.tsx';
import { StepForm } from './step-form.tsx';
import { usualSplit, type KeychainTrust, type Setup } from './use-setup.ts';

interface SlotStepProps {
  setup: Setup;
  keychain: KeychainTrust;
  busy: boolean;
  error: unknown;
  note: string;
  onBack: () => void;
  onNext: () => void;
}

/** Step 2: the ways to unlock, at least two. */
export function SlotStep({ setup, keychain, busy, error, note, onBack, onNext }: SlotStepProps) {
  const [tried, setTried] = useState(false);
  const { choice, setChoice, passphrase } = setup;
  const single = choice.split === undefined && !choice.keychain;
  const next = () => {
    setTried(true);
    const sound = !single && passphrase.error === undefined && passphrase.againError === undefined;
    if (sound) onNext();
    return sound;
  };
  return (
    <StepForm onBack={onBack} onNext={next} nextLabel="Continue" busy={busy} note={note}>
      <SlotCard
        icon={<IconForms />}
        title="Passphrase"
        badge={<Meaning kind="ok">always</Meaning>}
        what="Typed by whoever opens the house."
        ifLost={{
          when: 'If it is forgotten',
          so: 'nobody can look it up. Any other way below still opens the house, and a new one is chosen then.',
        }}
      >
        <NewSecretField label="Passphrase" secret={passphrase} tried={tried} measured />
      </SlotCard>
      <SlotCard
        icon={<IconPuzzle />}
        title="Recovery shares"
        control={
          <Choose
            name="recovery shares"
            missing={tried && single}
            checked={choice.split !== undefined}
            onChange={(on) => setChoice({ ...choice, split: on ? usualSplit : undefined })}
          />
        }
        what="Pieces on paper, each kept by someone else or somewhere else."
        ifLost={{
          when: 'If some are lost',
          so: 'the rest still open the house while enough are left. Whoever gathers enough of them opens it too.',
        }}
      >
        {choice.split && <SplitChooser split={choice.split} onChange={(split) => setChoice({ ...choice, split })} />}
      </SlotCard>
      <KeychainCard trust={keychain} checked={choice.keychain} onChange={(on) => setChoice({ ...choice, keychain: on })} />
      {tried && single && (
        <FieldError>
          A passphrase alone can be forgotten: choose recovery shares{keychain === 'trusted' ? ' or the keychain' : ''} as well.
        </FieldError>
      )}
      <FailureBanner error={error} />
    </StepForm>
  );
}

interface ChooseProps {
  name: string;
  checked: boolean;
  /** Whether its being off is what is wrong. */
  missing?: boolean;
  onChange: (checked: boolean) => void;
}

function Choose({ name, checked, missing = false, onChange }: ChooseProps) {
  return (
    <Checkbox
      checked={checked}
      onChange={(event) => onChange(event.target.checked)}
      icon={<IconSquare />}
      checkedIcon={<IconSquareCheckFilled />}
      slotProps={{ input: { 'aria-label': `Use ${name}`, 'aria-invalid': missing || undefined } }}
    />
  );
}

const untrusted = {
  absent: 'No keychain answers on this computer, so there is none to use. It can be added later under Settings.',
  insecure: 'The keyring of this computer would store the key in clear, where any program could read it. It is not used.',
} as const;

function KeychainCard({ trust, checked, onChange }: { trust: KeychainTrust; checked: boolean; onChange: (checked: boolean) => void }) {
  return (
    <SlotCard
      icon={<IconDeviceDesktop />}
      title="Keychain of this computer"
      badge={
        trust === 'absent' ? (
          <Meaning kind="disabled">not here</Meaning>
        ) : trust === 'insecure' ? (
          <Meaning kind="danger">refused</Meaning>
        ) : undefined
      }
      control={trust === 'trusted' ? <Choose name="the keychain" checked={checked} onChange={onChange} /> : undefined}
      what={
        trust === 'trusted'
          ? 'Opens without typing while you are signed in to this computer: convenient, and as safe as that sign-in.'
          : untrusted[trust]
      }
      {...(trust === 'trusted' ? { ifLost: { when: 'If the computer is lost', so: 'any other way still opens the house.' } } : {})}
    />
  );
}
