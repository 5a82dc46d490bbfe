import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { utf8 } from '../../../support/a-house.ts';
import { aPerson } from '../../../support/a-person.ts';
import { withLayout } from '../../support/layout.ts';
import { fill } from '../../support/open-house.tsx';
import { invite, join, makeGroup, openAs, openBefore, peopleHouse, signInAs, type PeoplePage } from '../../support/people-house.tsx';

vi.setConfig({ testTimeout: 60_000 });
withLayout();
afterEach(cleanup);

async function openPerson({ person }: Pick<PeoplePage, 'person'>, name: string) {
  await person.click(await screen.findByRole('row', { name: new RegExp(name) }));
  return within(await screen.findByRole('region', { name }));
}

it('the list says of everybody in what state they are, and what needs attention', async () => {
  const house = await peopleHouse();
  await join(house, 'lena');
  await join(house, 'sam', true);
  await invite(house, 'noor');
  await openAs(house, 'People');
  expect((await screen.findByRole('row', { name: /Lena/ })).textContent).toMatch(/lena.*active/);
  expect(screen.getByRole('row', { name: /Sam/ }).textContent).toMatch(/no second factor yet/);
  expect(screen.getByRole('row', { name: /Noor/ }).textContent).toMatch(/invited.*code ends in 6 days/);
});

it('the list is narrowed by part of a name and by state', async () => {
  const house = await peopleHouse();
  await join(house, 'lena');
  await invite(house, 'lenox');
  const { person } = await openAs(house, 'People');
  fill(await screen.findByRole('textbox', { name: 'Part of a name' }), 'len');
  await waitFor(() => expect(screen.queryByRole('row', { name: /Ada/ })).toBeNull());
  await person.selectOptions(screen.getByRole('combobox', { name: 'State' }), 'invited');
  await waitFor(() => expect(screen.queryByRole('row', { name: /Lena/ })).toBeNull());
  expect(screen.getByRole('row', { name: /Lenox/ })).toBeTruthy();
});

it('who is invited stands in the list, and their code is shown once and then nowhere', async () => {
  const house = await peopleHouse();
  await makeGroup(house, 'Payroll team');
  const { person } = await openAs(house, 'People');
  await person.click(await screen.findByRole('button', { name: 'Invite person' }));
  const panel = await screen.findByRole('dialog', { name: 'Invite person' });
  fill(within(panel).getByRole('textbox', { name: 'Name' }), 'Lena Brandt');
  fill(within(panel).getByRole('textbox', { name: 'Signs in as' }), 'l.brandt');
  await person.click(within(panel).getByRole('checkbox', { name: 'Require a second factor' }));
  await person.type(within(panel).getByRole('combobox', { name: 'Groups' }), 'pay');
  await person.click(await screen.findByRole('option', { name: /Payroll team/ }));
  await person.click(within(panel).getByRole('button', { name: 'Invite' }));

  const shown = await screen.findByRole('dialog', { name: 'One-time code for Lena Brandt' });
  const code = within(shown).getByRole('region', { name: 'One-time code' }).textContent;
  expect(code).toMatch(/^(?:[0-9A-Z]{4}-)+[0-9A-Z]{1,4}$/);
  await person.click(within(shown).getByRole('button', { name: 'Done' }));
  expect(within(shown).getByText(/nobody can show the code again/)).toBeTruthy();
  await person.click(within(shown).getByRole('button', { name: 'It is on its way, close' }));
  expect(await screen.findByRole('heading', { level: 2, name: 'Lena Brandt' })).toBeTruthy();
  expect(document.body.textContent).not.toContain(code);
  expect(await screen.findByRole('link', { name: 'Payroll team' })).toBeTruthy();
  await house.engine.window().call('InvitationAccept', { person: 'l.brandt', code: utf8(code), password: utf8('a password of my own') });
});

it('a name that is taken is told at its field, and what was typed stays', async () => {
  const house = await peopleHouse();
  await join(house, 'lena');
  const { person } = await openAs(house, 'People');
  await person.click(await screen.findByRole('button', { name: 'Invite person' }));
  const panel = await screen.findByRole('dialog', { name: 'Invite person' });
  fill(within(panel).getByRole('textbox', { name: 'Name' }), 'Another Lena');
  fill(within(panel).getByRole('textbox', { name: 'Signs in as' }), 'Lena');
  await person.click(within(panel).getByRole('button', { name: 'Invite' }));
  expect((await within(panel).findByRole('alert')).textContent).toMatch(/the name .* is in use/i);
  expect(within(panel).getByRole('textbox', { name: 'Name' })).toHaveProperty('value', 'Another Lena');
});

it('disabling takes effect at once and is taken back by Undo', async () => {
  const house = await peopleHouse();
  const lena = await join(house, 'lena');
  const page = await openAs(house, 'People');
  const detail = await openPerson(page, 'Lena');
  await page.person.click(detail.getByRole('button', { name: 'Disable' }));
  expect(await detail.findByRole('button', { name: 'Enable' })).toBeTruthy();
  expect((await house.window.call('PersonGet', { id: lena.id })).state).toBe('disabled');
  await page.person.click(await screen.findByRole('button', { name: 'Undo' }));
  await waitFor(async () => expect((await house.window.call('PersonGet', { id: lena.id })).state).toBe('active'));
});

