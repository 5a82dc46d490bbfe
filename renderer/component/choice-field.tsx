import Box from '@mui/material/Box';
import Radio from '@mui/material/Radio';
import Typography from '@mui/material/Typography';
import { useId } from 'react';

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** What it means to choose it. */
  readonly hint?: string;
  /** Why it can't be chosen. */
  readonly refused?: string | undefined;
}

interface ChoiceFieldProps<Value extends string> {
  label: string;
  choices: readonly Choice<Value>[];
  value: Value;
  onChange: (value: Value) => void;
}

/** One of a few, each with what it means under it. */
export function ChoiceField<Value extends string>({ label, choices, value, onChange }: ChoiceFieldProps<Value>) {
  const id = useId();
  return (
    <Box component="fieldset" sx={{ m: 0, p: 0, border: 0, minWidth: 0, display: 'flex', flexDirection: 'column', gap: 2 }}>
      <Box component="legend" sx={{ p: 0, mb: 2, fontWeight: 500 }}>
        {label}
      </Box>
      {choices.map((it) => (
        <Box key={it.value} sx={{ display: 'flex', gap: 2, alignItems: 'flex-start' }}>
          <Radio
            id={`${id}-${it.value}`}
            name={id}
            size="small"
            checked={value === it.value}
            disabled={it.refused !== undefined}
            onChange={() => onChange(it.value)}
            slotProps={{ input: (it.refused ?? it.hint) === undefined ? {} : { 'aria-describedby': `${id}-${it.value}-hint` } }}
          />
          <Box sx={{ pt: '3px' }}>
            <Box component="label" htmlFor={`${id}-${it.value}`} sx={it.refused === undefined ? {} : { color: 'text.tertiary' }}>
              {it.label}
            </Box>
            <Typography id={`${id}-${it.value}-hint`} variant="caption" component="div" sx={{ color: 'text.tertiary', maxWidth: '80ch' }}>
              {it.refused ?? it.hint}
            </Typography>
          </Box>
        </Box>
      ))}
    </Box>
  );
}
