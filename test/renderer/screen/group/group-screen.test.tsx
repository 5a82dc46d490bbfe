import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { aForeignApplication } from '../../../support/a-foreign-application.ts';
import { withLayout } from '../../support/layout.ts';
import { fill } from '../../support/open-house.tsx';
import { join, makeGroup, openAs, peopleHouse, type PeopleHouse, type PeoplePage } from '../../support/people-house.tsx';

vi.setConfig({ testTimeout: 60_000 });
withLayout();
afterEach(cleanup);

async function openGroup(house: PeopleHouse, name: string) {
  const page = await openAs(house, 'Groups');
  await page.person.click(await screen.findByRole('row', { name: new RegExp(name) }));
  return { ...page, detail: within(await screen.findByRole('region', { name })) };
}

async function choose({ person }: Pick<PeoplePage, 'person'>, name: string, shown = name) {
  const panel = within(await screen.findByRole('dialog', { name: /^Add members to/ }));
  fill(panel.getByRole('combobox', { name: 'People, groups and applications' }), name);
  await person.click(await screen.findByRole('option', { name: new RegExp(shown) }));
  return panel;
}

it('a house without groups says what they are for, and the first is made there', async () => {
  const house = await peopleHouse();
  const { person } = await openAs(house, 'Groups');
  expect(await screen.findByRole('heading', { name: 'No groups yet' })).toBeTruthy();
  await person.click(screen.getByRole('button', { name: 'Create group' }));
  const panel = within(await screen.findByRole('dialog', { name: 'Create group' }));
  await person.click(panel.getByRole('button', { name: 'Create group' }));
  expect((await panel.findByRole('alert')).textContent).toMatch(/A group’s name can’t be empty/);
  fill(panel.getByRole('textbox', { name: 'Name' }), 'Payroll team');
  fill(panel.getByRole('textbox', { name: 'What it is for' }), 'Pays people');
  await person.click(panel.getByRole('button', { name: 'Create group' }));
  expect(await screen.findByRole('heading', { level: 2, name: 'Payroll team' })).toBeTruthy();
  expect((await house.window.call('GroupList', { limit: 10 })).items).toMatchObject([{ name: 'Payroll team', description: 'Pays people' }]);
});

it('a member is typed and taken by Enter, and what is typed stays while the answer is awaited', async () => {
  const house = await peopleHouse();
  await join(house, 'lena');
  await makeGroup(house, 'Payroll team', []);
  const { detail, person } = await openGroup(house, 'Payroll team');
  await person.click(await detail.findByRole('button', { name: 'Add members' }));
  const panel = within(await screen.findByRole('dialog', { name: /^Add members to/ }));
  const field = panel.getByRole('combobox', { name: 'People, groups and applications' });
  await person.type(field, 'le');
  await person.type(field, 'na');
  expect(field).toHaveProperty('value', 'lena');
  await waitFor(() => expect(panel.getAllByRole('option').map(({ textContent }) => textContent)).toEqual([expect.stringMatching(/lena/)]));
  await person.keyboard('{Enter}');
  expect(panel.getByRole('button', { name: /^lena/i })).toBeTruthy();
});

it('who is in it through another group stands under that group', async () => {
  const house = await peopleHouse();
  const lena = await join(house, 'lena');
  const clerks = await makeGroup(house, 'Clerks', [lena.id]);
  await makeGroup(house, 'Payroll team', [clerks.id]);
  const { detail } = await openGroup(house, 'Payroll team');
  const inside = within(await detail.findByRole('list', { name: 'In Clerks' }));
  expect(inside.getByRole('link', { name: 'Lena' })).toBeTruthy();
  expect(detail.getByRole('button', { name: 'Take out Clerks' })).toBeTruthy();
  expect(inside.queryByRole('button')).toBeNull();
});

