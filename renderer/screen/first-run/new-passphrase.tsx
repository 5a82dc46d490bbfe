import Box from '@mui/material/Box';
import { PassphraseField } from '../unlock/passphrase-field.tsx';
import type { SecretDraft } from '../unlock/secret-draft.ts';
import { StrengthMeter } from './strength-meter.tsx';
import { estimateStrength, leastPassphraseLength, type Strength } from './strength.ts';

/** What is wrong with a new passphrase; `strength` is what the meter found. */
export function newPassphraseError(draft: SecretDraft, strength: Strength | undefined): string | undefined {
  if (draft.length < leastPassphraseLength) return `Use at least ${leastPassphraseLength} characters.`;
  return strength?.level === 'guessable' ? 'This one is guessed at once. Choose another.' : undefined;
}

interface NewPassphraseProps {
  label: string;
  draft: SecretDraft;
  again: SecretDraft;
  /** Whether to say what is wrong: not before the person tried to go on. */
  tried: boolean;
  /** What the meter found; the caller keeps it, because the field may go and come back. */
  strength: Strength | undefined;
  onStrength: (strength: Strength | undefined) => void;
}

/** A new passphrase, entered twice, with an estimate of what it is worth. */
export function NewPassphrase({ label, draft, again, tried, strength, onStrength }: NewPassphraseProps) {
  const judge = (text: string) => onStrength(text === '' ? undefined : estimateStrength(text));
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(220px, 1fr))', gap: 4, alignItems: 'start' }}>
      <Box>
        <PassphraseField
          label={label}
          draft={draft}
          autoComplete="new-password"
          onText={judge}
          error={tried ? newPassphraseError(draft, strength) : undefined}
        />
        <StrengthMeter length={draft.length} strength={strength} />
      </Box>
      <PassphraseField
        label={`${label} again`}
        draft={again}
        autoComplete="new-password"
        error={tried && !draft.equals(again) ? 'The two are not the same.' : undefined}
      />
    </Box>
  );
}
