import Box from '@mui/material/Box';
import Radio from '@mui/material/Radio';
import { useId } from 'react';
import { useShell, useShellState } from '../../api/shell-context.tsx';
import { Section } from '../../component/section.tsx';

const choices = [
  { value: 'system', label: 'As the computer' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const;

/** Light or dark; kept by the shell for this computer. */
export function AppearanceSection() {
  const shell = useShell();
  const { appearance } = useShellState().preference;
  const name = useId();
  return (
    <Section title="Appearance">
      <Box role="radiogroup" aria-label="Appearance" sx={{ display: 'flex', gap: 6 }}>
        {choices.map(({ value, label }) => (
          <Box component="label" key={value} sx={{ display: 'inline-flex', gap: 1.5, alignItems: 'center', minHeight: 32 }}>
            <Radio size="small" name={name} checked={appearance === value} onChange={() => shell.setPreference({ appearance: value })} />
            {label}
          </Box>
        ))}
      </Box>
    </Section>
  );
}
