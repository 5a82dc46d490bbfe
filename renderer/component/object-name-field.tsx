import Autocomplete from '@mui/material/Autocomplete';
import OutlinedInput from '@mui/material/OutlinedInput';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { useClient } from '../api/client-context.tsx';
import { objectNameQuery, type ObjectKind } from '../api/object-name-query.ts';
import { Field } from './field.tsx';

interface ObjectNameFieldProps {
  kind: ObjectKind;
  label: string;
  hint: string;
  aside?: string;
  /** Empty while none is chosen. */
  vault: string;
  value: string;
  onChange: (name: string) => void;
}

/** Characters that no name of a secret or key has: left out as they are typed, so that a name never reaches further than itself. */
const foreign = /[^a-z0-9-]/gi;

/** Which secret or key of a vault, completed from its name; who may not see what is in the vault types it. */
export function ObjectNameField({ kind, vault, value, onChange, ...rest }: ObjectNameFieldProps) {
  const { data } = useQuery({
    ...objectNameQuery(useClient(), { kind, vault, text: useDeferredValue(value) }),
    enabled: vault !== '',
    placeholderData: keepPreviousData,
  });
  return (
    <Field {...rest}>
      {(control) => (
        <Autocomplete
          id={control.id}
          freeSolo
          disablePortal
          options={data ?? []}
          filterOptions={(all) => all}
          value={value}
          inputValue={value}
          onInputChange={(_event, next) => onChange(next.replace(foreign, ''))}
          renderInput={(params) => (
            <OutlinedInput
              ref={params.slotProps.input.ref}
              endAdornment={params.slotProps.input.endAdornment}
              inputProps={{ ...params.slotProps.htmlInput, ...control, maxLength: 127, spellCheck: false }}
              fullWidth
            />
          )}
        />
      )}
    </Field>
  );
}
