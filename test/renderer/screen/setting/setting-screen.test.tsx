import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { HsmToken } from '../../../../app/contract/hsm.ts';
import { SettingScreen } from '../../../../renderer/screen/setting/setting-screen.tsx';
import { right, type DoorScene } from '../../support/door-client.ts';
import { busyHouse, deniedLog } from '../../support/door-scene.ts';
import { openDoor } from '../../support/open-door.tsx';
import { aSlot } from '../../support/sample.ts';
import { aLockedToken, aModuleWith } from '../../support/scripted-hsm.ts';
import { aToken } from '../../../support/sample-key.ts';

vi.setConfig({ testTimeout: 30_000 });
afterEach(cleanup);

const open = (scene: DoorScene) => openDoor(scene, 'Settings', <SettingScreen />);
type User = Awaited<ReturnType<typeof open>>['user'];
const threeSlots = (now: number): DoorScene => ({
  ...busyHouse(now),
  slots: [aSlot('passphrase', now), aSlot('shares', now), aSlot('keychain', now)],
});
const withTokens = (...tokens: HsmToken[]): DoorScene => {
  const scene = busyHouse(Date.now());
  return { ...scene, key: { ...scene.key, modules: [aModuleWith(...tokens)] } };
};
const put = async (user: User, name: string, text: string) => {
  await user.click(screen.getByLabelText(name));
  await user.paste(text);
};
const asked = (client: { asked: readonly { name: string; input: unknown }[] }, wanted: string) =>
  client.asked.filter(({ name }) => name === wanted);

