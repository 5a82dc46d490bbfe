import { memo, type MouseEvent } from 'react';
import type { Column } from './column.ts';

interface RowProps<Item> {
  id: string;
  index: number;
  /** Undefined while it isn't loaded. */
  item: Item | undefined;
  columns: readonly Column<Item>[];
  tracks: string;
  /** Pixels. */
  top: number;
  height: number;
  /** Whether its detail is open. */
  open: boolean;
  /** Whether it is selected; absent where rows can't be. */
  chosen: boolean | undefined;
  active: boolean;
  /** Selects it, or no longer; the same function as long as the list stands. */
  onToggle: (index: number) => void;
}

function RowLine<Item>(props: RowProps<Item>) {
  const { id, index, item, columns, tracks, top, height, open, chosen, active, onToggle } = props;
  return (
    <div
      id={id}
      className="row body"
      role="row"
      aria-rowindex={index + 2}
      aria-selected={chosen ?? open}
      aria-busy={item === undefined || undefined}
      data-open={open || undefined}
      data-chosen={chosen || undefined}
      data-active={active || undefined}
      style={{ gridTemplateColumns: tracks, height, top }}
    >
      {chosen !== undefined && (
        <div className="check" role="gridcell">
          <RowBox chosen={chosen} onToggle={() => onToggle(index)} />
        </div>
      )}
      {columns.map((column, at) => (
        <div
          key={column.key}
          className="cell"
          role="gridcell"
          data-figures={column.align === 'end' || undefined}
          data-name={at === 0 || undefined}
        >
          {item !== undefined && column.render(item)}
        </div>
      ))}
    </div>
  );
}

/** One row. Scrolling draws those that came, by the elements of those that went; what stayed is left alone. */
export const TableRow = memo(RowLine) as typeof RowLine;

/** Rows are selected by Space in the list; their boxes are for the pointer. */
function RowBox({ chosen, onToggle }: { chosen: boolean; onToggle: () => void }) {
  return <input className="box" type="checkbox" aria-label="Select" tabIndex={-1} checked={chosen} onChange={onToggle} />;
}

/** The row that an event of the list is of; undefined beside the rows, and where its box is. */
export function rowOf({ target }: Pick<MouseEvent, 'target'>): number | undefined {
  if (isOfBox({ target }) || !(target instanceof Element)) return undefined;
  const row = target.closest('[aria-rowindex]')?.getAttribute('aria-rowindex');
  return row === null || row === undefined ? undefined : Number(row) - 2;
}

export const isOfBox = ({ target }: Pick<MouseEvent, 'target'>): boolean => target instanceof Element && target.closest('.check') !== null;
