import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import OutlinedInput from '@mui/material/OutlinedInput';
import { valueForms, type ValueForm } from '../../../app/contract/value-form.ts';
import { Field } from '../../component/field.tsx';

interface ContentTypeFieldProps {
  value: string;
  error: string | undefined;
  onChange: (contentType: string) => void;
}

const options: readonly ValueForm[] = valueForms;

/** What kind of value it is: one of the known forms, or any other words. */
export function ContentTypeField({ value, error, onChange }: ContentTypeFieldProps) {
  return (
    <Field
      label="Content type"
      aside="optional"
      error={error}
      hint="Tells applications how to read the value; not secret. The form of a known type is checked while you write."
    >
      {(control) => (
        <Autocomplete
          id={control.id}
          freeSolo
          // Inside the panel, so that it is part of the dialog for who listens.
          disablePortal
          slotProps={{ listbox: { sx: { maxHeight: 264 } } }}
          options={options}
          inputValue={value}
          onInputChange={(_event, next) => onChange(next)}
          value={null}
          getOptionLabel={(option) => (typeof option === 'string' ? option : option.contentType)}
          getOptionKey={(option) => (typeof option === 'string' ? option : option.contentType)}
          filterOptions={(all, { inputValue }) => matching(all, inputValue)}
          renderOption={({ key, ...props }, option) => (
            <Box component="li" key={key} {...props} sx={{ display: 'flex', gap: 3 }}>
              <Box component="span" sx={{ flex: 1 }}>
                {option.name}
              </Box>
              <Box component="span" sx={{ color: 'text.tertiary' }}>
                {option.contentType}
              </Box>
            </Box>
          )}
          renderInput={(params) => (
            <OutlinedInput
              ref={params.slotProps.input.ref}
              endAdornment={params.slotProps.input.endAdornment}
              inputProps={{ ...params.slotProps.htmlInput, ...control, maxLength: 255 }}
              placeholder="text/plain"
              fullWidth
              error={error !== undefined}
            />
          )}
        />
      )}
    </Field>
  );
}

/** All of them until one is being looked for: a type that stands there already hides none. */
function matching(all: ValueForm[], typed: string): ValueForm[] {
  const text = typed.trim().toLowerCase();
  if (all.some((form) => form.contentType === text)) return all;
  return all.filter((form) => `${form.name} ${form.contentType}`.toLowerCase().includes(text));
}
