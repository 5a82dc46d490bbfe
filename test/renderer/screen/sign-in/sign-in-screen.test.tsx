import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { queryKey } from '../../../../renderer/api/query.ts';
import { SignInScreen } from '../../../../renderer/screen/sign-in/sign-in-screen.tsx';
import { right, type DoorScene } from '../../support/door-client.ts';
import { openHouse } from '../../support/door-scene.ts';
import { openDoor } from '../../support/open-door.tsx';

vi.setConfig({ testTimeout: 30_000 });
afterEach(cleanup);

const open = (scene: DoorScene) => openDoor(scene, 'Sign in to Northwind', <SignInScreen />);
const password = () => screen.getByLabelText<HTMLInputElement>('Password');
const signIns = (client: { asked: readonly { name: string; input: unknown }[] }) =>
  client.asked.filter(({ name }) => name === 'SessionCreate').map(({ input }) => input);

describe('signing in', () => {
  test('people are shown by name, without their rights', async () => {
    await open(openHouse(Date.now()));
    const group = screen.getByRole('group', { name: 'Who you are' });
    expect(within(group).getAllByRole('radio')).toHaveLength(4);
    expect(group.textContent).not.toMatch(/admin/i);
  });

  test('the chosen person signs in with the password', async () => {
    const { user, client } = await open(openHouse(Date.now()));
    await user.click(screen.getByRole('radio', { name: /Lena Brandt/ }));
    await user.click(password());
    await user.paste(right.password);
    await user.keyboard('{Enter}');
    await waitFor(() => expect(signIns(client)).toHaveLength(1));
    expect(signIns(client)[0]).toMatchObject({ person: 'l.brandt' });
  });

  test('someone who is not on a card types a name', async () => {
    const { user, client } = await open(openHouse(Date.now()));
    await user.click(screen.getByRole('radio', { name: /Someone else/ }));
    await user.click(password());
    await user.paste(right.password);
    await user.keyboard('{Enter}');
    expect(await screen.findByText('Enter your sign-in name.')).toBeTruthy();
    await user.type(screen.getByLabelText('Sign-in name'), 'c.novak{Enter}');
    await waitFor(() => expect(signIns(client)).toMatchObject([{ person: 'c.novak' }]));
  });

  test('who was chosen is chosen still when the card goes away meanwhile', async () => {
    const scene = openHouse(Date.now());
    const { user, client, queries } = await open(scene);
    await user.click(screen.getByRole('radio', { name: /Lena Brandt/ }));
    await user.click(password());
    await user.paste(right.password);
    const people = scene.instance.people?.filter(({ name }) => name !== 'l.brandt') ?? [];
    scene.instance = { ...scene.instance, people };
    await queries.invalidateQueries({ queryKey: queryKey.instance });
    await waitFor(() => expect(screen.getByRole('radio', { name: /Someone else/ })).toHaveProperty('checked', true));
    expect(screen.getByLabelText<HTMLInputElement>('Sign-in name').value).toBe('l.brandt');
    await user.click(screen.getByRole('button', { name: 'Sign in' }));
    await waitFor(() => expect(signIns(client)).toMatchObject([{ person: 'l.brandt' }]));
  });

  test('a wrong password is told, the field keeps the focus, and the wait is shown', async () => {
    const { user, client } = await open({ ...openHouse(Date.now()), waitSeconds: 60 });
    await user.click(password());
    await user.paste('not the right one');
    await user.keyboard('{Enter}');
    expect(await screen.findByText(/Name and password don’t belong together/)).toBeTruthy();
    expect(screen.getByText(/Next attempt in/)).toBeTruthy();
    expect(document.activeElement).toBe(password());
    await user.keyboard('{Enter}');
    expect(signIns(client)).toHaveLength(1);
  });

  test('changing who one is forgets what was typed', async () => {
    const { user } = await open(openHouse(Date.now()));
    await user.type(password(), 'half a password');
    await user.click(screen.getByRole('radio', { name: /André/ }));
    expect(password().value).toBe('');
  });
});
