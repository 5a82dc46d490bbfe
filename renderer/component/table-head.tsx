import ButtonBase from '@mui/material/ButtonBase';
import Checkbox from '@mui/material/Checkbox';
import { IconArrowNarrowDown, IconArrowNarrowUp, IconSquare, IconSquareCheckFilled, IconSquareMinusFilled } from '@tabler/icons-react';
import { memo } from 'react';
import { measure } from '../theme/token.ts';
import type { Column } from './column.ts';
import { HeadCell, HeadRow } from './table-part.tsx';

export interface TableSort {
  /** Key of the column. */
  readonly by: string;
  readonly direction: 'up' | 'down';
}

/** What the box in the head says of the whole list, and what pressing it does. */
export interface SelectAll {
  readonly state: 'none' | 'some' | 'all';
  readonly onToggle: () => void;
}

interface HeadProps<Item> {
  columns: readonly Column<Item>[];
  tracks: string;
  sort: TableSort | undefined;
  onSort: ((by: string) => void) | undefined;
  selectAll: SelectAll | undefined;
}

function HeadLine<Item>({ columns, tracks, sort, onSort, selectAll }: HeadProps<Item>) {
  return (
    <HeadRow role="rowgroup">
      <div className="row" role="row" aria-rowindex={1} style={{ gridTemplateColumns: tracks, height: measure.denseRow }}>
        {selectAll && (
          <div role="columnheader" className="check">
            <SelectAllBox {...selectAll} />
          </div>
        )}
        {columns.map((column) => {
          const sorted = sort?.by === column.key ? sort.direction : undefined;
          return (
            <HeadCell
              role="columnheader"
              key={column.key}
              style={{ textAlign: column.align ?? 'start' }}
              aria-sort={sorted === undefined ? undefined : sorted === 'up' ? 'ascending' : 'descending'}
            >
              {onSort && column.sorts ? (
                <SortButton title={column.title} sorted={sorted} onPress={() => onSort(column.key)} />
              ) : (
                column.title
              )}
            </HeadCell>
          );
        })}
      </div>
    </HeadRow>
  );
}

/** The names of the columns; those that sort are buttons. Scrolling leaves them alone. */
export const Head = memo(HeadLine) as typeof HeadLine;

function SortButton({ title, sorted, onPress }: { title: string; sorted: 'up' | 'down' | undefined; onPress: () => void }) {
  const Sign = sorted === 'down' ? IconArrowNarrowDown : IconArrowNarrowUp;
  return (
    <ButtonBase
      onClick={onPress}
      sx={{
        font: 'inherit',
        color: sorted ? 'text.primary' : 'inherit',
        minHeight: 24,
        gap: 0.5,
        '& .tabler-icon': { width: 14, height: 14 },
        '&:hover': { color: 'text.primary' },
      }}
    >
      {title}
      {sorted && <Sign aria-hidden="true" />}
    </ButtonBase>
  );
}

function SelectAllBox({ state, onToggle }: SelectAll) {
  return (
    <Checkbox
      checked={state === 'all'}
      indeterminate={state === 'some'}
      onChange={onToggle}
      icon={<IconSquare />}
      checkedIcon={<IconSquareCheckFilled />}
      indeterminateIcon={<IconSquareMinusFilled />}
      slotProps={{ input: { 'aria-label': 'Select everything' } }}
    />
  );
}
