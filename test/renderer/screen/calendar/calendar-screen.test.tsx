import { cleanup, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { withLayout } from '../../support/layout.ts';
import { openConsole } from '../../support/open-console.tsx';
import { aSecret } from '../../support/sample.ts';
import { fullScene } from '../../support/scene.ts';

vi.setConfig({ testTimeout: 60_000 });
withLayout();
afterEach(cleanup);

async function atCalendar() {
  const now = Date.now();
  const noon = new Date(now).setHours(12, 0, 0, 0);
  const scene = { ...fullScene(now), secrets: { payroll: [aSecret('payroll', 'due-today', now, { expires: noon })] } };
  const house = openConsole(scene, '/calendar');
  await screen.findByRole('heading', { level: 1, name: 'Expiry calendar' });
  return house;
}

it('today is chosen, and says what expires', async () => {
  await atCalendar();
  expect(await screen.findByRole('link', { name: 'due-today' })).toBeTruthy();
  expect(screen.getByRole('button', { current: 'date' }).textContent).toContain('1 expiring');
});

it('days are walked by arrows and months by Page Down, the focus going along', async () => {
  const { person } = await atCalendar();
  await screen.findByRole('link', { name: 'due-today' });
  screen.getByRole('button', { current: 'date' }).focus();
  await person.keyboard('{ArrowRight}');
  await waitFor(() => expect(document.activeElement?.getAttribute('aria-pressed')).toBe('true'));
  expect(await screen.findByText('No secret expires on this day.')).toBeTruthy();
  const month = () => screen.getByRole('heading', { level: 2, name: /^[A-Z][a-z]+ \d{4}$/ }).textContent;
  const before = month();
  await person.keyboard('{PageDown}');
  await waitFor(() => expect(month()).not.toBe(before));
});

it('the list shows the days of the month on which something expires', async () => {
  const { person } = await atCalendar();
  await person.click(screen.getByRole('button', { name: 'List' }));
  expect(await screen.findByRole('link', { name: 'due-today' })).toBeTruthy();
  expect(screen.queryByRole('table')).toBeNull();
});