describe('settings', () => {
  test('two slots must stay: the last two cannot be removed, and say why', async () => {
    const { user } = await open(busyHouse(Date.now()));
    const remove = await screen.findByRole('button', { name: 'Remove Passphrase' });
    expect(remove.getAttribute('aria-disabled')).toBe('true');
    await user.click(remove);
    expect(screen.queryByRole('dialog')).toBeNull();
    await user.hover(remove);
    expect(await screen.findByText(/Two slots must stay/)).toBeTruthy();
  });

  test('a slot is removed with reason, own password and its name typed', async () => {
    const { user, client } = await open(threeSlots(Date.now()));
    await user.click(await screen.findByRole('button', { name: 'Remove System keychain' }));
    const dialog = within(await screen.findByRole('dialog'));
    const remove = dialog.getByRole('button', { name: 'Remove for good' });
    expect(remove.getAttribute('aria-disabled')).toBe('true');
    await user.type(dialog.getByLabelText('Reason'), 'laptop goes back');
    await put(user, 'Your password', right.password);
    await user.type(dialog.getByLabelText('Type System keychain to confirm'), 'System keychain');
    await user.click(dialog.getByRole('button', { name: 'Remove for good' }));
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Remove System keychain' })).toBeNull());
    expect(asked(client, 'SlotRemove')).toHaveLength(1);
  });

  test('a wrong own password removes nothing and says so', async () => {
    const { user } = await open(threeSlots(Date.now()));
    await user.click(await screen.findByRole('button', { name: 'Remove Passphrase' }));
    const dialog = within(await screen.findByRole('dialog'));
    await user.type(dialog.getByLabelText('Reason'), 'no longer used');
    await put(user, 'Your password', 'somebody else’s');
    await user.type(dialog.getByLabelText('Type Passphrase to confirm'), 'Passphrase');
    await user.click(dialog.getByRole('button', { name: 'Remove for good' }));
    expect(await dialog.findByText(/This is not your password/)).toBeTruthy();
    expect(screen.getByRole('dialog')).toBeTruthy();
  });

  test('a passphrase is added with a label and the own password', async () => {
    const { user, client } = await open(busyHouse(Date.now()));
    await user.click(await screen.findByRole('button', { name: 'Add a slot' }));
    await user.click(screen.getByRole('button', { name: 'Add the slot' }));
    expect(screen.getByText('Give it a label.')).toBeTruthy();
    expect(screen.getByText('Enter your own password.')).toBeTruthy();
    expect(asked(client, 'SlotAdd')).toHaveLength(0);
    await put(user, 'Label', 'Lena');
    await put(user, 'New passphrase', right.passphrase);
    await put(user, 'New passphrase again', right.passphrase);
    await put(user, 'Your password', right.password);
    await user.click(screen.getByRole('button', { name: 'Add the slot' }));
    expect(await screen.findByRole('button', { name: 'Remove Lena', hidden: true })).toBeTruthy();
  });

  test('shares of a new slot are shown once, and closing asks whether they are kept', async () => {
    const { user } = await open(busyHouse(Date.now()));
    await user.click(await screen.findByRole('button', { name: 'Add a slot' }));
    await user.click(screen.getByRole('radio', { name: 'Recovery shares' }));
    await put(user, 'Label', 'Board');
    await put(user, 'Your password', right.password);
    await user.click(screen.getByRole('button', { name: 'Add the slot' }));
    expect(await screen.findByText('Share 5')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Done' }));
    expect(screen.getByText(/nobody can show them again/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'They are kept, close' }));
    await waitFor(() => expect(screen.queryByText('Share 5')).toBeNull());
  });

  test('a key in a token is added with the PIN of one that is open, and says what its loss means', async () => {
    const { user, client } = await open(withTokens(aToken, aLockedToken));
    await user.click(await screen.findByRole('button', { name: 'Add a slot' }));
    await user.click(await screen.findByRole('radio', { name: 'HSM key' }));
    expect(screen.getByText(/Always keep a slot that needs no token/)).toBeTruthy();
    await put(user, 'Label', 'Vault room');
    await put(user, 'Your password', right.password);
    await user.click(screen.getByRole('button', { name: 'Add the slot' }));
    expect(screen.getByText('Choose a token.')).toBeTruthy();
    expect(screen.getByText('Enter the PIN.')).toBeTruthy();
    expect(asked(client, 'SlotAdd')).toHaveLength(0);
    await user.click(screen.getByRole('radio', { name: aToken.label }));
    await put(user, 'User PIN', right.pin);
    await user.click(screen.getByRole('button', { name: 'Add the slot' }));
    expect(await screen.findByRole('button', { name: 'Remove Vault room', hidden: true })).toBeTruthy();
    expect(asked(client, 'SlotAdd')).toEqual([{ name: 'SlotAdd', input: expect.objectContaining({ kind: 'hsm', token: aToken.id }) }]);
  });

  test('without an open token there is no key to be made, and it is said why', async () => {
    const { user } = await open(withTokens(aLockedToken));
    await user.click(await screen.findByRole('button', { name: 'Add a slot' }));
    expect(await screen.findByText(/No token is open/)).toBeTruthy();
    expect(screen.getByRole<HTMLInputElement>('radio', { name: 'HSM key' }).disabled).toBe(true);
  });

  test('two slots in one token are one way in: neither the last other one can be removed', async () => {
    const now = Date.now();
    const second = { ...aSlot('hsm', now), id: crypto.randomUUID(), label: 'Again' };
    const { user } = await open({ ...busyHouse(now), slots: [aSlot('passphrase', now), aSlot('hsm', now), second] });
    const stay = await screen.findByRole('button', { name: 'Remove Passphrase' });
    expect(stay.getAttribute('aria-disabled')).toBe('true');
    await user.hover(stay);
    expect(await screen.findByText(/aren’t in the same token/)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Remove Again' }).getAttribute('aria-disabled')).toBeNull();
    expect(screen.getAllByText(/AES-256 key/)).toHaveLength(2);
  });

  test('the time to lock is set at once and can be undone', async () => {
    const { user, client } = await open(busyHouse(Date.now()));
    await user.selectOptions(await screen.findByLabelText('Lock without input after'), '5');
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(asked(client, 'SettingPut').map(({ input }) => input)).toEqual([{ idleMinutes: 5 }, { idleMinutes: 15 }]));
  });

  test('the appearance is kept by the shell', async () => {
    const { user, shell } = await open(busyHouse(Date.now()));
    await user.click(screen.getByRole('radio', { name: 'Dark' }));
    expect(shell.state().preference.appearance).toBe('dark');
  });

  test('sealing is said in full before it is done', async () => {
    const { user, client } = await open(busyHouse(Date.now()));
    await user.click(screen.getByRole('button', { name: 'Seal now…' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(asked(client, 'InstanceSeal')).toHaveLength(0);
    await user.click(dialog.getByRole('button', { name: 'Seal' }));
    await waitFor(() => expect(asked(client, 'InstanceSeal')).toHaveLength(1));
  });

  test('slots that cannot be read leave the rest usable', async () => {
    await open(deniedLog(Date.now()));
    expect(await screen.findByText(/something failed inside Strongroom/)).toBeTruthy();
    expect(screen.getByRole('radio', { name: 'Dark' })).toBeTruthy();
  });
});
