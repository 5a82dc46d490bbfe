import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import NativeSelect from '@mui/material/NativeSelect';
import OutlinedInput from '@mui/material/OutlinedInput';
import { IconSearch } from '@tabler/icons-react';
import { useRef } from 'react';
import { personState } from '../../../app/contract/person.ts';
import { useShortcut } from '../../component/shortcut.ts';
import type { PersonAsked } from '../../api/person-query.ts';

export const noPersonFilter: PersonAsked = { text: '', state: undefined };

export const isPersonFiltered = ({ text, state }: PersonAsked): boolean => text.trim() !== '' || state !== undefined;

const states = [
  ['active', 'Active'],
  ['invited', 'Invited'],
  ['disabled', 'Disabled'],
] as const;

interface PersonFilterBarProps {
  filter: PersonAsked;
  onChange: (filter: PersonAsked) => void;
}

/** What the list of people is narrowed to: part of a name, state. Ctrl+F goes to the name. */
export function PersonFilterBar({ filter, onChange }: PersonFilterBarProps) {
  const text = useRef<HTMLInputElement>(null);
  useShortcut({ 'ctrl+f': () => text.current?.focus() });
  const choose = (value: string) => {
    const state = personState.safeParse(value);
    onChange({ ...filter, state: state.success ? state.data : undefined });
  };
  return (
    <Box role="search" aria-label="Filter the people" sx={{ display: 'flex', alignItems: 'center', gap: 2, flexShrink: 0 }}>
      <OutlinedInput
        inputRef={text}
        value={filter.text}
        onChange={(event) => onChange({ ...filter, text: event.target.value })}
        placeholder="Part of a name"
        startAdornment={<Box component={IconSearch} aria-hidden="true" sx={{ color: 'text.tertiary' }} />}
        inputProps={{ 'aria-label': 'Part of a name', maxLength: 100, spellCheck: false, autoComplete: 'off' }}
        sx={{ width: 220, pl: 2, flexShrink: 0 }}
      />
      <NativeSelect
        value={filter.state ?? ''}
        onChange={(event) => choose(event.target.value)}
        input={<OutlinedInput />}
        inputProps={{ 'aria-label': 'State' }}
      >
        <option value="">Any state</option>
        {states.map(([state, name]) => (
          <option key={state} value={state}>
            {name}
          </option>
        ))}
      </NativeSelect>
      {isPersonFiltered(filter) && (
        <Button variant="text" onClick={() => onChange(noPersonFilter)}>
          Clear
        </Button>
      )}
    </Box>
  );
}
