import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { contract, type Input, type Output, type StreamName } from '../../../../app/contract/operation.ts';
import type { CallOptions, Client } from '../../../../renderer/api/client.ts';
import { aKey } from '../../../app/key/a-key.ts';
import { aHouse, type Window } from '../../../support/a-house.ts';
import { withLayout } from '../../support/layout.ts';
import { openAt } from '../../support/open-console.tsx';

vi.setConfig({ testTimeout: 60_000 });
withLayout();
afterEach(cleanup);

/** What the window asks, answered by an engine in memory. */
const clientOf = (window: Window): Client => ({
  call: (name, input) => window.call(name, input),
  async *listen<N extends StreamName>(name: N, input: Input<N>, { signal }: CallOptions = {}): AsyncIterable<Output<N>> {
    for await (const item of window.listen(name, input, signal)) yield contract[name].output.parse(item) as Output<N>;
  },
});

/** Two vaults, and a person at one of the console's places. */
async function at(place: string, keys: (window: Window) => Promise<unknown>) {
  const { window } = await aHouse();
  const { resourceGroup } = await window.call('SessionGet', {});
  for (const name of ['dev', 'prod'])
    await window.call('VaultPut', {
      name,
      resourceGroup,
      tier: 'standard',
      retentionDays: name === 'dev' ? 7 : 90,
      purgeProtection: false,
      tags: {},
    });
  await keys(window);
  const { router, person } = openAt(clientOf(window), place);
  const press = async (name: string | RegExp) => person.click(await screen.findByRole('button', { name }));
  return { window, router, person, press };
}

const make = (window: Window, name: string, change: object = {}, vault = 'dev') =>
  window.call('KeyCreate', aKey({ vault, name, ...change }));

const someKeys = async (window: Window) => {
  await make(window, 'alone');
  await make(window, 'alike');
  await make(window, 'other', { tags: { team: 'dev' } });
  await make(window, 'alike', {}, 'prod');
  await make(window, 'other', { curve: 'P-384' }, 'prod');
  await make(window, 'extra', {}, 'prod');
};

const row = (name: RegExp) => screen.findByRole('row', { name });
const namesIn = async (window: Window) => (await window.call('KeyList', { vault: 'prod' })).items.map(({ name }) => name);

async function compared(keys = someKeys) {
  const house = await at('/key-copy?source=dev&target=prod', keys);
  await house.press('Compare');
  await screen.findByRole('grid', { name: 'Keys of both vaults' });
  return house;
}

