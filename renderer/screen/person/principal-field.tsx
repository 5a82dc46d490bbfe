import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import OutlinedInput from '@mui/material/OutlinedInput';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useClient } from '../../api/client-context.tsx';
import { groupListQuery, personListQuery } from '../../api/person-query.ts';
import { Field } from '../../component/field.tsx';
import { PrincipalSign } from '../../component/principal-sign.tsx';

/** Somebody, or a group of them. */
export interface Principal {
  readonly id: string;
  readonly kind: 'person' | 'group';
  readonly name: string;
  /** What tells two of one name apart: the sign-in name, what a group is for. */
  readonly hint: string;
}

interface PrincipalFieldProps {
  label: string;
  hint: string;
  error?: string | undefined;
  kinds: readonly Principal['kind'][];
  /** Ids that can't be chosen: those that are in already. */
  without?: readonly string[];
  chosen: readonly Principal[];
  onChange: (chosen: readonly Principal[]) => void;
}

/** Found at once while a name is typed. */
const mostFound = 8;

/** Chooses people and groups, completed from their names. */
export function PrincipalField({ label, hint, error, kinds, without = [], chosen, onChange }: PrincipalFieldProps) {
  const [text, setText] = useState('');
  const found = useFound(useDeferredValue(text), kinds).filter(({ id }) => !without.includes(id) && !chosen.some((it) => it.id === id));
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <Autocomplete
          id={control.id}
          multiple
          disablePortal
          autoHighlight
          slotProps={{ paper: { sx: { border: 1, borderColor: 'line.strong' } }, chip: { sx: { borderRadius: 1 } } }}
          options={found}
          filterOptions={(all) => all}
          inputValue={text}
          onInputChange={(_event, next) => setText(next)}
          value={[...chosen]}
          onChange={(_event, next) => onChange(next)}
          getOptionLabel={({ name }) => name}
          getOptionKey={({ id }) => id}
          isOptionEqualToValue={(option, value) => option.id === value.id}
          noOptionsText={text.trim() === '' ? 'Type part of a name.' : 'Nobody of that name.'}
          renderOption={({ key, ...props }, option) => (
            <Box component="li" key={key} {...props} sx={{ display: 'flex', gap: 2 }}>
              <PrincipalSign kind={option.kind} />
              <Box component="span" sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
                {option.name}
              </Box>
              <Box component="span" sx={{ color: 'text.tertiary' }}>
                {option.hint}
              </Box>
            </Box>
          )}
          renderInput={(params) => (
            <OutlinedInput
              ref={params.slotProps.input.ref}
              startAdornment={params.slotProps.input.startAdornment}
              endAdornment={params.slotProps.input.endAdornment}
              inputProps={{ ...params.slotProps.htmlInput, ...control, maxLength: 100, spellCheck: false }}
              fullWidth
              error={error !== undefined}
              sx={{
                flexWrap: 'wrap',
                gap: 1,
                height: 'auto',
                minHeight: 32,
                py: 0.5,
                '& input': { minWidth: 120, width: 'auto', flex: 1 },
              }}
            />
          )}
        />
      )}
    </Field>
  );
}

/** People and groups whose name holds a text; what fitted before stays until the answer is there. */
function useFound(text: string, kinds: readonly Principal['kind'][]): readonly Principal[] {
  const client = useClient();
  const people = useInfiniteQuery({
    ...personListQuery(client, { text, state: undefined }),
    enabled: kinds.includes('person'),
    placeholderData: keepPreviousData,
  });
  const groups = useInfiniteQuery({ ...groupListQuery(client, text), enabled: kinds.includes('group'), placeholderData: keepPreviousData });
  const first = [
    ...(groups.data?.pages[0]?.items ?? []).map(({ id, name, description }) => ({ id, kind: 'group', name, hint: description }) as const),
    ...(people.data?.pages[0]?.items ?? []).map(
      ({ id, displayName, name }) => ({ id, kind: 'person', name: displayName, hint: name }) as const,
    ),
  ];
  return first.slice(0, mostFound);
}
