import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { RollbackScreen } from '../../../../renderer/screen/rollback/rollback-screen.tsx';
import { right, type DoorScene } from '../../support/door-client.ts';
import { olderHouse } from '../../support/door-scene.ts';
import { openDoor } from '../../support/open-door.tsx';

vi.setConfig({ testTimeout: 30_000 });
afterEach(cleanup);

const open = (scene: DoorScene) => openDoor(scene, 'This database is not as it was left', <RollbackScreen />);
type User = Awaited<ReturnType<typeof open>>['user'];

async function signIn(user: User) {
  await user.click(await screen.findByLabelText('Password'));
  await user.paste(right.password);
  await user.keyboard('{Enter}');
  await screen.findByLabelText('Reason');
}

describe('a database older than its anchor', () => {
  test('says what was found, what was expected, and how much is missing', async () => {
    await open(olderHouse(Date.now()));
    expect(await screen.findByText('1,204 records')).toBeTruthy();
    expect(screen.getByText('at least 1,311 records')).toBeTruthy();
    expect(screen.getByText('107 records')).toBeTruthy();
  });

  test('is accepted as a restored backup only by someone signed in, with a reason, and the name typed', async () => {
    const { user, client } = await open(olderHouse(Date.now()));
    expect(screen.queryByLabelText('Reason')).toBeNull();
    await signIn(user);
    await user.type(screen.getByLabelText('Reason'), 'too short');
    await user.click(screen.getByRole('button', { name: 'Accept the older copy…' }));
    expect(screen.getByText(/at least 10 characters/)).toBeTruthy();
    await user.type(screen.getByLabelText('Reason'), ', disk replaced');
    await user.click(screen.getByRole('button', { name: 'Accept the older copy…' }));
    const dialog = within(await screen.findByRole('dialog'));
    await user.click(dialog.getByRole('button', { name: 'Accept for good' }));
    expect(client.asked.some(({ name }) => name === 'InstanceRestoreAccept')).toBe(false);
    await user.type(dialog.getByLabelText('Type Northwind to confirm'), 'Northwind');
    await user.click(dialog.getByRole('button', { name: 'Accept for good' }));
    await waitFor(() =>
      expect(client.asked.find(({ name }) => name === 'InstanceRestoreAccept')?.input).toEqual({ reason: 'too short, disk replaced' }),
    );
  });

  test('can be sealed to bring the newest copy, once someone is signed in', async () => {
    const { user, client } = await open(olderHouse(Date.now()));
    const seal = await screen.findByRole('button', { name: 'Seal now' });
    await user.click(seal);
    expect(client.asked.some(({ name }) => name === 'InstanceSeal')).toBe(false);
    await signIn(user);
    await user.click(screen.getByRole('button', { name: 'Seal now' }));
    await waitFor(() => expect(client.asked.some(({ name }) => name === 'InstanceSeal')).toBe(true));
  });
});
