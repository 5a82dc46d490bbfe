import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { anApp, setUpApp } from '../../../support/a-factor.ts';
import { password, signIn, text, utf8 } from '../../../support/a-house.ts';
import { withLayout } from '../../support/layout.ts';
import { join, openBefore, peopleHouse, signInAs, type PeopleHouse } from '../../support/people-house.tsx';

vi.setConfig({ testTimeout: 60_000 });
withLayout();
afterEach(cleanup);

async function atAccount(house: PeopleHouse, name = 'ada') {
  const page = openBefore(house);
  await signInAs(page, name);
  await page.person.click(await screen.findByRole('button', { name: /Ada|Lena/ }));
  await page.person.click(await screen.findByRole('menuitem', { name: 'Your account' }));
  await screen.findByRole('heading', { level: 1, name: 'Your account' });
  return page;
}

const uriOf = (secret: string) => utf8(`otpauth://totp/Northwind:ada?secret=${secret.replaceAll(' ', '')}&issuer=Northwind`);

it('the password is changed by the old one, and other sessions of one’s own end', async () => {
  const house = await peopleHouse();
  const { person, paste } = await atAccount(house);
  await person.click(await screen.findByRole('button', { name: 'Change password' }));
  const panel = within(await screen.findByRole('dialog', { name: 'Change password' }));
  const press = () => person.click(panel.getByRole('button', { name: 'Change password' }));
  await paste('Your password', 'not this one');
  await paste('New password', 'another way to begin');
  await paste('New password again', 'another way to begin');
  await press();
  expect(await panel.findByText(/This is not your password/)).toBeTruthy();
  house.clock.pass(60_000);
  await person.clear(panel.getByLabelText('Your password'));
  await paste('Your password', password);
  await waitFor(() => expect(panel.getByRole('button', { name: 'Change password' }).getAttribute('aria-disabled')).toBeNull());
  await press();
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await expect(house.window.call('SessionGet', {})).rejects.toMatchObject({ code: 'Unauthorized' });
  await signIn(house.engine.window(), 'another way to begin');
});

it('an app is set up by the code that it shows, and the secret is gone from the page then', async () => {
  const house = await peopleHouse();
  const { person, paste, client, queries } = await atAccount(house);
  await person.click(await screen.findByRole('button', { name: 'Add authenticator app' }));
  const panel = within(await screen.findByRole('dialog', { name: 'Add an authenticator app' }));
  await paste('Your password', password);
  await person.click(panel.getByRole('button', { name: 'Continue' }));
  expect(await panel.findByRole('img', { name: 'QR code for the authenticator app' })).toBeTruthy();
  const secret = panel.getByText(/^(?:[A-Z2-7]{4} ){3,}/).textContent;
  const code = text(anApp(uriOf(secret)).codeAt(house.clock.now()));
  // The last digit sends it.
  await person.type(panel.getByLabelText('Code that the app shows'), code);
  expect(await screen.findByRole('list', { name: 'Second factors' })).toBeTruthy();
  expect(document.body.textContent).not.toContain(secret);
  const cached = JSON.stringify(
    queries
      .getQueryCache()
      .getAll()
      .map(({ state }) => state.data),
  );
  expect(cached).not.toContain(secret.replaceAll(' ', ''));
  expect(
    queries
      .getMutationCache()
      .getAll()
      .map(({ state }) => state.variables),
  ).toEqual([]);
  expect(client.asked.filter(({ name }) => name === 'FactorConfirm')).toHaveLength(1);
});

it('a wrong code sets nothing up and says what to compare', async () => {
  const house = await peopleHouse();
  const { person, paste } = await atAccount(house);
  await person.click(await screen.findByRole('button', { name: 'Add authenticator app' }));
  const panel = within(await screen.findByRole('dialog', { name: 'Add an authenticator app' }));
  await paste('Your password', password);
  await person.click(panel.getByRole('button', { name: 'Continue' }));
  await person.type(await panel.findByLabelText('Code that the app shows'), '000000');
  expect(await panel.findByText(/This is not the code that belongs to it/)).toBeTruthy();
  expect((await house.window.call('FactorList', {})).items).toEqual([]);
});

it('recovery codes stand in for a factor, are shown once, and one is entered to prove that they are kept', async () => {
  const house = await peopleHouse();
  await setUpApp(house.window, house.clock);
  house.clock.pass(60_000);
  const lena = await join(house, 'lena');
  expect(lena.factors).toEqual([]);
  const { person, paste } = await atAccount(house, 'lena');
  const make = await screen.findByRole('button', { name: 'Make recovery codes' });
  expect(make.getAttribute('aria-disabled')).toBe('true');
  await person.click(screen.getByRole('button', { name: 'Add authenticator app' }));
  let panel = within(await screen.findByRole('dialog'));
  await paste('Your password', password);
  await person.click(panel.getByRole('button', { name: 'Continue' }));
  const secret = (await panel.findByText(/^(?:[A-Z2-7]{4} ){3,}/)).textContent;
  await person.type(panel.getByLabelText('Code that the app shows'), text(anApp(uriOf(secret)).codeAt(house.clock.now())));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());

  await person.click(await screen.findByRole('button', { name: 'Make recovery codes' }));
  panel = within(await screen.findByRole('dialog', { name: 'Make recovery codes' }));
  await paste('Your password', password);
  await person.click(panel.getByRole('button', { name: 'Continue' }));
  const codes = within(await panel.findByRole('list', { name: 'Recovery codes' })).getAllByRole('listitem');
  expect(codes).toHaveLength(10);
  const shown = codes.map((code) => code.textContent);
  await paste('Enter one of them', shown[4] ?? '');
  await person.click(panel.getByRole('button', { name: 'They are kept' }));
  expect(await screen.findByText(/10 left|9 left/)).toBeTruthy();
  for (const code of shown) expect(document.body.textContent).not.toContain(code);
});

it('a factor is removed with the own password', async () => {
  const house = await peopleHouse();
  const page = await atAccount(house);
  await setUpApp(page.client, house.clock, 'Old phone');
  await page.queries.invalidateQueries();
  await page.person.click(await screen.findByRole('button', { name: 'Remove Old phone' }));
  const decision = within(await screen.findByRole('dialog', { name: 'Remove Old phone' }));
  expect(decision.getByRole('button', { name: 'Remove' }).getAttribute('aria-disabled')).toBe('true');
  await page.paste('Your password', password);
  await page.person.click(decision.getByRole('button', { name: 'Remove' }));
  expect(await screen.findByText('None yet: the password alone signs you in.')).toBeTruthy();
});
