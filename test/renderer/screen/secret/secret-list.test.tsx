import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { VaultError } from '../../../../app/contract/vault-error.ts';
import { withLayout } from '../../support/layout.ts';
import { fill, openHouse } from '../../support/open-house.tsx';
import { aSecret } from '../../support/sample.ts';
import { fullScene, type Scene } from '../../support/scene.ts';

const now = Date.now();
vi.setConfig({ testTimeout: 60_000 });
withLayout(1440, 420);
afterEach(cleanup);

const shop = (name: string, change = {}) => aSecret('shop-prod', name, now, change);
const twoVaults = (change: Partial<Scene> = {}): Scene => {
  const scene = fullScene(now);
  return {
    ...scene,
    secrets: { ...scene.secrets, 'shop-prod': [shop('cart-key'), shop('db-password', { tags: { owner: 'shop' } })] },
    ...change,
  };
};

async function atList(scene: Scene) {
  const house = openHouse(scene);
  await house.goTo('Secrets');
  const grid = await screen.findByRole('grid', { name: 'Secrets' });
  const rows = () => within(grid).getAllByRole('row').slice(1);
  const names = () => rows().map((row) => within(row).getAllByRole('gridcell')[1]?.textContent);
  return { ...house, grid, rows, names, field: screen.getByRole('textbox', { name: 'Search secrets' }) };
}

it('secrets of every vault stand in one list', async () => {
  const { names } = await atList(twoVaults());
  expect(names()).toHaveLength(11);
  expect(names().filter((name) => name === 'db-password')).toHaveLength(2);
  expect(screen.getByText('11 in 6 vaults')).toBeTruthy();
});

it('what is typed narrows the list, and the rows stay until the new ones are there', async () => {
  const { names, field, grid } = await atList(twoVaults());
  fill(field, 'password');
  expect(names()).toHaveLength(11);
  await waitFor(() => expect(names()).toEqual(['db-password', 'db-password', 'legacy-ftp-password · disabled']));
  expect(screen.getByRole('grid', { name: 'Secrets' })).toBe(grid);
  expect(screen.getByText('3 found')).toBeTruthy();
});

it('a typed condition becomes a chip, and Backspace takes the last one away', async () => {
  const { names, field, person } = await atList(twoVaults());
  await person.type(field, 'vault:shop-prod tag:owner=shop ');
  await waitFor(() => expect(names()).toEqual(['db-password']));
  expect(screen.getByRole('button', { name: 'Remove vault shop-prod' })).toBeTruthy();
  expect(field).toHaveProperty('value', '');
  await person.keyboard('{Backspace}');
  await waitFor(() => expect(names()).toEqual(['cart-key', 'db-password']));
});

it('a condition can be chosen instead of typed', async () => {
  const { names, person } = await atList(twoVaults());
  await person.click(screen.getByRole('button', { name: 'Filter' }));
  const form = await screen.findByRole('dialog', { name: 'Add a filter' });
  await person.selectOptions(within(form).getByRole('combobox', { name: 'Value' }), 'disabled');
  await person.click(within(form).getByRole('button', { name: 'Add filter' }));
  await waitFor(() => expect(names()).toEqual(['legacy-ftp-password · disabled']));
});

it('a filter that finds nothing says so and can be cleared', async () => {
  const { field, person } = await atList(twoVaults());
  fill(field, 'no such thing');
  await person.click(await screen.findByRole('button', { name: 'Clear the filter' }));
  expect(await screen.findByRole('row', { name: /cart-key/ })).toBeTruthy();
});

it('the head of a column sorts, and sorts the other way round', async () => {
  const { names, person } = await atList(twoVaults());
  const expires = () => screen.getByRole('button', { name: 'Expires' });
  await person.click(expires());
  await waitFor(() => expect(names()[0]).toContain('legacy-ftp-password'));
  expect(screen.getByRole('columnheader', { name: 'Expires' }).getAttribute('aria-sort')).toBe('ascending');
  await person.click(expires());
  await waitFor(() => expect(names()[0]).not.toContain('legacy-ftp-password'));
});

it('a column that is hidden stays hidden', async () => {
  const { person, shell } = await atList(twoVaults());
  await person.click(screen.getByRole('button', { name: 'Columns' }));
  await person.click(await screen.findByRole('menuitemcheckbox', { name: 'Content type' }));
  expect(shell.state().preference.secretColumns).not.toContain('type');
  expect(screen.queryByRole('columnheader', { name: 'Content type', hidden: true })).toBeNull();
});

it('a million secrets have a scroll bar of a million rows, of which those in sight are read', async () => {
  const { grid, client, person } = await atList(twoVaults({ many: 1_000_000 }));
  expect(grid.getAttribute('aria-rowcount')).toBe('1000001');
  const body = within(grid).getAllByRole('rowgroup')[1];
  expect(body?.style.height).toBe('32000000px');
  expect(within(grid).getAllByRole('row').length).toBeLessThan(60);
  const asked = () => client.asked.filter((name) => name === 'SecretSearch').length;
  const before = asked();
  grid.focus();
  await person.keyboard('{End}');
  await waitFor(() => expect(grid.textContent).toContain('service-0999999-key'));
  expect(asked() - before).toBeLessThanOrEqual(2);
});

it('a filter is saved under a name', async () => {
  const { person, field, names, scene } = await atList(twoVaults());
  fill(field, 'state:disabled ');
  await waitFor(() => expect(names()).toHaveLength(1));
  await person.click(screen.getByText('Saved'));
  await person.click(await screen.findByText('Save this filter'));
  fill(await screen.findByLabelText('Name'), 'switched off');
  await person.click(screen.getByText('Save'));
  await waitFor(() => expect(scene.views).toMatchObject([{ name: 'switched off', query: { state: ['disabled'] } }]));
});

it('a saved filter is applied, deleted, and comes back by Undo', async () => {
  const view = {
    id: crypto.randomUUID(),
    name: 'switched off',
    query: { state: ['disabled' as const] },
    sort: { by: 'name', direction: 'up' } as const,
  };
  const { person, names, scene } = await atList(twoVaults({ views: [view] }));
  await person.click(screen.getByText('Saved'));
  await person.click(await screen.findByText('switched off'));
  await waitFor(() => expect(names()).toEqual(['legacy-ftp-password · disabled']));
  await person.click(screen.getByText('Saved'));
  await person.click(await screen.findByLabelText('Delete switched off'));
  await person.click(await screen.findByText('Undo'));
  await waitFor(() => expect(scene.views.map(({ name }) => name)).toEqual(['switched off']));
});

it('names, tags and types that are hostile are shown as text', async () => {
  const hostile = shop('innocent', {
    contentType: '<script>alert(1)</script>',
    tags: { '\u202Egnp.yek': '\u001B[2J=cmd' },
    createdBy: '<img src=x onerror=alert(1)>',
  });
  const { grid } = await atList(twoVaults({ secrets: { 'shop-prod': [hostile] } }));
  expect(grid.querySelector('script, img')).toBeNull();
  expect(within(grid).getByText('<script>alert(1)</script>')).toBeTruthy();
  expect(grid.textContent).toContain('U+202Egnp.yek=ESC[2J=cmd');
  expect(grid.textContent).not.toMatch(/[\u202E\p{Cc}]/u);
});

it('a search that fails says why', async () => {
  const scene = twoVaults({ failures: { SecretSearch: new VaultError('StoreUnavailable', { reason: 'io' }) } });
  const house = openHouse(scene);
  await house.goTo('Secrets');
  expect((await screen.findByRole('alert')).textContent).toMatch(/disk reported an error/);
});
