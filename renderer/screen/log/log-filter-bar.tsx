import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { ReactNode } from 'react';
import type { LogFilter } from '../../../app/contract/log.ts';
import type { LogAsked } from '../../api/log-query.ts';
import { ConditionChip } from '../../component/condition-chip.tsx';
import { conditionsOf, type LabelOf } from './log-condition.ts';
import { LogFilterField } from './log-filter-field.tsx';
import type { LogTime } from './use-log-place.ts';
import { TimeButton } from './time-button.tsx';

interface LogFilterBarProps {
  asked: LogAsked;
  /** As the place has it: without the beginning of a stretch that ends now. */
  filter: LogFilter;
  time: LogTime;
  narrowed: boolean;
  labelOf: LabelOf;
  onFilter: (filter: LogFilter) => void;
  onTime: (time: LogTime) => void;
  onClear: () => void;
  onRows: () => void;
  /** What stands at the ends of its first line. */
  before: ReactNode;
  after: ReactNode;
}

/** What the list is narrowed to: its time, and conditions that are typed or chosen, each with the way to take it away. */
export function LogFilterBar({
  asked,
  filter,
  time,
  narrowed,
  labelOf,
  onFilter,
  onTime,
  onClear,
  onRows,
  before,
  after,
}: LogFilterBarProps) {
  const conditions = conditionsOf(filter, labelOf);
  const last = conditions.at(-1);
  return (
    <Box role="search" aria-label="Filter the log" sx={{ display: 'flex', flexDirection: 'column', gap: 2, width: '100%', minWidth: 0 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, width: '100%' }}>
        {before}
        <TimeButton time={time} onTime={onTime} />
        <LogFilterField
          asked={asked}
          filter={filter}
          labelOf={labelOf}
          onFilter={onFilter}
          onBack={() => last && onFilter(last.without)}
          onRows={onRows}
        />
        {narrowed && (
          <Button variant="text" onClick={onClear} sx={{ flexShrink: 0 }}>
            Clear
          </Button>
        )}
        <Box sx={{ flex: 1 }} />
        {after}
      </Box>
      {conditions.length > 0 && (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, maxHeight: 76, overflowY: 'auto' }}>
          {conditions.map(({ key, field, value, without }) => (
            <ConditionChip key={key} field={field} value={value} onRemove={() => onFilter(without)} />
          ))}
        </Box>
      )}
    </Box>
  );
}
