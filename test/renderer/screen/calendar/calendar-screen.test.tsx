import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { withLayout } from '../../support/layout.ts';
import { openConsole } from '../../support/open-console.tsx';
import { aSecret } from '../../support/sample.ts';
import { fullScene } from '../../support/scene.ts';
import { aKey, noKeys } from '../../support/scripted-key.ts';

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
  expect(await screen.findByText('Nothing falls on this day.')).toBeTruthy();
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

const day = 86_400_000;

/** A secret and a key that expire at noon of today, and a key that is rotated then. */
async function atKeys(place = '/calendar', early = 0) {
  const now = Date.now();
  const noon = new Date(now).setHours(12, 0, 0, 0);
  const scene = fullScene(now);
  scene.secrets = { payroll: [aSecret('payroll', 'due-today', now, { expires: noon })] };
  scene.key = {
    ...noKeys(),
    keys: {
      'payroll/turning': [aKey('payroll', 'turning', now, { rotatesOn: noon - early })],
      'payroll/ending': [aKey('payroll', 'ending', now, { expires: noon })],
    },
    policies: { 'payroll/turning': { rotate: { from: 'creation', days: 7 } } },
  };
  const house = openConsole(scene, place);
  await screen.findByRole('heading', { level: 1, name: /calendar/ });
  return { ...house, scene };
}

const today = () => screen.getByRole('button', { current: 'date' }).textContent;
const shown = () => within(screen.getByRole('group', { name: 'Shown' }));

it('keys stand beside secrets, an end told from a rotation in words', async () => {
  await atKeys();
  await screen.findByRole('link', { name: 'turning' });
  expect(today()).toContain('2 expiring, 1 rotated');
  expect(screen.getByRole('link', { name: 'turning' }).closest('li')?.textContent).toContain('is rotated, in payroll');
  expect(screen.getByRole('link', { name: 'ending' }).closest('li')?.textContent).toContain('expires, in payroll');
});

it('what is shown is chosen, and a calendar of rotations alone says so', async () => {
  const { person } = await atKeys();
  await screen.findByRole('link', { name: 'turning' });
  await person.click(shown().getByRole('button', { name: 'Secrets expire' }));
  await waitFor(() => expect(screen.queryByRole('link', { name: 'due-today' })).toBeNull());
  expect(screen.getByRole('link', { name: 'ending' })).toBeTruthy();
  await person.click(shown().getByRole('button', { name: 'Credentials end' }));
  await person.click(shown().getByRole('button', { name: 'Keys expire' }));
  expect(await screen.findByRole('heading', { level: 1, name: 'Rotation calendar' })).toBeTruthy();
  await waitFor(() => expect(today()).toContain(', 1 rotated'));
});

it('rotations stand on every day on which the policy makes them', async () => {
  const { person } = await atKeys('/calendar?show=%5B%22rotation%22%5D');
  await screen.findByRole('link', { name: 'turning' });
  await person.keyboard('{Tab}');
  screen.getByRole('button', { current: 'date' }).focus();
  await person.keyboard('{ArrowDown}');
  const row = async () => (await screen.findByRole('link', { name: 'turning' })).closest('li')?.textContent;
  await waitFor(async () => expect(await row()).toContain('as the policy says by now'));
  await person.keyboard('{ArrowRight}');
  expect(await screen.findByText('Nothing falls on this day.')).toBeTruthy();
});

it('a key is rotated from its day, and one that is overdue stands today', async () => {
  const { person, scene } = await atKeys('/calendar?show=%5B%22rotation%22%5D', 3 * day);
  const row = (await screen.findByRole('link', { name: 'turning' })).closest('li');
  expect(row?.textContent).toContain('overdue');
  await person.click(await screen.findByRole('button', { name: /^Rotate now\s*turning$/ }));
  const asked = await screen.findByRole('dialog', { name: 'Rotate turning' });
  await person.click(within(asked).getByRole('button', { name: 'Rotate now' }));
  await waitFor(() => expect(scene.key.keys['payroll/turning']).toHaveLength(2));
});
