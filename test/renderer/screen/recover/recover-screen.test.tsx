import { cleanup, screen } from '@testing-library/react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Input } from '../../../../app/contract/operation.ts';
import { VaultError } from '../../../../app/contract/vault-error.ts';
import { right, type DoorScene } from '../../support/door-client.ts';
import { recoveredHouse } from '../../support/door-scene.ts';
import { openDoor } from '../../support/open-door.tsx';

vi.setConfig({ testTimeout: 30_000 });
afterEach(cleanup);

const open = (scene: DoorScene) => openDoor(scene, 'Opened by recovery shares');
type User = Awaited<ReturnType<typeof open>>['user'];
const put = async (user: User, name: string, text: string) => {
  await user.click(screen.getByLabelText(name));
  await user.paste(text);
};

async function fill(user: User) {
  await put(user, 'Passphrase', right.passphrase);
  await put(user, 'Passphrase again', right.passphrase);
  await user.selectOptions(screen.getByLabelText('Person'), 'l.brandt');
  await put(user, 'Password', right.password);
  await put(user, 'Password again', right.password);
  await user.click(screen.getByRole('button', { name: 'Set both' }));
}

describe('after opening by recovery shares', () => {
  test('a new passphrase and a new password are set, and people sign in', async () => {
    const { user, client } = await open(recoveredHouse(Date.now()));
    await fill(user);
    expect(await screen.findByRole('heading', { name: 'Sign in to Northwind' })).toBeTruthy();
    const input = client.asked.find(({ name }) => name === 'InstanceRecover')?.input as Input<'InstanceRecover'>;
    expect(input.person).toBe('l.brandt');
    expect(new TextDecoder().decode(input.passphrase)).toBe(right.passphrase);
  });

  test('it can be left as it is', async () => {
    const { user, client } = await open(recoveredHouse(Date.now()));
    await user.click(screen.getByRole('button', { name: 'Change nothing, sign in' }));
    expect(await screen.findByRole('heading', { name: 'Sign in to Northwind' })).toBeTruthy();
    expect(client.asked.some(({ name }) => name === 'InstanceRecover')).toBe(false);
  });

  test('what is too short or not the same twice is told before anything is asked', async () => {
    const { user, client } = await open(recoveredHouse(Date.now()));
    await put(user, 'Passphrase', 'short');
    await user.click(screen.getByRole('button', { name: 'Set both' }));
    expect(screen.getAllByText('Use at least 12 characters.').length).toBeGreaterThan(1);
    expect(screen.getByText('The two are not the same.')).toBeTruthy();
    expect(client.asked.some(({ name }) => name === 'InstanceRecover')).toBe(false);
  });

  test('a person who is gone, and a full disk, are told', async () => {
    const failure = new VaultError('BadParameter', { issues: [{ path: 'person', problem: 'unknown' }] });
    const { user } = await open({ ...recoveredHouse(Date.now()), failures: { InstanceRecover: failure } });
    await fill(user);
    expect(await screen.findByText('There is nobody of that name any more.')).toBeTruthy();
  });
});
