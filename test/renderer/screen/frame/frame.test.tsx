import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { withLayout } from '../../support/layout.ts';
import { openHouse } from '../../support/open-house.tsx';
import { anInstance, brokenScene, emptyScene, fullScene } from '../../support/scene.ts';

const now = Date.now();
vi.setConfig({ testTimeout: 30_000 });
withLayout();
afterEach(cleanup);

const open = async () => {
  const house = openHouse(fullScene(now));
  await screen.findByRole('heading', { level: 1, name: 'Overview' });
  return house;
};

it('the rail leads to every place that exists, and says where one is', async () => {
  const { goTo } = await open();
  const rail = screen.getByRole('navigation', { name: 'Places' });
  expect(
    within(rail)
      .getAllByRole('link')
      .map((link) => link.textContent),
  ).toEqual([
    'Overview',
    'Vaults',
    'Secrets',
    'Keys',
    'Recycle bin',
    'Access',
    'People',
    'Groups',
    'Applications',
    'Requests',
    'Log',
    'Integrity',
    'HSM',
    'Endpoint',
    'Settings',
  ]);
  await goTo('Vaults');
  await waitFor(() => expect(within(rail).getByRole('link', { current: 'page' }).textContent).toBe('Vaults'));
});

it('G and V goes to the vaults, and the title takes the focus', async () => {
  const { person } = await open();
  await person.keyboard('gv');
  const title = await screen.findByRole('heading', { level: 1, name: 'Vaults' });
  expect(document.activeElement).toBe(title);
});

it('? shows the map of keys, where single letters can be turned off', async () => {
  const { person, shell } = await open();
  await person.keyboard('?');
  const map = await screen.findByRole('dialog', { name: 'Keys' });
  await person.click(within(map).getByRole('checkbox', { name: 'Single letters act' }));
  expect(shell.state().preference.letterKeys).toBe(false);
  await person.click(within(map).getByRole('button', { name: 'Close' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await person.keyboard('gv');
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Overview');
});

it('Ctrl+B turns the rail to icons that keep their names', async () => {
  const { person, shell } = await open();
  await person.keyboard('{Control>}b{/Control}');
  expect(shell.state().preference.railCollapsed).toBe(true);
  expect(screen.getByRole('link', { name: 'Integrity' }).textContent).toBe('');
});

it('Ctrl+L and the button lock', async () => {
  const { person, client } = await open();
  await person.keyboard('{Control>}l{/Control}');
  await waitFor(() => expect(client.asked).toContain('InstanceLock'));
  await person.click(screen.getByRole('button', { name: 'Lock' }));
  await waitFor(() => expect(client.asked.filter((name) => name === 'InstanceLock')).toHaveLength(2));
});

it('sealing is said in full before it is done', async () => {
  const { person, client } = await open();
  await person.click(screen.getByRole('button', { name: 'M. Okafor' }));
  await person.click(await screen.findByRole('menuitem', { name: /Seal/ }));
  const decision = await screen.findByRole('dialog', { name: 'Seal Strongroom' });
  expect(client.asked).not.toContain('InstanceSeal');
  await person.click(within(decision).getByRole('button', { name: 'Seal' }));
  await waitFor(() => expect(client.asked).toContain('InstanceSeal'));
});

it('signing out leads to the sign-in page, and nothing that was read stays', async () => {
  const { person, queries } = await open();
  await person.click(screen.getByRole('button', { name: 'M. Okafor' }));
  await person.click(await screen.findByRole('menuitem', { name: 'Sign out' }));
  expect(await screen.findByRole('heading', { level: 1, name: /Sign in/ })).toBeTruthy();
  expect(queries.getQueryCache().findAll({ queryKey: ['vaults'] })).toHaveLength(0);
});

it.each([
  ['empty', /Set up Strongroom/],
  ['sealed', /./],
  ['quarantined', /not as it was left/],
] as const)('a house that is %s shows its own page', async (state, title) => {
  const scene = emptyScene(now);
  openHouse({ ...scene, session: undefined, instance: anInstance({ state, slots: scene.slots, rollback: { found: 1, expected: 2 } }) });
  expect(await screen.findByRole('heading', { level: 1, name: title })).toBeTruthy();
  expect(screen.queryByRole('navigation', { name: 'Places' })).toBeNull();
});

it('the overview claims nothing about what it couldn’t look at', async () => {
  openHouse(brokenScene(now));
  expect(await screen.findByText('Not looked at: secrets, unlock slots, the log.')).toBeTruthy();
  expect(screen.queryByText('Nothing needs attention.')).toBeNull();
});

it('the first steps lead to the form', async () => {
  const { person } = openHouse(emptyScene(now));
  await person.click(await screen.findByRole('link', { name: 'Create vault' }));
  expect(await screen.findByRole('dialog', { name: 'Create vault' })).toBeTruthy();
});

describe('without input', () => {
  beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));
  afterEach(() => void vi.useRealTimers());

  it('the window warns, and locks; a key in between keeps it open', async () => {
    const scene = fullScene(Date.now());
    const { client } = openHouse({ ...scene, instance: anInstance({ idleMinutes: 5 }) });
    await screen.findByRole('heading', { level: 1, name: 'Overview' });
    act(() => void vi.advanceTimersByTime(4 * 60_000 + 45_000));
    expect(screen.getByText(/Locks in/)).toBeTruthy();
    fireEvent.keyDown(document.body, { key: 'Shift' });
    expect(screen.queryByText(/Locks in/)).toBeNull();
    act(() => void vi.advanceTimersByTime(4 * 60_000));
    expect(client.asked).not.toContain('InstanceLock');
    act(() => void vi.advanceTimersByTime(61_000));
    await waitFor(() => expect(client.asked).toContain('InstanceLock'));
  });
});
