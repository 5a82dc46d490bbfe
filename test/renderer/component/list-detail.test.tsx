import { cleanup, render, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, expect, it } from 'vitest';
import { ListDetail } from '../../../renderer/component/list-detail.tsx';
import { createDoorClient } from '../support/door-client.ts';
import { openHouse } from '../support/door-scene.ts';
import { dressed } from '../support/dressed.tsx';

afterEach(cleanup);

const { Around } = dressed(createDoorClient(openHouse(Date.now())));
const grid = (
  <div role="grid" aria-label="Rows" tabIndex={0}>
    one
  </div>
);

function draw(list: ReactNode) {
  const of = (detail: ReactNode) => (
    <Around>
      <button>elsewhere</button>
      <ListDetail list={list} detail={detail} percent={40} onPercent={() => undefined} />
    </Around>
  );
  const view = render(of(<button>in the detail</button>));
  return () => view.rerender(of(undefined));
}

it.each([
  ['the rows have', grid, () => screen.getByRole('grid')],
  ['what says that there are none has', 'Nothing is left.', () => screen.getByText('Nothing is left.')],
])('%s the focus when it would go with the detail', (_who, list, taker) => {
  const close = draw(list);
  screen.getByRole('button', { name: 'in the detail' }).focus();
  close();
  expect(document.activeElement).toBe(taker());
});

it('who is elsewhere stays there when the detail goes', () => {
  const close = draw(grid);
  screen.getByRole('button', { name: 'elsewhere' }).focus();
  close();
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'elsewhere' }));
});