it('people and groups are added together', async () => {
  const house = await peopleHouse();
  await join(house, 'lena');
  await makeGroup(house, 'Clerks');
  const team = await makeGroup(house, 'Payroll team');
  const { person, detail } = await openGroup(house, 'Payroll team');
  await person.click(await detail.findByRole('button', { name: 'Add members' }));
  await choose({ person }, 'Lena');
  const panel = await choose({ person }, 'Clerks');
  await person.click(panel.getByRole('button', { name: 'Add' }));
  expect(await detail.findByRole('link', { name: 'Lena' })).toBeTruthy();
  expect((await house.window.call('GroupGet', { id: team.id })).memberCount).toBe(2);
});

it('an application is added too, says whose it is, and leads to its page', async () => {
  const house = await peopleHouse();
  await makeGroup(house, 'Payroll team');
  await aForeignApplication(house.engine, 'backup-as-a-service', (await house.window.call('SessionGet', {})).person.id);
  const { person, detail } = await openGroup(house, 'Payroll team');
  await person.click(await detail.findByRole('button', { name: 'Add members' }));
  const panel = await choose({ person }, 'backup', 'application backup-as-a-service.*of Contoso');
  await person.click(panel.getByRole('button', { name: 'Add' }));
  const line = within(await detail.findByRole('listitem'));
  expect(line.getByRole('img', { name: 'application' })).toBeTruthy();
  expect(line.getByText('Contoso')).toBeTruthy();
  await person.click(line.getByRole('link', { name: 'backup-as-a-service' }));
  expect(await screen.findByRole('heading', { level: 2, name: /backup-as-a-service/ })).toBeTruthy();
  expect(screen.getByRole('heading', { level: 1, name: 'Applications' })).toBeTruthy();
});

it('a group that would be in itself is not added, and the way is told', async () => {
  const house = await peopleHouse();
  const clerks = await makeGroup(house, 'Clerks');
  await makeGroup(house, 'Payroll team', [clerks.id]);
  const { person, detail } = await openGroup(house, 'Clerks');
  await person.click(await detail.findByRole('button', { name: 'Add members' }));
  const panel = await choose({ person }, 'Payroll team');
  await person.click(panel.getByRole('button', { name: 'Add' }));
  const alert = await panel.findByRole('alert');
  expect(alert.textContent).toMatch(/Payroll team: Not added: the group would be in itself/);
  expect(alert.textContent).toMatch(/Choose another group/);
});

it('somebody taken out is back by Undo', async () => {
  const house = await peopleHouse();
  const lena = await join(house, 'lena');
  const team = await makeGroup(house, 'Payroll team', [lena.id]);
  const { person, detail } = await openGroup(house, 'Payroll team');
  await person.click(await detail.findByRole('button', { name: 'Take out Lena' }));
  expect(await detail.findByText('Nobody is in it.')).toBeTruthy();
  await person.click(await screen.findByRole('button', { name: 'Undo' }));
  expect(await detail.findByRole('link', { name: 'Lena' })).toBeTruthy();
  expect((await house.window.call('GroupGet', { id: team.id })).memberCount).toBe(1);
});

it('a group is deleted only with a reason and its name typed', async () => {
  const house = await peopleHouse();
  const lena = await join(house, 'lena');
  await makeGroup(house, 'Payroll team', [lena.id]);
  const { person, detail } = await openGroup(house, 'Payroll team');
  await person.click(detail.getByRole('button', { name: 'Delete…' }));
  const decision = within(await screen.findByRole('dialog', { name: 'Delete the group Payroll team' }));
  expect(decision.getByText(/1 member/)).toBeTruthy();
  const verb = decision.getByRole('button', { name: 'Delete for good' });
  fill(decision.getByRole('textbox', { name: 'Reason' }), 'the team was dissolved');
  expect(verb.getAttribute('aria-disabled')).toBe('true');
  fill(decision.getByRole('textbox', { name: 'Type Payroll team to confirm' }), 'Payroll team');
  await person.click(verb);
  await waitFor(async () => expect((await house.window.call('GroupList', { limit: 10 })).total).toBe(0));
  expect(await screen.findByRole('heading', { name: 'No groups yet' })).toBeTruthy();
});
