import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { anApp, setUpApp, setUpCodes } from '../../../support/a-factor.ts';
import { password, text, utf8 } from '../../../support/a-house.ts';
import { withLayout } from '../../support/layout.ts';
import { fill } from '../../support/open-house.tsx';
import { invite, join, openBefore, peopleHouse, signInAs, type PeoplePage } from '../../support/people-house.tsx';

vi.setConfig({ testTimeout: 60_000 });
withLayout();
afterEach(cleanup);

const proofs = (client: { asked: readonly { name: string; input: unknown }[] }) =>
  client.asked.filter(({ name }) => name === 'SessionProve');

/** A house whose owner has an app, and a page on which the password was given. */
async function halfway() {
  const house = await peopleHouse();
  const { app } = await setUpApp(house.window, house.clock);
  const { codes } = await setUpCodes(house.window);
  house.clock.pass(60_000);
  const page = openBefore(house);
  await screen.findByRole('radio', { name: /Ada/ });
  await page.paste('Password', password);
  await page.person.keyboard('{Enter}');
  const field = await screen.findByLabelText<HTMLInputElement>('Code');
  return { ...house, ...page, app, codes, field };
}

it('the sixth digit of the code signs in, and spaces make no difference', async () => {
  const { person, app, clock, field, client } = await halfway();
  const code = text(app.codeAt(clock.now()));
  await waitFor(() => expect(document.activeElement).toBe(field));
  await person.type(field, `${code.slice(0, 3)} ${code.slice(3, 5)}`);
  expect(proofs(client)).toHaveLength(0);
  await person.type(field, code.slice(5));
  expect(await screen.findByRole('navigation', { name: 'Places' })).toBeTruthy();
});

it('a wrong code is told, and the field is ready for another', async () => {
  const { person, field } = await halfway();
  await person.type(field, '000000');
  expect(await screen.findByText(/This is not the code that the app shows now/)).toBeTruthy();
  await waitFor(() => expect(document.activeElement).toBe(field));
});

it('a recovery code is a way out where the phone is lost', async () => {
  const { person, codes, paste } = await halfway();
  await person.click(screen.getByRole('button', { name: 'Use a recovery code' }));
  await paste('Recovery code', codes[7]?.toLowerCase() ?? '');
  await person.click(screen.getByRole('button', { name: 'Continue' }));
  expect(await screen.findByRole('navigation', { name: 'Places' })).toBeTruthy();
});

it('who takes too long is asked for the password again, and told why', async () => {
  const { person, field, app, clock } = await halfway();
  clock.pass(6 * 60_000);
  await person.type(field, text(app.codeAt(clock.now())));
  expect(await screen.findByText(/The second step came too late/)).toBeTruthy();
  expect(screen.getByLabelText<HTMLInputElement>('Password').value).toBe('');
  expect(screen.getByRole('radio', { name: /Ada/ })).toHaveProperty('checked', true);
});

it('who was invited chooses a password by the code and is in', async () => {
  const house = await peopleHouse();
  const { code } = await invite(house, 'lena');
  const { person, paste } = openBefore(house);
  await person.click(await screen.findByRole('button', { name: 'I have an invitation' }));
  expect(await screen.findByRole('heading', { name: 'You are invited' })).toBeTruthy();
  const accept = screen.getByRole('button', { name: 'Set the password and sign in' });
  await person.click(accept);
  expect(screen.getByText('Enter your sign-in name.')).toBeTruthy();
  expect(screen.getByText('Enter the one-time code that you were given.')).toBeTruthy();
  fill(screen.getByRole('textbox', { name: 'Sign-in name' }), 'Lena');
  await paste('One-time code', code.toLowerCase().replaceAll('-', ' '));
  await paste('New password', 'a password of my own');
  await paste('New password again', 'a password of my own');
  await person.click(accept);
  expect(await screen.findByRole('navigation', { name: 'Places' })).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Lena' })).toBeTruthy();
});

/** Presses Tab until something has the focus. */
async function tabTo({ person }: Pick<PeoplePage, 'person'>, target: Element) {
  for (let presses = 0; presses < 20 && document.activeElement !== target; presses += 1) await person.tab();
  expect(document.activeElement).toBe(target);
}

