import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { withLayout } from '../../support/layout.ts';
import { fill, openHouse } from '../../support/open-house.tsx';
import { fullScene, type Scene } from '../../support/scene.ts';

const now = Date.now();
vi.setConfig({ testTimeout: 60_000 });
withLayout(1440, 420);
afterEach(cleanup);

const payroll = (change: Partial<Scene> = {}): Scene => ({ ...fullScene(now), ...change });

async function atList(scene: Scene = payroll()) {
  const house = openHouse(scene);
  await house.goTo('Secrets');
  const grid = await screen.findByRole('grid', { name: 'Secrets' });
  await screen.findByRole('row', { name: /vpn-shared-secret/ });
  const selected = () =>
    within(grid)
      .getAllByRole('row', { selected: true })
      .map((row) => within(row).getAllByRole('gridcell')[1]?.textContent);
  const bar = () => screen.getByRole('toolbar', { name: 'Selection' });
  const act = (name: string) => house.person.click(within(bar()).getByRole('button', { name }));
  grid.focus();
  return { ...house, grid, selected, bar, act };
}

const enabled = (scene: Scene) => scene.secrets['payroll']?.filter((secret) => secret.enabled).length;

it('Space selects, Shift with the arrows selects on, Esc gives the selection up', async () => {
  const { person, selected, bar } = await atList();
  await person.keyboard('{ArrowDown} ');
  expect(selected()).toEqual(['db-password']);
  await person.keyboard('{Shift>}{ArrowDown}{ArrowDown}{/Shift}');
  await waitFor(() => expect(selected()).toEqual(['db-password', 'grafana-admin-token', 'k8s-pull-secret']));
  expect(bar().textContent).toContain('3 selected');
  await person.keyboard('{Escape}');
  expect(screen.queryByRole('toolbar', { name: 'Selection' })).toBeNull();
});

it('Ctrl and click selects one more, Shift and click everything between', async () => {
  const { selected } = await atList();
  fireEvent.click(screen.getByRole('row', { name: /backup-passphrase/ }), { ctrlKey: true });
  fireEvent.click(screen.getByRole('row', { name: /grafana-admin-token/ }), { shiftKey: true });
  await waitFor(() => expect(selected()).toHaveLength(3));
});

it('Ctrl+A selects everything that the list shows, as the query that shows it', async () => {
  const { person, bar, act, client } = await atList();
  await person.keyboard('{Control>}a{/Control}');
  expect(bar().textContent).toContain('All 9 selected');
  await act('Disable');
  expect(await screen.findByText('8 secrets will be disabled')).toBeTruthy();
  expect(screen.getByText('1 secret will stay: disabled already')).toBeTruthy();
  expect(client.asked).toContain('BulkPrepare');
  expect(client.asked).not.toContain('BulkRun');
});

it('a change is shown before it is made, reports what was refused, and is taken back by Undo', async () => {
  const scene = payroll({ refused: ['db-password'] });
  const { person, act } = await atList(scene);
  await person.keyboard('{Control>}a{/Control}');
  await act('Disable');
  const panel = await screen.findByRole('dialog');
  expect(await within(panel).findByText('1 secret will be refused')).toBeTruthy();
  expect(within(panel).getByRole('list', { name: 'Refused' }).textContent).toContain('your roles don’t include it');
  expect(enabled(scene)).toBe(8);
  await person.click(within(panel).getByRole('button', { name: 'Disable 7 secrets' }));
  expect(await screen.findByText('7 secrets disabled, 1 refused.')).toBeTruthy();
  expect(enabled(scene)).toBe(1);
  expect(screen.getByRole('button', { name: 'Save what was refused' })).toBeTruthy();
  await person.click(screen.getByRole('button', { name: 'Undo' }));
  await waitFor(() => expect(enabled(scene)).toBe(8));
});

it('long work goes on in the status bar when it is left, and can be stopped there', async () => {
  const scene = payroll({ stuckAfter: 5 });
  const { person, act } = await atList(scene);
  await person.keyboard('{Control>}a{/Control}');
  await act('Disable');
  await person.click(await screen.findByRole('button', { name: 'Disable 8 secrets' }));
  await person.click(await screen.findByRole('button', { name: 'Go on in the status bar' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await person.click(screen.getByRole('button', { name: /Disable 8 secrets · 5 of 9/ }));
  await person.click(within(await screen.findByRole('dialog', { name: 'Long work' })).getByRole('button', { name: 'Cancel' }));
  expect(await screen.findByText(/^Stopped: 5 secrets disabled/)).toBeTruthy();
  expect(enabled(scene)).toBe(8);
});

it('deleting says when what is deleted is destroyed', async () => {
  const scene = payroll();
  const { person, act } = await atList(scene);
  await person.keyboard(' ');
  await act('Delete');
  const panel = await screen.findByRole('dialog', { name: 'Delete 1 secret' });
  expect(within(panel).getByText(/recycle bin and are destroyed on \d+ \w+ \d{4}/)).toBeTruthy();
  await person.click(await within(panel).findByRole('button', { name: 'Delete 1 secret' }));
  await waitFor(() => expect(scene.secrets['payroll']).toHaveLength(8));
});

it('tags are set on many at once, others stay', async () => {
  const scene = payroll();
  const { person, act } = await atList(scene);
  await person.keyboard('{Control>}a{/Control}');
  await act('Tag');
  const panel = await screen.findByRole('dialog');
  await person.click(within(panel).getByRole('button', { name: 'Preview' }));
  expect(await within(panel).findByText('Name a tag to set or to take away.')).toBeTruthy();
  fill(within(panel).getByRole('textbox', { name: 'Name of tag 1' }), 'cost-centre');
  fill(within(panel).getByRole('textbox', { name: 'Value of tag 1' }), '4711');
  await person.click(within(panel).getByRole('button', { name: 'Preview' }));
  await person.click(await within(panel).findByRole('button', { name: 'Tag 9 secrets' }));
  await waitFor(() => expect(scene.secrets['payroll']?.every((secret) => secret.tags['cost-centre'] === '4711')).toBe(true));
  expect(scene.secrets['payroll']?.find(({ name }) => name === 'db-password')?.tags['owner']).toBe('payroll');
});

it('more than can be changed at a time says so before anything is prepared', async () => {
  const house = openHouse(payroll({ many: 250_000 }));
  await house.goTo('Secrets');
  (await screen.findByRole('grid', { name: 'Secrets' })).focus();
  await house.person.keyboard('{Control>}a{/Control}');
  const bar = await screen.findByRole('toolbar', { name: 'Selection' });
  expect(bar.textContent).toContain('All 250,000 selected');
  expect(within(bar).getByRole('button', { name: 'Tag' }).getAttribute('aria-disabled')).toBe('true');
});
