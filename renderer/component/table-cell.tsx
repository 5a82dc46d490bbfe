import ButtonBase from '@mui/material/ButtonBase';
import Checkbox from '@mui/material/Checkbox';
import Skeleton from '@mui/material/Skeleton';
import { IconArrowNarrowDown, IconArrowNarrowUp, IconSquare, IconSquareCheckFilled, IconSquareMinusFilled } from '@tabler/icons-react';
import { memo } from 'react';
import { measure } from '../theme/token.ts';
import type { Column } from './column.ts';
import { Cell, CheckCell, HeadCell, HeadRow, Row } from './table-part.tsx';

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

/** The names of the columns; those that sort are buttons. */
export function Head<Item>({ columns, tracks, sort, onSort, selectAll }: HeadProps<Item>) {
  return (
    <HeadRow role="rowgroup">
      <Row role="row" aria-rowindex={1} style={{ gridTemplateColumns: tracks, height: measure.denseRow }}>
        {selectAll && (
          <CheckCell role="columnheader">
            <Box3 label="Select everything" state={selectAll.state} onToggle={selectAll.onToggle} />
          </CheckCell>
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
      </Row>
    </HeadRow>
  );
}

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

interface Box3Props {
  label: string;
  state: SelectAll['state'];
  onToggle: () => void;
  /** Rows are selected by Space in the list; their boxes are for the pointer. */
  inList?: boolean;
}

function Box3({ label, state, onToggle, inList = false }: Box3Props) {
  return (
    <Checkbox
      checked={state === 'all'}
      indeterminate={state === 'some'}
      onChange={onToggle}
      icon={<IconSquare />}
      checkedIcon={<IconSquareCheckFilled />}
      indeterminateIcon={<IconSquareMinusFilled />}
      slotProps={{ input: { 'aria-label': label, ...(inList ? { tabIndex: -1 } : {}) } }}
    />
  );
}

interface CellsProps<Item> {
  item: Item;
  columns: readonly Column<Item>[];
  /** Absent where rows can't be selected. */
  selected: boolean | undefined;
  onSelect: () => void;
}

function CellList<Item>({ item, columns, selected, onSelect }: CellsProps<Item>) {
  return (
    <>
      {selected !== undefined && (
        <CheckCell role="gridcell" onClick={(event) => event.stopPropagation()} onMouseDown={(event) => event.preventDefault()}>
          <Box3 label="Select" state={selected ? 'all' : 'none'} onToggle={onSelect} inList />
        </CheckCell>
      )}
      {columns.map((column) => (
        <Cell
          role="gridcell"
          key={column.key}
          data-figures={column.align === 'end' || undefined}
          data-name={column === columns[0] || undefined}
          style={{ textAlign: column.align ?? 'start' }}
        >
          {column.render(item)}
        </Cell>
      ))}
    </>
  );
}

/** The cells of one row. Scrolling draws rows that came, not those that stayed. */
export const Cells = memo(
  CellList,
  (before, after) => before.item === after.item && before.columns === after.columns && before.selected === after.selected,
) as typeof CellList;

const widths = ['62%', '48%', '74%', '55%', '68%', '44%'];

/** The shape of a row that is on its way. */
export function SkeletonCells<Item>({ columns, index, boxed }: { columns: readonly Column<Item>[]; index: number; boxed: boolean }) {
  return (
    <>
      {boxed && <CheckCell role="gridcell" />}
      {columns.map((column, at) => (
        <Cell role="gridcell" key={column.key}>
          {at < 4 && <Skeleton width={widths[(index + at * 2) % widths.length] ?? '50%'} height={10} />}
        </Cell>
      ))}
    </>
  );
}
