import Autocomplete from '@mui/material/Autocomplete';
import OutlinedInput from '@mui/material/OutlinedInput';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { applicationListQuery } from '../../api/application-query.ts';
import { useMay } from '../../api/access-context.ts';
import { useClient } from '../../api/client-context.tsx';
import { Field } from '../../component/field.tsx';
import type { Connecting } from './use-connect.ts';

interface ApplicationFieldProps {
  value: Connecting | undefined;
  onChange: (application: Connecting | undefined) => void;
}

/** Which application, found by part of its name; who may not see them fills its client id in later. */
export function ApplicationField({ value, onChange }: ApplicationFieldProps) {
  const [text, setText] = useState(value?.name ?? '');
  const may = useMay({ operation: 'ApplicationList' });
  const asked = useDeferredValue(value?.name === text ? '' : text);
  const { data } = useInfiniteQuery({
    ...applicationListQuery(useClient(), asked),
    enabled: may.state === 'yes',
    placeholderData: keepPreviousData,
  });
  const refused = may.state === 'no';
  return (
    <Field
      label="Application"
      hint={
        refused
          ? 'Your roles don’t show applications: ask its administrator for the client id, and write it in its place below.'
          : 'It must have a credential, and a role on the vault: Key Vault Secrets User lets it read.'
      }
    >
      {(control) => (
        <Autocomplete
          id={control.id}
          disablePortal
          autoHighlight
          disabled={refused}
          options={data?.pages[0]?.items ?? []}
          filterOptions={(all) => all}
          getOptionLabel={({ name }) => name}
          getOptionKey={({ clientId }) => clientId}
          isOptionEqualToValue={(option, chosen) => option.clientId === chosen.clientId}
          value={value ?? null}
          onChange={(_event, next: Connecting | null) => onChange(next ?? undefined)}
          inputValue={text}
          onInputChange={(_event, next) => setText(next)}
          noOptionsText="No application of that name."
          renderInput={(params) => (
            <OutlinedInput
              ref={params.slotProps.input.ref}
              endAdornment={params.slotProps.input.endAdornment}
              inputProps={{ ...params.slotProps.htmlInput, ...control, maxLength: 100, spellCheck: false }}
              fullWidth
            />
          )}
        />
      )}
    </Field>
  );
}
