import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import NativeSelect from '@mui/material/NativeSelect';
import OutlinedInput from '@mui/material/OutlinedInput';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { IconSearch } from '@tabler/icons-react';
import { useRef } from 'react';
import type { Result } from '../../../app/contract/log.ts';
import { contract } from '../../../app/contract/operation.ts';
import { toggleLook } from '../../component/toggle-look.ts';
import { useShortcut } from '../../component/shortcut.ts';
import type { FilterDraft } from './use-log-filter.ts';
import { ResultMark } from './result-mark.tsx';

const results: readonly Result[] = ['succeeded', 'refused', 'failed', 'attempted'];
const operations = Object.keys(contract).toSorted();
const isResult = (value: unknown): value is Result => results.some((it) => it === value);

interface FilterBarProps {
  draft: FilterDraft;
  onChange: (change: Partial<FilterDraft>) => void;
  onClear: () => void;
  filtered: boolean;
}

/** What the list is narrowed to: result, operation, part of a name. Ctrl+F goes to the text. */
export function FilterBar({ draft, onChange, onClear, filtered }: FilterBarProps) {
  const text = useRef<HTMLInputElement>(null);
  useShortcut({ 'ctrl+f': () => text.current?.focus() });
  return (
    <Box role="search" aria-label="Filter the log" sx={{ display: 'flex', alignItems: 'center', gap: 2, flexShrink: 0 }}>
      <ToggleButtonGroup
        size="small"
        aria-label="Result"
        value={draft.results}
        onChange={(_event, value: unknown) => onChange({ results: Array.isArray(value) ? value.filter(isResult) : [] })}
      >
        {results.map((result) => (
          <ToggleButton key={result} value={result} sx={toggleLook}>
            <ResultMark result={result} quietWord />
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <NativeSelect
        value={draft.operation}
        onChange={(event) => onChange({ operation: event.target.value })}
        input={<OutlinedInput />}
        inputProps={{ 'aria-label': 'Operation' }}
      >
        <option value="">Any operation</option>
        {operations.map((operation) => (
          <option key={operation} value={operation}>
            {operation}
          </option>
        ))}
      </NativeSelect>
      <OutlinedInput
        inputRef={text}
        value={draft.text}
        onChange={(event) => onChange({ text: event.target.value })}
        placeholder="Object or identity"
        startAdornment={<Box component={IconSearch} aria-hidden="true" sx={{ color: 'text.tertiary' }} />}
        inputProps={{ 'aria-label': 'Part of an object or identity', maxLength: 200, spellCheck: false, autoComplete: 'off' }}
        sx={{ width: 220, pl: 2, flexShrink: 0 }}
      />
      {filtered && (
        <Button variant="text" onClick={onClear}>
          Clear
        </Button>
      )}
    </Box>
  );
}
