import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { withLayout } from '../../support/layout.ts';
import { fill, openHouse } from '../../support/open-house.tsx';
import { emptyScene, fullScene, type Scene } from '../../support/scene.ts';

const now = Date.now();
vi.setConfig({ testTimeout: 60_000 });
withLayout(1440, 420);
afterEach(cleanup);

async function withPalette(scene: Scene = fullScene(now), place?: string) {
  const house = openHouse(scene);
  await screen.findByRole('heading', { level: 1, name: 'Overview' });
  if (place !== undefined) await house.goTo(place);
  const open = async () => {
    await house.person.keyboard('{Control>}k{/Control}');
    const field = await screen.findByRole('combobox', { name: /Search every vault/ });
    const list = screen.getByRole('listbox', { name: 'Found' });
    const options = () => [...list.querySelectorAll('[role=option]')];
    const option = (name: string) => options().find((it) => it.textContent?.includes(name));
    return { field, options, option };
  };
  return { ...house, open };
}

it('every place and action is listed with its keys, what can’t be done with the reason', async () => {
  const { open } = await withPalette();
  const { option } = await open();
  expect(option('Go to Vaults')?.textContent).toContain('GthenV');
  expect(option('Lock')?.textContent).toContain('CtrlL');
  expect(option('Copy value')?.textContent).toContain('Choose a secret first.');
  expect(option('Copy value')?.getAttribute('aria-disabled')).toBe('true');
  expect(option('Edit person')?.textContent).toContain('Choose a person first');
  expect(option('Tag the selection')?.textContent).toContain('Select secrets first');
});

it('what is typed finds actions; the arrows choose, Enter does', async () => {
  const { open, person } = await withPalette();
  const { field, options } = await open();
  fill(field, 'go to');
  await person.keyboard('{ArrowDown}');
  const chosen = options().find((it) => it.getAttribute('aria-selected') === 'true');
  expect(field.getAttribute('aria-activedescendant')).toBe(chosen?.id);
  expect(chosen?.textContent).toContain('Go to Vaults');
  await person.keyboard('{Enter}');
  expect(await screen.findByRole('heading', { level: 1, name: 'Vaults' })).toBeTruthy();
});

it('secrets and vaults are found as one types', async () => {
  const { open, person } = await withPalette();
  const { field, option } = await open();
  fill(field, 'stripe');
  await waitFor(() => expect(option('stripe-live-secret')?.textContent).toContain('payroll'));
  fill(field, 'shop-p');
  await waitFor(() => expect(option('shop-prod')).toBeTruthy());
  fill(field, 'stripe-live');
  await waitFor(() => expect(option('stripe-live-secret')?.getAttribute('aria-selected')).toBe('true'));
  await person.keyboard('{Enter}');
  expect(await screen.findByRole('heading', { level: 2, name: 'stripe-live-secret' })).toBeTruthy();
});

it('an action that can’t be done does nothing and says why', async () => {
  const { open, person } = await withPalette();
  const { field } = await open();
  fill(field, 'edit person');
  await person.keyboard('{Enter}');
  expect(screen.getByRole('combobox', { name: /Search every vault/ })).toBeTruthy();
  expect(within(screen.getByRole('dialog')).getByRole('status').textContent).toMatch(/Choose a person first/);
});

it('closing gives the focus back to where it was', async () => {
  const { open, person } = await withPalette();
  const lock = screen.getByRole('button', { name: 'Lock' });
  lock.focus();
  await open();
  await person.keyboard('{Escape}');
  await waitFor(() => expect(document.activeElement).toBe(lock));
});

it('an action that another screen does leads there', async () => {
  const { open, person } = await withPalette();
  const { field } = await open();
  fill(field, 'add secret');
  await person.keyboard('{Enter}');
  expect(await screen.findByRole('dialog', { name: /^Add a secret/ })).toBeTruthy();
});

it('without a vault, adding a secret says what comes first', async () => {
  const { open } = await withPalette(emptyScene(now), 'Secrets');
  const { option } = await open();
  await waitFor(() => expect(option('Add secret')?.textContent).toContain('No vault yet'));
});
