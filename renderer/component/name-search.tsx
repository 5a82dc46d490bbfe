import Box from '@mui/material/Box';
import OutlinedInput from '@mui/material/OutlinedInput';
import { IconSearch } from '@tabler/icons-react';
import { useRef } from 'react';
import { useShortcut } from './shortcut.ts';

interface NameSearchProps {
  /** What is narrowed: `Filter the groups`. */
  label: string;
  text: string;
  onText: (text: string) => void;
}

/** Narrows a list to names that hold a text. Ctrl+F goes there. */
export function NameSearch({ label, text, onText }: NameSearchProps) {
  const input = useRef<HTMLInputElement>(null);
  useShortcut({ 'ctrl+f': () => input.current?.focus() });
  return (
    <Box role="search" aria-label={label}>
      <OutlinedInput
        inputRef={input}
        value={text}
        onChange={(event) => onText(event.target.value)}
        placeholder="Part of a name"
        startAdornment={<Box component={IconSearch} aria-hidden="true" sx={{ color: 'text.tertiary' }} />}
        inputProps={{ 'aria-label': 'Part of a name', maxLength: 100, spellCheck: false, autoComplete: 'off' }}
        sx={{ width: 220, pl: 2 }}
      />
    </Box>
  );
}
