import Autocomplete from '@mui/material/Autocomplete';
import OutlinedInput from '@mui/material/OutlinedInput';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { useClient } from '../api/client-context.tsx';
import { vaultSecretQuery } from '../api/query.ts';
import { Field } from './field.tsx';

interface SecretNameFieldProps {
  label: string;
  hint: string;
  aside?: string;
  /** Empty while none is chosen. */
  vault: string;
  value: string;
  onChange: (name: string) => void;
}

/** Characters that no name of a secret has: left out as they are typed, so that a name never reaches further than itself. */
const foreign = /[^a-z0-9-]/gi;

/** Which secret of a vault, completed from its name; who may not see what is in the vault types it. */
export function SecretNameField({ vault, value, onChange, ...rest }: SecretNameFieldProps) {
  const { data } = useQuery({
    ...vaultSecretQuery(useClient(), vault, useDeferredValue(value)),
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
          slotProps={{ paper: { sx: { border: 1, borderColor: 'line.strong' } } }}
          options={data?.items.map(({ name }) => name) ?? []}
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
