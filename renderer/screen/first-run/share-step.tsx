import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { isVaultError } from '../../../app/contract/vault-error.ts';
import { Banner } from '../../component/banner.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { ShareField } from '../unlock/share-field.tsx';
import { FormGroup } from './form-group.tsx';
import { ShareList } from './share-list.tsx';
import type { SheetFact } from './share-sheet.tsx';
import { StepForm } from './step-form.tsx';
import type { Setup } from './use-setup.ts';

interface ShareStepProps {
  setup: Setup;
  /** Undefined where the person chose no shares. */
  shares: readonly Uint8Array[] | undefined;
  fact: SheetFact | undefined;
  busy: boolean;
  error: unknown;
  note: string;
  onBack: () => void;
  onNext: () => void;
}

const checkError = (error: unknown): string | undefined => {
  if (isVaultError(error, 'ShareInvalid'))
    return 'This is not as printed: its check doesn’t match. Compare it with the sheet, character by character.';
  if (isVaultError(error, 'ShareForeign'))
    return 'This share is sound but belongs to another set, perhaps from an earlier attempt. Enter one of these.';
  return undefined;
};

/** Step 3: the shares leave the screen for paper, and one comes back to prove it. */
export function ShareStep({ setup, shares, fact, busy, error, note, onBack, onNext }: ShareStepProps) {
  const [tried, setTried] = useState(false);
  const { shareCheck } = setup;
  const withShares = shares !== undefined && fact !== undefined;
  const fieldError =
    checkError(error) ?? (tried && shareCheck.length === 0 ? 'Enter one of the shares, from its sheet or file.' : undefined);
  const next = () => {
    setTried(true);
    const sound = !withShares || shareCheck.length > 0;
    if (sound) onNext();
    return sound;
  };
  return (
    <StepForm onBack={onBack} onNext={next} nextLabel="Create the house" busy={busy} note={note}>
      {withShares ? (
        <>
          <FormGroup title="Keep them">
            <Typography sx={{ color: 'text.secondary', mt: -2 }}>
              They are shown this once. Paper is best; a file should go to a stick at once. The clipboard is no place for them: other
              programs read it.
            </Typography>
            <ShareList shares={shares} fact={fact} />
          </FormGroup>
          <FormGroup title="Prove it">
            <ShareField
              label="Enter one of them again"
              draft={shareCheck}
              error={fieldError}
              hint="Any one. Spaces, line breaks and capitals make no difference."
              readOnly={busy}
            />
          </FormGroup>
        </>
      ) : (
        <Banner kind="notice">
          No recovery shares were chosen, so there is nothing to save. They can be made at any time under Settings.
        </Banner>
      )}
      {checkError(error) === undefined && <FailureBanner error={error} />}
    </StepForm>
  );
}
