import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import OutlinedInput from '@mui/material/OutlinedInput';
import { Field } from '../../component/field.tsx';
import type { Person } from './person-choice.tsx';

interface PersonNameFieldProps {
  people: readonly Person[];
  name: string;
  error: string | undefined;
  onName: (name: string) => void;
}

/** Names shown at once while one is typed. */
const mostNames = 8;

/** The name that one signs in with, completed from those of the people who may. */
export function PersonNameField({ people, name, error, onName }: PersonNameFieldProps) {
  return (
    <Field label="Sign-in name" error={error}>
      {(control) => (
        <Autocomplete
          id={control.id}
          freeSolo
          disablePortal
          options={people}
          inputValue={name}
          onInputChange={(_event, next) => onName(next)}
          value={null}
          getOptionLabel={(option) => (typeof option === 'string' ? option : option.name)}
          getOptionKey={(option) => (typeof option === 'string' ? option : option.name)}
          filterOptions={(all, { inputValue }) => matching(all, inputValue)}
          renderOption={({ key, ...props }, option) => (
            <Box component="li" key={key} {...props} sx={{ display: 'flex', gap: 3 }}>
              <Box component="span" sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
                {option.displayName}
              </Box>
              <Box component="span" sx={{ color: 'text.tertiary' }}>
                {option.name}
              </Box>
            </Box>
          )}
          renderInput={(params) => (
            <OutlinedInput
              ref={params.slotProps.input.ref}
              inputProps={{ ...params.slotProps.htmlInput, ...control, maxLength: 64, spellCheck: false, autoCapitalize: 'off' }}
              fullWidth
              error={error !== undefined}
            />
          )}
        />
      )}
    </Field>
  );
}

/** Every word that begins a part of the name counts: people are found by either of theirs. Nobody is listed before something is typed. */
function matching(all: Person[], typed: string): Person[] {
  const text = typed.trim().toLowerCase();
  if (text === '') return [];
  const found = all.filter(({ name, displayName }) => `${name} ${displayName}`.toLowerCase().includes(text));
  return found.some(({ name }) => name.toLowerCase() === text) ? [] : found.slice(0, mostNames);
}
