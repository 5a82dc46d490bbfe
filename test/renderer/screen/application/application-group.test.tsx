import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { withLayout } from '../../support/layout.ts';
import { fill } from '../../support/open-house.tsx';
import { makeGroup, openAs, peopleHouse, type PeopleHouse } from '../../support/people-house.tsx';

vi.setConfig({ testTimeout: 60_000 });
withLayout(1600);
afterEach(cleanup);

async function openApplication(house: PeopleHouse) {
  const page = await openAs(house, 'Applications');
  await page.person.click(await screen.findByRole('row', { name: /payroll-worker/ }));
  return { ...page, detail: within(await screen.findByRole('region', { name: 'payroll-worker' })) };
}

it('an application is put into groups until a day, and what is wrong is said', async () => {
  const house = await peopleHouse();
  const { id } = await house.window.call('ApplicationCreate', { name: 'payroll-worker', description: '' });
  await makeGroup(house, 'Readers', [id]);
  const workers = await makeGroup(house, 'Night workers');
  const { person, detail } = await openApplication(house);
  expect(await detail.findByRole('link', { name: 'Readers' })).toBeTruthy();
  await person.click(detail.getByRole('button', { name: 'Add to groups' }));
  const panel = within(await screen.findByRole('dialog', { name: 'Add payroll-worker to groups' }));
  await person.click(panel.getByRole('button', { name: 'Add' }));
  expect((await panel.findByRole('alert')).textContent).toBe('Choose one first.');
  fill(panel.getByRole('combobox', { name: 'Groups' }), 'er');
  expect(await screen.findByRole('option', { name: /Night workers/ })).toBeTruthy();
  expect(screen.queryByRole('option', { name: /Readers/ })).toBeNull();
  await person.click(screen.getByRole('option', { name: /Night workers/ }));
  fill(panel.getByLabelText('Until'), '2099-01-31T12:00');
  await person.click(panel.getByRole('button', { name: 'Add' }));
  expect(await detail.findByRole('link', { name: 'Night workers' })).toBeTruthy();
  const inside = await house.window.call('MembershipList', { of: { kind: 'group', id: workers.id }, nested: false, limit: 9 });
  expect(inside.items).toMatchObject([
    { member: { id, kind: 'application', name: 'payroll-worker' }, until: new Date('2099-01-31T12:00').getTime() },
  ]);
});

it('an application leaves a group that it is in directly, and is back by Undo', async () => {
  const house = await peopleHouse();
  const { id } = await house.window.call('ApplicationCreate', { name: 'payroll-worker', description: '' });
  const workers = await makeGroup(house, 'Workers', [id]);
  await makeGroup(house, 'Readers', [workers.id]);
  const { person, detail } = await openApplication(house);
  expect(await detail.findByText('through Workers')).toBeTruthy();
  expect(detail.queryByRole('button', { name: 'Take out of Readers' })).toBeNull();
  await person.click(detail.getByRole('button', { name: 'Take out of Workers' }));
  expect(await detail.findByText('In no group: only what is given to it alone counts.')).toBeTruthy();
  await person.click(await screen.findByRole('button', { name: 'Undo' }));
  expect(await detail.findByRole('link', { name: 'Workers' })).toBeTruthy();
  await waitFor(async () => expect((await house.window.call('GroupGet', { id: workers.id })).memberCount).toBe(1));
});
