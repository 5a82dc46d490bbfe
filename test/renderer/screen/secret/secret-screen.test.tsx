import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { VaultError } from '../../../../app/contract/vault-error.ts';
import { withLayout } from '../../support/layout.ts';
import { fill, openHouse } from '../../support/open-house.tsx';
import { brokenScene, emptyScene, fullScene, type Scene } from '../../support/scene.ts';

const now = Date.now();
const sentinel = 'correct horse battery staple';
vi.setConfig({ testTimeout: 30_000 });
withLayout();
afterEach(cleanup);

/** A house where `payroll` is the only vault, so that Secrets opens on it. */
const payroll = (change: Partial<Scene> = {}): Scene => {
  const full = fullScene(now);
  return { ...full, vaults: full.vaults.filter((vault) => vault.name === 'payroll'), ...change };
};

async function atSecrets(scene: Scene) {
  const house = openHouse(scene);
  await house.goTo('Secrets');
  await screen.findByRole('heading', { level: 1, name: 'Secrets' });
  return house;
}

async function atDbPassword(scene: Scene) {
  const house = await atSecrets(scene);
  await house.person.click(await screen.findByRole('row', { name: /db-password/ }));
  await screen.findByRole('heading', { level: 2, name: 'db-password' });
  await screen.findByText('current');
  return house;
}

async function adding(scene: Scene) {
  const house = await atSecrets(scene);
  await house.person.click(await screen.findByRole('button', { name: /Add (the first )?secret/ }));
  const panel = await screen.findByRole('dialog', { name: 'Add a secret to payroll' });
  const name = within(panel).getByRole('textbox', { name: 'Name' });
  const value = within(panel).getByRole<HTMLTextAreaElement>('textbox', { name: 'Value' });
  const add = () => house.person.click(within(panel).getByRole('button', { name: 'Add secret' }));
  return { ...house, panel, name, value, add };
}

it('without a vault the way to the first one is shown', async () => {
  await atSecrets(emptyScene(now));
  expect(await screen.findByRole('link', { name: 'Create the first vault' })).toBeTruthy();
});

it('the list shows names, states and expiry, and no value', async () => {
  const { client } = await atSecrets(payroll());
  expect(await screen.findByRole('row', { name: /legacy-ftp-password · disabled.*expired/ })).toBeTruthy();
  expect(screen.getByRole('row', { name: /backup-passphrase.*never/ })).toBeTruthy();
  expect(client.asked).not.toContain('SecretGet');
});

it('a value is read by an explicit act, shown, and never cached', async () => {
  const { client, queries } = await atDbPassword(payroll());
  expect(client.asked).not.toContain('SecretGet');
  fireEvent.click(screen.getByRole('button', { name: 'Reveal' }), { detail: 0 });
  expect(await screen.findByText(sentinel)).toBeTruthy();
  expect(client.asked.filter((name) => name === 'SecretGet')).toHaveLength(1);
  const cached = JSON.stringify([
    queries
      .getQueryCache()
      .getAll()
      .map((query) => query.state),
    queries
      .getMutationCache()
      .getAll()
      .map((it) => it.state),
  ]);
  expect(cached).not.toContain(sentinel);
});

it('nothing of the house is left on screen once the engine is gone', async () => {
  const { depart, queries } = await atDbPassword(payroll());
  fireEvent.click(screen.getByRole('button', { name: 'Reveal' }), { detail: 0 });
  await screen.findByText(sentinel);
  act(() => depart('locked'));
  expect(await screen.findByText('Strongroom was locked.')).toBeTruthy();
  expect(document.documentElement.outerHTML).not.toContain(sentinel);
  expect(document.documentElement.outerHTML).not.toContain('db-password');
  await waitFor(() => expect(queries.getQueryCache().getAll()).toHaveLength(0));
});

it('versions stand from new to old, with who made them; a disabled one can’t be read and says so', async () => {
  const { person } = await atDbPassword(payroll());
  const versions = within(screen.getByRole('region', { name: 'Versions' })).getAllByRole('listitem');
  expect(versions.map((version) => version.textContent)).toEqual([
    expect.stringContaining('current'),
    expect.stringContaining('disabled'),
    expect.stringContaining('import'),
  ]);
  await person.click(within(versions[1] ?? document.body).getByRole('button', { name: /^Value/ }));
  expect(
    within(versions[1] ?? document.body)
      .getByRole('button', { name: 'Reveal' })
      .getAttribute('aria-disabled'),
  ).toBe('true');
});

