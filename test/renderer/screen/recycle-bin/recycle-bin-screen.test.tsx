import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { withLayout } from '../../support/layout.ts';
import { openConsole } from '../../support/open-console.tsx';
import { fill } from '../../support/open-house.tsx';
import { fullScene } from '../../support/scene.ts';
import { emptyBin, someBin } from '../../support/scripted-vault.ts';

vi.setConfig({ testTimeout: 60_000 });
withLayout();
afterEach(cleanup);

async function atBin(bin = someBin(Date.now())) {
  const house = openConsole(fullScene(Date.now()), '/recycle-bin', { bin });
  await screen.findByRole('heading', { level: 1, name: 'Recycle bin' });
  return house;
}

const names = () =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map((row) => within(row).getAllByRole('gridcell')[1]?.textContent);

it('an empty bin teaches what it is for', async () => {
  await atBin(emptyBin());
  expect(await screen.findByRole('heading', { name: 'The recycle bin is empty' })).toBeTruthy();
});

it('secrets and vaults lie in one list, the next to go first', async () => {
  await atBin();
  await screen.findByRole('row', { name: /old-token/ });
  expect(names()).toEqual(['secret old-token', 'secret kept-for-audit', 'secret smtp-relay-key', 'vault shop-staging']);
});

it('names of others are shown as text, hidden characters by a sign', async () => {
  await atBin();
  expect(await screen.findByText('U+202E')).toBeTruthy();
  expect(document.querySelector('script')).toBeNull();
});

it('a vault comes back with one press, and is no longer in the bin', async () => {
  const { person, bin, scene } = await atBin();
  await person.click(await screen.findByRole('row', { name: /shop-staging/ }));
  await person.click(await screen.findByRole('button', { name: 'Recover' }));
  expect(await screen.findByText(/shop-staging was recovered, with all it held/)).toBeTruthy();
  await waitFor(() => expect(screen.queryByRole('row', { name: /shop-staging/ })).toBeNull());
  expect(bin.vaults).toEqual([]);
  expect(scene.vaults.map(({ name }) => name)).toContain('shop-staging');
});

it('purging says what is lost, and is done only once the name is typed', async () => {
  const { person, bin } = await atBin();
  await person.click(await screen.findByRole('row', { name: /shop-staging/ }));
  await person.click(await screen.findByRole('button', { name: 'Purge…' }));
  const decision = await screen.findByRole('dialog', { name: 'Purge the vault shop-staging' });
  expect(decision.textContent).toContain('12 secrets with all versions');
  const verb = within(decision).getByRole('button', { name: 'Purge for good' });
  await person.click(verb);
  expect(bin.vaults).toHaveLength(1);
  fill(within(decision).getByRole('textbox'), 'shop-staging');
  await person.click(verb);
  await waitFor(() => expect(bin.vaults).toEqual([]));
});

it('what is purge-protected says why it can’t be purged, and when it goes', async () => {
  const { person } = await atBin();
  await person.click(await screen.findByRole('row', { name: /kept-for-audit/ }));
  const purge = await screen.findByRole('button', { name: 'Purge…' });
  expect(purge.getAttribute('aria-disabled')).toBe('true');
  expect(screen.getByText(/the vault protects what is deleted until/)).toBeTruthy();
  await person.click(purge);
  expect(screen.queryByRole('dialog')).toBeNull();
});

it('the list is walked, opened and closed by keys alone', async () => {
  const { person } = await atBin();
  const grid = await screen.findByRole('grid', { name: 'Recycle bin' });
  grid.focus();
  await person.keyboard('j{Enter}');
  const title = await screen.findByRole('heading', { level: 2, name: 'kept-for-audit' });
  await waitFor(() => expect(document.activeElement).toBe(title));
  await person.keyboard('{Escape}');
  await waitFor(() => expect(document.activeElement).toBe(grid));
});

it('kind and name narrow the list, of vaults too', async () => {
  const { person } = await atBin();
  await screen.findByRole('row', { name: /old-token/ });
  await person.selectOptions(screen.getByRole('combobox', { name: 'Kind' }), 'vault');
  await waitFor(() => expect(names()).toEqual(['vault shop-staging']));
  await person.click(screen.getByRole('button', { name: 'Clear' }));
  fill(screen.getByRole('textbox', { name: 'Part of a name' }), 'token');
  await waitFor(() => expect(names()).toEqual(['secret old-token']));
});

it('secrets are selected by Space and offered to be recovered or purged together; vaults are not', async () => {
  const { person } = await atBin();
  const grid = await screen.findByRole('grid', { name: 'Recycle bin' });
  grid.focus();
  await person.keyboard(' j ');
  const bar = await screen.findByRole('toolbar', { name: 'Selection' });
  expect(within(bar).getByRole('status').textContent).toBe('2 selected');
  expect(within(bar).getByRole('button', { name: 'Recover' })).toBeTruthy();
  await person.keyboard('{End} ');
  expect(await screen.findByText(/Vaults are recovered and purged one by one/)).toBeTruthy();
  expect(within(bar).getByRole('status').textContent).toBe('2 selected');
});
