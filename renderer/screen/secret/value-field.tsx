import { styled } from '@mui/material/styles';
import { mostValueBytes } from '../../../app/contract/secret.ts';
import { Field } from '../../component/field.tsx';
import type { ValueDraft } from './value-draft.ts';

const Area = styled('textarea')(({ theme }) => ({
  ...theme.typography.mono,
  minHeight: 120,
  maxHeight: 360,
  resize: 'vertical',
  padding: '8px 10px',
  color: theme.vars.palette.text.primary,
  background: theme.vars.palette.background.raised,
  border: `1px solid ${theme.vars.palette.line.control}`,
  borderRadius: theme.shape.borderRadius,
  '&[aria-invalid]': { borderColor: theme.vars.palette.danger.main },
}));

interface ValueFieldProps {
  value: ValueDraft;
  error: string | undefined;
  onTyped: () => void;
  autoFocus?: boolean;
}

const counted = (bytes: number) => `${bytes.toLocaleString('en')} of ${mostValueBytes.toLocaleString('en')} bytes`;

/** Where a value is written: several lines, any characters. What is typed stays in the element. */
export function ValueField({ value, error, onTyped, autoFocus = false }: ValueFieldProps) {
  return (
    <Field
      label="Value"
      aside={counted(value.sizeBytes)}
      error={error}
      hint="Several lines and any characters are kept as typed; line ends become single line feeds."
    >
      {(control) => (
        <Area
          {...control}
          ref={value.area}
          autoComplete="off"
          autoCorrect="off"
          autoCapitalize="off"
          spellCheck={false}
          autoFocus={autoFocus}
          onChange={() => {
            value.count();
            onTyped();
          }}
        />
      )}
    </Field>
  );
}
