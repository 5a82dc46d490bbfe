import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { PassphraseField } from '../unlock/passphrase-field.tsx';
import { StrengthMeter } from './strength-meter.tsx';
import { estimateStrength } from './strength.ts';
import type { NewSecret } from './use-new-secret.ts';

interface NewSecretFieldProps {
  label: string;
  secret: NewSecret;
  /** Whether to say what is wrong: not before the person tried to go on. */
  tried: boolean;
  /** Whether to show what it is worth against someone who has the file. */
  measured?: boolean;
  hint?: ReactNode;
  readOnly?: boolean;
}

/** A new passphrase or password, entered twice. */
export function NewSecretField({ label, secret, tried, measured = false, hint, readOnly = false }: NewSecretFieldProps) {
  const judge = (text: string) => secret.judge(text === '' ? undefined : estimateStrength(text));
  return (
    <Box
      sx={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(200px, 1fr))', columnGap: 4, rowGap: 3, alignItems: 'start' }}
    >
      <Box>
        <PassphraseField
          label={label}
          draft={secret.draft}
          autoComplete="new-password"
          onText={judge}
          error={tried ? secret.error : undefined}
          hint={hint}
          readOnly={readOnly}
        />
        {measured && <StrengthMeter length={secret.draft.length} strength={secret.strength} />}
      </Box>
      <PassphraseField
        label={`${label} again`}
        draft={secret.again}
        autoComplete="new-password"
        error={tried ? secret.againError : undefined}
        readOnly={readOnly}
      />
    </Box>
  );
}