it('a secret of several lines and any characters is added as typed', async () => {
  const { name, value, add, scene } = await adding(payroll());
  fill(name, 'motto');
  fill(value, 'première ligne\n第二行 🔑');
  expect(screen.getByText(/^30 of 25,600 bytes$/)).toBeTruthy();
  await add();
  expect(await screen.findByRole('heading', { level: 2, name: 'motto' })).toBeTruthy();
  expect(Object.values(scene.values)).toContain('première ligne\n第二行 🔑');
  expect(value.value).toBe('');
});

it('25,600 bytes fit, one more is refused with a clear message', async () => {
  const { name, value, add, scene, client } = await adding(payroll());
  fill(name, 'large');
  fill(value, 'x'.repeat(25_601));
  await add();
  expect(await screen.findByText('1 byte too long: a value is at most 25,600 bytes, counted in UTF-8.')).toBeTruthy();
  expect(client.asked).not.toContain('SecretSet');
  fill(value, 'x'.repeat(25_600));
  await add();
  await waitFor(() => expect(scene.secrets['payroll']?.find((secret) => secret.name === 'large')?.valueBytes).toBe(25_600));
});

it('a secret without a value, or with a name that can’t be, is refused at its fields', async () => {
  const { name, add, client } = await adding(payroll());
  fill(name, 'db password');
  await add();
  expect(await screen.findByText('Letters, digits and hyphens only.')).toBeTruthy();
  expect(screen.getByText('Enter the value.')).toBeTruthy();
  expect(client.asked).not.toContain('SecretSet');
});

it('a secret that would never be valid is refused', async () => {
  const { panel, name, value, add, client } = await adding(payroll());
  fill(name, 'brief');
  fill(value, 'x');
  fill(within(panel).getByLabelText('Active from'), '2027-03-14T10:00');
  fill(within(panel).getByLabelText('Expires'), '2027-03-14T09:00');
  await add();
  expect(await screen.findByText(/would never be valid/)).toBeTruthy();
  expect(client.asked).not.toContain('SecretSet');
});

it('what failed keeps what was typed, the value too', async () => {
  const { name, value, add } = await adding(payroll({ failures: { SecretSet: new VaultError('StoreUnavailable', { reason: 'full' }) } }));
  fill(name, 'motto');
  fill(value, sentinel);
  await add();
  expect(await screen.findByText('Nothing was saved: the disk is full.')).toBeTruthy();
  expect(name).toHaveProperty('value', 'motto');
  expect(value.value).toBe(sentinel);
});

it('a name that lies in the recycle bin is told at the field', async () => {
  const purgeOn = Date.UTC(2027, 1, 12, 12);
  const { name, value, add } = await adding(
    payroll({ failures: { SecretSet: new VaultError('ObjectIsDeletedButRecoverable', { name: 'motto', purgeOn }) } }),
  );
  fill(name, 'motto');
  fill(value, 'x');
  await add();
  expect((await screen.findByRole('alert')).textContent).toMatch(/lies in the recycle bin until 12 Feb 2027/);
});

it('the value leaves the page with its form', async () => {
  const { person, panel, value } = await adding(payroll());
  fill(value, sentinel);
  await person.click(within(panel).getByRole('button', { name: 'Cancel' }));
  await person.click(within(panel).getByRole('button', { name: 'Discard' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(value.value).toBe('');
});

it('a new version keeps the name, and becomes the current one', async () => {
  const { person, scene } = await atDbPassword(payroll());
  await person.click(screen.getByRole('button', { name: 'New version' }));
  const panel = await screen.findByRole('dialog', { name: 'New version of db-password' });
  fill(within(panel).getByRole('textbox', { name: 'Value' }), 'next');
  await person.click(within(panel).getByRole('button', { name: 'Save new version' }));
  await waitFor(() => expect(scene.versions['payroll/db-password']).toHaveLength(4));
  expect(await screen.findByText('New version of db-password saved.')).toBeTruthy();
});

it('a list that fails says why, what to do, and gives the correlation id', async () => {
  const scene = payroll({ failures: brokenScene(now).failures });
  await atSecrets({
    ...scene,
    failures: { SecretSearch: scene.failures.SecretSearch ?? new VaultError('InternalError', { correlationId: 'x' }) },
  });
  const alert = await screen.findByRole('alert');
  expect(within(alert).getByRole('button', { name: /copy correlation id/ })).toBeTruthy();
  expect(within(alert).getByRole('button', { name: 'Try again' })).toBeTruthy();
});
