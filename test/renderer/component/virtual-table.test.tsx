import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import type { Column } from '../../../renderer/component/column.ts';
import { Moment } from '../../../renderer/component/moment.tsx';
import { IndexedTable } from '../../../renderer/component/virtual-table.tsx';
import { HouseTheme } from '../../../renderer/theme/house-theme.tsx';
import { withLayout } from '../support/layout.ts';

withLayout(1440, 432);
afterEach(cleanup);

const rowHeight = 32;
const days = (index: number) => Date.UTC(2020, 0, 1) + index * 86_400_000;

/** A list of a million rows, and what was drawn of it. */
function openList() {
  const drawn: number[] = [];
  const toggled: number[] = [];
  const opened: number[] = [];
  const columns: readonly Column<number>[] = [
    { key: 'name', title: 'Name', track: '1fr', render: (item) => (drawn.push(item), `row ${item}`) },
    { key: 'time', title: 'Time', track: '1fr', render: (item) => <Moment time={days(item)} inList /> },
  ];
  const rows = { count: 1_000_000, itemAt: (index: number) => index, keyOf: String, indexOf: Number };
  const selection = { has: () => false, toggle: (index: number) => void toggled.push(index), extend: () => undefined, clear: () => false };
  render(
    <HouseTheme appearance="light">
      <IndexedTable
        label="Numbers"
        rows={rows}
        columns={columns}
        onOpen={(item) => opened.push(item)}
        rowHeight={rowHeight}
        selection={selection}
      />
    </HouseTheme>,
  );
  const grid = screen.getByRole('grid', { name: 'Numbers' });
  const rowsNow = () => within(grid).getAllByRole('row').slice(1);
  const scrollTo = (row: number) => {
    drawn.length = 0;
    grid.scrollTop = row * rowHeight;
    fireEvent.scroll(grid);
  };
  const indices = () => rowsNow().map((row) => Number(row.getAttribute('aria-rowindex')) - 2);
  return { grid, drawn, toggled, opened, rows: rowsNow, indices, scrollTo };
}

async function atList() {
  const list = openList();
  await waitFor(() => expect(list.rows().length).toBeGreaterThan(12));
  return list;
}

const inOrder = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b);

it('scrolling makes no element and takes none away: those of rows that went show those that came', async () => {
  const { grid, rows, indices, scrollTo } = await atList();
  const before = rows();
  const watch = new MutationObserver(() => undefined);
  watch.observe(grid, { childList: true, subtree: true });
  for (const row of [4, 8, 20, 300, 500_000, 999_980]) {
    scrollTo(row);
    expect(indices()).toContain(row);
  }
  expect(watch.takeRecords()).toEqual([]);
  expect(new Set(rows())).toEqual(new Set(before));
  expect(within(grid).getByText('row 999980')).toBeTruthy();
});

it('a row that stays in sight is not drawn again, nor is any while the same rows are in sight', async () => {
  const { drawn, indices, scrollTo } = await atList();
  const before = new Set(indices());
  scrollTo(8);
  expect(drawn.length).toBeGreaterThan(0);
  expect(inOrder(drawn)).toEqual(inOrder(indices().filter((index) => !before.has(index))));
  scrollTo(8.5);
  expect(drawn).toEqual([]);
});

it('once a list lies still its rows are in order in the document', async () => {
  const { indices, scrollTo } = await atList();
  scrollTo(4);
  expect(indices()).not.toEqual(inOrder(indices()));
  await waitFor(() => expect(indices()).toEqual(inOrder(indices())));
});

it('a time that the pointer rests on is said exactly, until one scrolls', async () => {
  const { grid, scrollTo } = await atList();
  const [time] = grid.querySelectorAll('time');
  fireEvent.pointerOver(time ?? grid);
  expect((await screen.findByRole('tooltip')).textContent).toMatch(/1 Jan 2020, 00:00:00 UTC/);
  scrollTo(4);
  await waitFor(() => expect(screen.queryByRole('tooltip')).toBeNull());
});

it('the box of a row selects it and opens nothing, the row beside it opens', async () => {
  const { rows, toggled, opened } = await atList();
  const third = within(rows()[2] ?? document.body);
  fireEvent.click(third.getByRole('checkbox', { name: 'Select' }));
  expect([toggled, opened]).toEqual([[2], []]);
  fireEvent.click(third.getByText('row 2'));
  expect([toggled, opened]).toEqual([[2], [2]]);
});
