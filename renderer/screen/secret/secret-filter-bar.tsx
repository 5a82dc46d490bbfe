import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import OutlinedInput from '@mui/material/OutlinedInput';
import { IconSearch } from '@tabler/icons-react';
import { useRef, type KeyboardEvent } from 'react';
import type { SecretQuery } from '../../../app/contract/search.ts';
import { ConditionChip } from '../../component/condition-chip.tsx';
import { useAction } from '../action/use-action.ts';
import { AddCondition } from './add-condition.tsx';
import { conditionsOf, takeConditions } from './condition.ts';
import { useTyped } from './use-typed.ts';

interface SecretFilterBarProps {
  query: SecretQuery;
  onQuery: (query: SecretQuery) => void;
  /** Goes from the field to the rows. */
  onRows: () => void;
  /** A condition that belongs to the place and can't be taken away. */
  without?: 'vault';
}

const takeNow = (text: string, query: SecretQuery) => takeConditions(text, query, Date.now());

/** What the list is narrowed to: words that are looked for as one types, and conditions, typed (`state:expired`) or chosen. */
export function SecretFilterBar({ query, onQuery, onRows, without }: SecretFilterBarProps) {
  const field = useRef<HTMLInputElement>(null);
  useAction('list.filter', { run: () => field.current?.select() });
  const { text, setText, flush } = useTyped(query.text ?? '', (next) => onQuery({ ...query, text: next }));
  const conditions = conditionsOf(query).filter((condition) => condition.field !== without);
  const change = (typed: string) => {
    // A condition is finished by the blank after it.
    const taken = /\s$/.test(typed) ? takeNow(typed, query) : undefined;
    if (taken && taken.query !== query) take(taken);
    else setText(typed);
  };
  const take = (taken: { text: string; query: SecretQuery }) => {
    flush(taken.text);
    onQuery({ ...taken.query, text: taken.text });
  };
  const press = (event: KeyboardEvent) => {
    const last = conditions.at(-1);
    if (event.key === 'Enter') take(takeNow(text, query));
    else if (event.key === 'Backspace' && text === '' && last) onQuery(last.without);
    else if (event.key === 'ArrowDown') onRows();
    else if (event.key === 'Escape' && text !== '') change('');
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const filtered = conditions.length > 0 || text !== '';
  return (
    <Box
      role="search"
      aria-label="Filter the secrets"
      sx={{ display: 'flex', alignItems: 'center', gap: 2, flex: 1, minWidth: 0, overflowX: 'auto', p: 1, m: -1 }}
    >
      <OutlinedInput
        inputRef={field}
        value={text}
        onChange={(event) => change(event.target.value)}
        onKeyDown={press}
        placeholder="Name, tag, type or state:expired"
        startAdornment={<Box component={IconSearch} aria-hidden="true" sx={{ color: 'text.tertiary' }} />}
        inputProps={{ 'aria-label': 'Search secrets', maxLength: 200, spellCheck: false, autoComplete: 'off' }}
        sx={{ width: 280, pl: 2, flexShrink: 0 }}
      />
      {conditions.map((condition) => (
        <ConditionChip key={condition.key} field={condition.field} value={condition.value} onRemove={() => onQuery(condition.without)} />
      ))}
      <AddCondition query={query} onQuery={onQuery} without={without} />
      {filtered && (
        <Button
          variant="text"
          onClick={() => {
            flush('');
            onQuery(without === 'vault' && query.vault ? { vault: query.vault } : {});
          }}
        >
          Clear
        </Button>
      )}
    </Box>
  );
}