it('an invitation is accepted by keyboard alone', async () => {
  const house = await peopleHouse();
  const { code } = await invite(house, 'lena');
  const page = openBefore(house);
  const { person } = page;
  const toInvitation = await screen.findByRole('button', { name: 'I have an invitation' });
  await tabTo(page, toInvitation);
  await person.keyboard('{Enter}');
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Sign-in name' })));
  await person.keyboard('lena{Tab}');
  await person.keyboard(`${code}{Tab}a password of my own`);
  const again = screen.getByLabelText('New password again');
  await tabTo(page, again);
  await person.keyboard('a password of my own{Enter}');
  expect(await screen.findByRole('navigation', { name: 'Places' })).toBeTruthy();
});

it('a code that isn’t theirs changes nothing and is told alike for every reason', async () => {
  const house = await peopleHouse();
  await invite(house, 'lena');
  const { person, paste } = openBefore(house);
  await person.click(await screen.findByRole('button', { name: 'I have an invitation' }));
  fill(screen.getByRole('textbox', { name: 'Sign-in name' }), 'lena');
  await paste('One-time code', '0000-0000-0000-0000-0000-0000-00');
  await paste('New password', 'a password of my own');
  await paste('New password again', 'a password of my own');
  await person.click(screen.getByRole('button', { name: 'Set the password and sign in' }));
  expect(await screen.findByText(/Name and code don’t belong together, or the code was used or is too old/)).toBeTruthy();
});

it('where a factor is due it is set up before anything else', async () => {
  const house = await peopleHouse();
  await join(house, 'lena', true);
  const page = openBefore(house);
  await page.person.click(await screen.findByRole('radio', { name: /Lena/ }));
  await page.paste('Password', password);
  await page.person.keyboard('{Enter}');
  expect(await screen.findByRole('heading', { name: 'Set up a second factor' })).toBeTruthy();
  expect(screen.queryByRole('navigation', { name: 'Places' })).toBeNull();
  expect(screen.getByRole('radio', { name: /Passkey/ })).toHaveProperty('disabled', true);
  await page.person.click(screen.getByRole('button', { name: 'Continue' }));
  await page.paste('Your password', password);
  await page.person.click(screen.getByRole('button', { name: 'Continue' }));
  const secret = (await screen.findByText(/^(?:[A-Z2-7]{4} ){3,}/)).textContent.replaceAll(' ', '');
  const app = anApp(utf8(`otpauth://totp/Northwind:lena?secret=${secret}`));
  await page.person.type(screen.getByLabelText('Code that the app shows'), text(app.codeAt(house.clock.now())));
  expect(await screen.findByRole('heading', { name: 'Recovery codes for an emergency' })).toBeTruthy();
  await page.person.click(screen.getByRole('button', { name: 'Not now' }));
  expect(await screen.findByRole('navigation', { name: 'Places' })).toBeTruthy();
});

it('who switches person comes to another one’s card, without unlocking', async () => {
  const house = await peopleHouse();
  await join(house, 'lena');
  const page = openBefore(house);
  await signInAs(page, 'ada');
  await page.person.click(screen.getByRole('button', { name: 'Ada Lovelace' }));
  await page.person.click(await screen.findByRole('menuitem', { name: 'Switch person' }));
  const lena = await screen.findByRole('radio', { name: /Lena/ });
  expect(lena).toHaveProperty('checked', true);
  await waitFor(() => expect(document.activeElement).toBe(lena));
});

it('who signed in last stands first, and in a large house the others are found by typing', async () => {
  const house = await peopleHouse();
  for (const name of ['bela', 'cleo', 'dara', 'emil', 'finn', 'gita', 'hana']) await join(house, name);
  // Choosing so many passwords in a row is slowed.
  house.clock.pass(60_000);
  const page = openBefore(house);
  const group = within(await screen.findByRole('group', { name: 'Who you are' }));
  expect(group.getAllByRole('radio')[0]).toBe(group.getByRole('radio', { name: /Ada/ }));
  expect(group.getAllByRole('radio')).toHaveLength(6);
  await page.person.click(group.getByRole('radio', { name: /Someone else/ }));
  await page.person.type(screen.getByLabelText('Sign-in name'), 'han');
  await page.person.click(await screen.findByRole('option', { name: /hana/ }));
  await page.paste('Password', password);
  await page.person.click(screen.getByRole('button', { name: 'Sign in' }));
  expect(await screen.findByRole('button', { name: 'Hana' })).toBeTruthy();
});
