import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { doorScene } from '../../support/door-scene.ts';
import { openDoor } from '../../support/open-door.tsx';

vi.setConfig({ testTimeout: 60_000 });
afterEach(cleanup);

it('before anyone is in, it says that applications are being served, with Seal beside it', async () => {
  const { user, client } = await openDoor(doorScene(Date.now(), { serving: { state: 'on', locked: true } }), 'Sign in to Northwind');
  expect(await screen.findByText('Applications are being served.')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Seal…' }));
  const dialog = await screen.findByRole('dialog', { name: 'Seal Strongroom' });
  await user.click(within(dialog).getByRole('button', { name: 'Seal' }));
  await waitFor(() => expect(client.asked.map(({ name }) => name)).toContain('InstanceSeal'));
});

it('says nothing where nothing is served', async () => {
  await openDoor(doorScene(Date.now()), 'Sign in to Northwind');
  expect(screen.queryByRole('button', { name: 'Seal…' })).toBeNull();
});
