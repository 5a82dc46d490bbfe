import { reason as reasonShape } from '../../app/contract/vault.ts';
import { TextField } from './text-field.tsx';

/** Why a reason can't be sent as it stands. */
export const reasonStop = (reason: string): string | undefined =>
  reasonShape.safeParse(reason).success ? undefined : 'Give a reason of at least 3 characters first.';

interface ReasonFieldProps {
  value: string;
  onChange: (reason: string) => void;
  label?: string;
  /** Who reads it, and where it stays. */
  hint?: string;
  error?: string | undefined;
  autoFocus?: boolean;
}

/** Why somebody does what others will want to know the reason of. */
export function ReasonField({ value, onChange, label = 'Reason', hint = 'It stays in the log.', ...rest }: ReasonFieldProps) {
  return (
    <TextField
      {...rest}
      label={label}
      hint={hint}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      inputProps={{ maxLength: 500 }}
    />
  );
}
