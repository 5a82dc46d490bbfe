import Box from '@mui/material/Box';
import OutlinedInput from '@mui/material/OutlinedInput';
import Paper from '@mui/material/Paper';
import Popper from '@mui/material/Popper';
import { IconSearch } from '@tabler/icons-react';
import { useId, useRef, useState, type KeyboardEvent } from 'react';
import type { LogFilter } from '../../../app/contract/log.ts';
import type { LogAsked } from '../../api/log-query.ts';
import { useAction } from '../action/use-action.ts';
import { readTyped, withTyped, type LabelOf } from './log-condition.ts';
import { SuggestionOption } from './suggestion-option.tsx';
import { useSuggestions, type Suggestion } from './use-suggestion.ts';

interface LogFilterFieldProps {
  asked: LogAsked;
  filter: LogFilter;
  labelOf: LabelOf;
  onFilter: (filter: LogFilter) => void;
  /** Takes the last condition away. */
  onBack: () => void;
  /** Goes from the field to the records. */
  onRows: () => void;
}

/** Conditions, typed: words, or a field and a value, completed from what the log holds. */
export function LogFilterField(props: LogFilterFieldProps) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [frame, setFrame] = useState<HTMLDivElement | null>(null);
  const { typed, open, at, suggestions, type, show, choose, press } = useFilterField(props);
  useAction('list.filter', { run: () => field.current?.select() });
  const shown = open && suggestions.length > 0;
  return (
    <Box ref={setFrame} sx={{ flex: '0 1 240px', minWidth: 120 }}>
      <OutlinedInput
        fullWidth
        inputRef={field}
        value={typed}
        onChange={(event) => type(event.target.value)}
        onFocus={() => show(typed !== '')}
        onBlur={() => show(false)}
        onClick={() => show(true)}
        onKeyDown={press}
        placeholder="Filter by field or text"
        startAdornment={<Box component={IconSearch} aria-hidden="true" sx={{ color: 'text.tertiary' }} />}
        inputProps={{
          role: 'combobox',
          'aria-label': 'Filter by field or text',
          'aria-expanded': shown,
          'aria-controls': shown ? `${id}-list` : undefined,
          'aria-autocomplete': 'list',
          'aria-activedescendant': shown && at >= 0 ? `${id}-${at}` : undefined,
          maxLength: 200,
          spellCheck: false,
          autoComplete: 'off',
        }}
        sx={{ pl: 2 }}
      />
      <Popper open={shown} anchorEl={frame} placement="bottom-start" sx={{ zIndex: 'modal' }}>
        <Paper
          id={`${id}-list`}
          role="listbox"
          aria-label="Completions"
          // The field keeps the focus.
          onMouseDown={(event) => event.preventDefault()}
          sx={{ mt: 1, p: 1, width: 380, maxWidth: '90vw', maxHeight: 420, overflow: 'auto', border: 1, borderColor: 'line.strong' }}
        >
          {suggestions.map((suggestion, index) => (
            <SuggestionOption
              key={suggestion.key}
              id={`${id}-${index}`}
              suggestion={suggestion}
              active={index === at}
              onChoose={() => choose(suggestion)}
            />
          ))}
        </Paper>
      </Popper>
    </Box>
  );
}

/** What stands in the field, what it could become, and what keys do. */
function useFilterField({ asked, filter, labelOf, onFilter, onBack, onRows }: LogFilterFieldProps) {
  const [typed, setTyped] = useState('');
  const [open, show] = useState(false);
  const [active, setActive] = useState(-1);
  const suggestions = useSuggestions(typed, { asked, filter, labelOf });
  const at = Math.min(active, suggestions.length - 1);
  const type = (text: string) => {
    setTyped(text);
    setActive(-1);
    show(true);
  };
  const take = (next: LogFilter) => {
    type('');
    show(false);
    onFilter(next);
  };
  const choose = ({ become }: Suggestion) => ('filter' in become ? take(become.filter) : type(become.typed));
  const enter = () => {
    const chosen = suggestions[at];
    if (chosen) return choose(chosen);
    const next = withTyped(filter, readTyped(typed));
    if (next) return take(next);
    return typed === '' ? onRows() : setActive(0);
  };
  const keys: Readonly<Record<string, (() => void) | undefined>> = {
    Enter: enter,
    ArrowDown: () => (show(true), setActive(Math.min(suggestions.length - 1, at + 1))),
    ArrowUp: open ? () => setActive(Math.max(-1, at - 1)) : undefined,
    Backspace: typed === '' ? onBack : undefined,
    Escape: open ? () => show(false) : typed === '' ? undefined : () => setTyped(''),
  };
  const press = (event: KeyboardEvent) => {
    const act = Object.hasOwn(keys, event.key) ? keys[event.key] : undefined;
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  return { typed, open, at, suggestions, type, show, choose, press };
}
