import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import OutlinedInput from '@mui/material/OutlinedInput';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import type { Assignment } from '../../../app/contract/access.ts';
import { useClient } from '../../api/client-context.tsx';
import { principalQuery } from '../../api/access-query.ts';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { Field } from '../../component/field.tsx';
import { stillFitting } from '../../component/still-fitting.ts';
import { Principal } from './assignment-column.tsx';

export type Who = Assignment['principal'];

interface PrincipalFieldProps {
  value: Who | undefined;
  onChange: (who: Who | undefined) => void;
}

/** A person, a group or an application, found by typing. */
export function PrincipalField({ value, onChange }: PrincipalFieldProps) {
  const [text, setText] = useState('');
  const asked = useDeferredValue(text);
  const { data, isFetching: busy, isPlaceholderData: early, error } = useQuery(principalQuery(useClient(), asked));
  const found = data?.items ?? [];
  const options = asked === text && !early ? found : stillFitting(found, text);
  return (
    <>
      <Field label="Who" hint="A person or an application, or a group: then everybody who is in it, now and later.">
        {(control) => (
          <Autocomplete
            id={control.id}
            options={options}
            value={value ?? null}
            loading={busy}
            // The engine found them; names of people may differ from what was typed.
            filterOptions={(all) => all}
            getOptionLabel={({ name }) => name}
            getOptionKey={({ id }) => id}
            isOptionEqualToValue={(option, of) => option.id === of.id}
            onChange={(_event, who) => onChange(who ?? undefined)}
            onInputChange={(_event, typed, why) => setText(why === 'input' ? typed : '')}
            noOptionsText="Nobody of that name"
            renderOption={({ key, ...props }, who) => (
              <Box component="li" key={key} {...props}>
                <Principal principal={who} />
              </Box>
            )}
            renderInput={(params) => (
              <OutlinedInput
                ref={params.slotProps.input.ref}
                endAdornment={params.slotProps.input.endAdornment}
                inputProps={{ ...params.slotProps.htmlInput, 'aria-describedby': control['aria-describedby'] }}
                fullWidth
                autoFocus
              />
            )}
          />
        )}
      </Field>
      <FailureBanner error={error} />
    </>
  );
}