it('what is lost and what stays is said before anything is asked', async () => {
  await at('/key-copy?source=dev', someKeys);
  expect(await screen.findByText(/no private key leaves its vault/)).toBeTruthy();
  expect(screen.getByText('All keys that you may read.')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Compare' }).getAttribute('aria-disabled')).toBe('true');
});

it('HSM keys can’t be chosen for a standard vault', async () => {
  await at('/key-copy?source=dev&target=prod', someKeys);
  await waitFor(() => expect(screen.getByRole('radio', { name: 'HSM keys' })).toHaveProperty('disabled', true));
});

it('each key stands with what both vaults have, and how they themselves differ', async () => {
  const { window } = await compared();
  expect((await row(/alone/)).textContent).toMatch(/missing there.*make/);
  expect((await row(/alike/)).textContent).toMatch(/the same.*nothing/);
  expect((await row(/other/)).textContent).toMatch(/differs.*leave out/);
  expect((await row(/extra/)).textContent).toMatch(/only there.*nothing/);
  expect(screen.getByText(/kept after delete: 7 days → 90 days/)).toBeTruthy();
  expect(await namesIn(window)).toEqual(['alike', 'extra', 'other']);
});

it('a status narrows the comparison', async () => {
  const { press } = await compared();
  await press(/^differs 1/);
  await waitFor(() => expect(screen.getAllByRole('row')).toHaveLength(2));
});

it('who goes back finds what was chosen', async () => {
  const { person, press } = await at('/key-copy?source=dev&target=prod', someKeys);
  await person.click(await screen.findByRole('radio', { name: 'Counted anew' }));
  await press('Compare');
  await screen.findByRole('grid', { name: 'Keys of both vaults' });
  await press('Back');
  expect(await screen.findByRole('radio', { name: 'Counted anew' })).toHaveProperty('checked', true);
});

it('a row opens with both sets of settings, and its choice', async () => {
  const { person } = await compared();
  await person.click(await row(/other/));
  const settings = await screen.findByRole('region', { name: 'Settings' });
  expect(within(settings).getByRole('row', { name: /Kind EC P-384 EC P-256 changed/ })).toBeTruthy();
  expect(within(settings).getByRole('row', { name: /tag team — dev added/ })).toBeTruthy();
  await person.click(screen.getByRole('radio', { name: 'Make a new version' }));
  expect(await screen.findByRole('button', { name: 'Make 2 keys' })).toBeTruthy();
});

it('keys are made as they were chosen, and the line that changes is there to be copied', async () => {
  const { window, press } = await compared();
  await press('new version');
  await press('Make 2 keys');
  expect(await screen.findByText('2 keys made.')).toBeTruthy();
  expect(await namesIn(window)).toEqual(['alike', 'alone', 'extra', 'other']);
  expect((await window.call('KeyListVersions', { vault: 'prod', name: 'other' })).items).toHaveLength(2);
  const after = await screen.findByRole('group', { name: /^After/ });
  expect(after.textContent).toMatch(/^KEY_VAULT_URL='https:\/\/prod\.vault\.localhost:\d+\/'$/);
  await press('Compare again');
  expect((await row(/other/)).textContent).toMatch(/the same/);
});

it('what was made is taken back after a decision, and what it came to is told', async () => {
  const { window, person, press } = await compared();
  await press('new version');
  await press('Make 2 keys');
  await screen.findByText('2 keys made.');
  await press('Undo');
  const decision = await screen.findByRole('dialog', { name: 'Delete the keys that were made in prod' });
  expect(decision.textContent).toMatch(/can’t be decrypted.*New versions of keys that were there before stay/);
  expect(await namesIn(window)).toContain('alone');
  await person.click(within(decision).getByRole('button', { name: 'Delete' }));
  expect(await screen.findByText('1 key deleted.')).toBeTruthy();
  expect(await namesIn(window)).toEqual(['alike', 'extra', 'other']);
  expect(screen.queryByRole('region', { name: 'What changes for applications' })).toBeNull();
});

it('what was changed since is named where taking back left it', async () => {
  const { window, person, press } = await compared();
  await press('Make 1 key');
  await screen.findByText('1 key made.');
  await window.call('KeyUpdate', { vault: 'prod', name: 'alone', tags: { used: 'yes' } });
  await press('Undo');
  await person.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Delete' }));
  expect(await screen.findByText('0 keys deleted, 1 refused.')).toBeTruthy();
  expect((await screen.findByRole('list', { name: 'Refused' })).textContent).toMatch(/prod \/ alone/);
});

it('nothing chosen is said at the button', async () => {
  const { press } = await compared(async (window) => {
    await make(window, 'alike');
    await make(window, 'alike', {}, 'prod');
  });
  await press('Make 0 keys');
  expect(await screen.findByText('Nothing is chosen to be made.')).toBeTruthy();
});

it('two vaults without keys say so', async () => {
  const { press } = await at('/key-copy?source=dev&target=prod', async () => undefined);
  await press('Compare');
  expect(await screen.findByRole('heading', { name: 'No keys' })).toBeTruthy();
});

it('keys that are selected in the list go together, those of one vault', async () => {
  const { person, press, router } = await at('/keys', someKeys);
  const pick = async (name: RegExp) => person.click(within(await row(name)).getByRole('checkbox'));
  await pick(/alone/);
  await pick(/^Select extra/);
  await press('Make anew in another vault');
  expect(await screen.findByText('These are keys of several vaults. Select keys of one.')).toBeTruthy();
  await pick(/^Select extra/);
  await press('Make anew in another vault');
  await waitFor(() => expect(router.state.location).toMatchObject({ pathname: '/key-copy', search: { source: 'dev', names: ['alone'] } }));
  expect(await screen.findByText('alone')).toBeTruthy();
});

it('one key leads there from its menu, a vault from its page', async () => {
  const first = await at('/keys/dev/alone', someKeys);
  await first.press('More');
  await first.person.click(await screen.findByRole('menuitem', { name: 'Make anew in another vault…' }));
  await waitFor(() => expect(first.router.state.location.search).toEqual({ source: 'dev', names: ['alone'] }));
  cleanup();
  const second = await at('/vaults/dev', someKeys);
  await second.person.click(await screen.findByRole('link', { name: 'Make anew in another vault' }));
  await waitFor(() => expect(second.router.state.location.search).toEqual({ source: 'dev' }));
});