it('nobody disables or recovers themselves, and is told where to go', async () => {
  const house = await peopleHouse();
  const page = await openAs(house, 'People');
  const detail = await openPerson(page, 'Ada Lovelace');
  expect(detail.getByRole('button', { name: 'Disable' }).getAttribute('aria-disabled')).toBe('true');
  expect(detail.getByRole('button', { name: 'Recover…' }).getAttribute('aria-disabled')).toBe('true');
  await page.person.click(detail.getByRole('link', { name: 'Your account' }));
  expect(await screen.findByRole('heading', { level: 1, name: 'Your account' })).toBeTruthy();
});

it('recovering needs a reason, says what falls, and shows the new code', async () => {
  const house = await peopleHouse();
  const lena = await join(house, 'lena');
  const page = await openAs(house, 'People');
  const detail = await openPerson(page, 'Lena');
  await page.person.click(detail.getByRole('button', { name: 'Recover…' }));
  const decision = within(await screen.findByRole('dialog', { name: 'Recover Lena' }));
  expect(decision.getByText(/Password and second factors fall/)).toBeTruthy();
  expect(decision.getByRole('button', { name: 'Recover' }).getAttribute('aria-disabled')).toBe('true');
  fill(decision.getByRole('textbox', { name: 'Reason' }), 'lost her phone');
  await page.person.click(decision.getByRole('button', { name: 'Recover' }));
  const shown = within(await screen.findByRole('dialog', { name: 'One-time code for Lena' }));
  expect(shown.getByRole('region', { name: 'One-time code' }).textContent).not.toBe('');
  expect((await house.window.call('PersonGet', { id: lena.id })).state).toBe('invited');
});

it('a second factor is required and no longer required, in place', async () => {
  const house = await peopleHouse();
  const lena = await join(house, 'lena');
  const page = await openAs(house, 'People');
  const detail = await openPerson(page, 'Lena');
  await page.person.click(detail.getByRole('button', { name: 'Require' }));
  expect(await detail.findByRole('button', { name: 'Don’t require' })).toBeTruthy();
  expect((await house.window.call('PersonGet', { id: lena.id })).secondFactor).toBe(true);
  expect(detail.getByText('no second factor yet')).toBeTruthy();
});

it('whoever was locked out after failures is let in again', async () => {
  const house = await peopleHouse();
  const lena = await join(house, 'lena');
  for (let failures = 0; (await house.window.call('PersonGet', { id: lena.id })).lockedUntil === undefined; failures += 1) {
    expect(failures).toBeLessThan(20);
    await house.engine
      .window()
      .call('SessionCreate', { person: 'lena', password: utf8('wrong as wrong can be') })
      .catch(() => undefined);
    house.clock.pass(60_000);
  }
  const page = await openAs(house, 'People');
  const detail = await openPerson(page, 'Lena');
  expect(detail.getByText(/locked, opens in/)).toBeTruthy();
  await page.person.click(detail.getByRole('button', { name: 'Unlock' }));
  await waitFor(() => expect(detail.queryByText(/locked, opens in/)).toBeNull());
  expect((await house.window.call('PersonGet', { id: lena.id })).lockedUntil).toBeUndefined();
});

it('the list is walked, and a person changed, by keyboard alone', async () => {
  const house = await peopleHouse();
  const lena = await join(house, 'lena');
  const { person } = await openAs(house, 'People');
  (await screen.findByRole('grid', { name: 'People' })).focus();
  await screen.findByRole('row', { name: /Lena/ });
  await person.keyboard('j{Enter}');
  const title = await screen.findByRole('heading', { level: 2, name: 'Lena' });
  await waitFor(() => expect(document.activeElement).toBe(title));
  await person.keyboard('e');
  const field = within(await screen.findByRole('dialog', { name: 'Edit Lena' })).getByRole('textbox', { name: 'Name' });
  await waitFor(() => expect(document.activeElement).toBe(field));
  await person.keyboard('{Control>}a{/Control}Lena Brandt{Enter}');
  await waitFor(async () => expect((await house.window.call('PersonGet', { id: lena.id })).displayName).toBe('Lena Brandt'));
});

it('whoever is disabled is out with the next step, in a window that stands open', async () => {
  const house = await peopleHouse();
  const lena = await join(house, 'lena');
  const page = openBefore(house);
  await signInAs(page, 'lena');
  await house.window.call('PersonPatch', { id: lena.id, enabled: false, revision: lena.revision + 1 });
  await page.person.click(screen.getByRole('link', { name: 'Settings' }));
  expect(await screen.findByText(/Your session has ended/)).toBeTruthy();
  expect(screen.queryByRole('navigation', { name: 'Places' })).toBeNull();
  expect(screen.queryByRole('radio', { name: /Lena/ })).toBeNull();
});

it('who looks after people can’t take over those who could do more, and reads what is missing', async () => {
  const house = await peopleHouse();
  await aPerson(house.engine, 'Uma', { role: 'User Administrator', scope: '/' });
  const page = await openAs(house, 'People', 'Uma');
  const detail = await openPerson(page, 'Ada Lovelace');
  await page.person.click(detail.getByRole('button', { name: 'Disable' }));
  expect((await detail.findByRole('alert')).textContent).toMatch(/reaches further than your own roles.*Ask somebody who holds/);
  await page.person.click(detail.getByRole('button', { name: 'Recover…' }));
  const decision = within(await screen.findByRole('dialog', { name: 'Recover Ada Lovelace' }));
  fill(decision.getByRole('textbox', { name: 'Reason' }), 'she asked for it');
  await page.person.click(decision.getByRole('button', { name: 'Recover' }));
  expect((await decision.findByRole('alert')).textContent).toMatch(/reaches further than your own roles/);
  expect((await house.window.call('SessionGet', {})).person.name).toBe('ada');
});
