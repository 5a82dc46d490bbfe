import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { SessionToast } from '../../../renderer/component/session-toast.tsx';
import { useToast } from '../../../renderer/component/toast.tsx';
import { createDoorClient } from '../support/door-client.ts';
import { openHouse } from '../support/door-scene.ts';
import { dressed } from '../support/dressed.tsx';

afterEach(cleanup);

it('what was said in a session leaves with it, and what comes later is not said', () => {
  const { Around } = dressed(createDoorClient(openHouse(Date.now())));
  const says: ReturnType<typeof useToast>[] = [];
  const Speaker = () => {
    says.push(useToast());
    return null;
  };
  const session = (
    <SessionToast>
      <Speaker />
    </SessionToast>
  );
  const view = render(<Around>{session}</Around>);
  act(() => says[0]?.({ text: 'Payroll deleted.' }));
  expect(screen.getByText('Payroll deleted.')).toBeTruthy();
  view.rerender(<Around>{null}</Around>);
  expect(screen.queryByText('Payroll deleted.')).toBeNull();
  act(() => says[0]?.({ text: 'Platform deleted.' }));
  expect(screen.queryByText('Platform deleted.')).toBeNull();
});
