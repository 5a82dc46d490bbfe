import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import OutlinedInput from '@mui/material/OutlinedInput';
import { keepPreviousData, useInfiniteQuery, type InfiniteData } from '@tanstack/react-query';
import { useDeferredValue, useMemo, useState } from 'react';
import { useMay } from '../../api/access-context.ts';
import { applicationListQuery } from '../../api/application-query.ts';
import { useClient } from '../../api/client-context.tsx';
import { groupListQuery, personListQuery } from '../../api/person-query.ts';
import { Field } from '../../component/field.tsx';
import { HomeBadge } from '../../component/home-badge.tsx';
import { PrincipalSign, type PrincipalKind } from '../../component/principal-sign.tsx';
import { stillFitting } from '../../component/still-fitting.ts';

/** A person, an application, or a group of them. */
export interface Principal {
  readonly id: string;
  readonly kind: PrincipalKind;
  readonly name: string;
  /** What tells two of one name apart: the sign-in name, what a group or an application is for. */
  readonly hint: string;
  /** The organisation that made an application, where that is another one. */
  readonly home?: string;
}

interface PrincipalFieldProps {
  label: string;
  hint: string;
  error?: string | undefined;
  kinds: readonly PrincipalKind[];
  /** Ids that can't be chosen: those that are in already. */
  without?: readonly string[];
  chosen: readonly Principal[];
  onChange: (chosen: readonly Principal[]) => void;
}

/** Found at once while a name is typed. */
const mostFound = 8;

/** The field grows with what is chosen. */
const manyLines = {
  flexWrap: 'wrap',
  gap: 1,
  height: 'auto',
  minHeight: 32,
  py: 0.5,
  '& input': { minWidth: 120, width: 'auto', flex: 1 },
};

/** Chooses people, groups and applications, completed from their names. */
export function PrincipalField({ label, hint, error, kinds, without = [], chosen, onChange }: PrincipalFieldProps) {
  const [text, setText] = useState('');
  const left = ({ id }: Principal) => !without.includes(id) && !chosen.some((it) => it.id === id);
  const asked = useDeferredValue(text);
  const { found, early } = useFound(asked, kinds);
  // The same as long as nothing else is chosen: another one takes away what is being typed.
  const value = useMemo(() => [...chosen], [chosen]);
  const options = someOf(found.map((ofKind) => (early || asked !== text ? stillFitting(ofKind, text) : ofKind).filter(left)));
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <Autocomplete
          id={control.id}
          multiple
          disablePortal
          autoHighlight
          slotProps={{ chip: { sx: { borderRadius: 1 } } }}
          options={options}
          filterOptions={(all) => all}
          inputValue={text}
          onInputChange={(_event, next) => setText(next)}
          value={value}
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
              {option.home !== undefined && <HomeBadge tenant={option.home} />}
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
              sx={manyLines}
            />
          )}
        />
      )}
    </Field>
  );
}

interface Found {
  readonly found: readonly (readonly Principal[])[];
  /** Whether some of it was found for an earlier text. */
  readonly early: boolean;
}

/** Whose name holds a text, by kind; what fitted before stays until the answer is there. Applications only for who may know of them. */
function useFound(text: string, kinds: readonly PrincipalKind[]): Found {
  const client = useClient();
  const mayList = useMay(kinds.includes('application') ? { operation: 'ApplicationList' } : undefined);
  const groups = useInfiniteQuery({ ...groupListQuery(client, text), enabled: kinds.includes('group'), placeholderData: keepPreviousData });
  const people = useInfiniteQuery({
    ...personListQuery(client, { text, state: undefined }),
    enabled: kinds.includes('person'),
    placeholderData: keepPreviousData,
  });
  const applications = useInfiniteQuery({
    ...applicationListQuery(client, text),
    enabled: mayList.state === 'yes',
    placeholderData: keepPreviousData,
  });
  const found: Found['found'] = [
    firstOf(groups).map(({ id, name, description }) => ({ id, kind: 'group', name, hint: description })),
    firstOf(people).map(({ id, displayName, name }) => ({ id, kind: 'person', name: displayName, hint: name })),
    firstOf(applications).map(({ id, name, description, home }) => ({
      id,
      kind: 'application',
      name,
      hint: description,
      ...(home && { home: home.tenant }),
    })),
  ];
  return { found, early: [groups, people, applications].some(({ isPlaceholderData }) => isPlaceholderData) };
}

const firstOf = <Item,>({ data }: { data: InfiniteData<{ items: readonly Item[] }> | undefined }): readonly Item[] =>
  data?.pages[0]?.items ?? [];

/** As many as are shown, by kind; taken from each in turn, so that many of one kind hide none of another. */
function someOf(found: readonly (readonly Principal[])[]): readonly Principal[] {
  const ranked = found.flatMap((ofKind, kind) => ofKind.map((principal, rank) => ({ principal, kind, rank })));
  const shown = ranked.toSorted((one, other) => one.rank - other.rank).slice(0, mostFound);
  return shown.toSorted((one, other) => one.kind - other.kind).map(({ principal }) => principal);
}
