import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { VaultError } from '../../../../app/contract/vault-error.ts';
import { withLayout } from '../../support/layout.ts';
import { fill } from '../../support/open-house.tsx';
import type { Scene } from '../../support/scene.ts';
import { drawnSecret, noApplications } from '../../support/scripted-application.ts';
import { applicationScene, atApplication, atApplications, panelOf } from './at-application.tsx';

const now = Date.now();
vi.setConfig({ testTimeout: 60_000 });
withLayout(1600);
afterEach(cleanup);

async function adding(scene: Scene, name: string) {
  const page = await atApplications(scene);
  await page.press('Add application');
  const panel = await panelOf('Add application');
  fill(within(panel).getByRole('textbox', { name: 'Name' }), name);
  await page.press('Add, and go on', panel);
  return page;
}

it('an application is added, given a secret that is kept, a role, and what it needs to connect', async () => {
  const scene = applicationScene(now, noApplications());
  scene.vaults = scene.vaults.filter(({ name }) => name === 'payroll');
  const { press } = await adding(scene, 'payroll-worker');
  const form = await panelOf('Credential for payroll-worker');
  await press('Add credential', form);
  expect((await within(form).findAllByRole('alert')).map(({ textContent }) => textContent)).toEqual(['A label can’t be empty.']);
  fill(within(form).getByRole('textbox', { name: 'Label' }), 'production server');
  await press('Add credential', form);

  const shown = await panelOf('Secret of payroll-worker');
  expect(within(shown).getByRole('region', { name: 'Credential of payroll-worker' }).textContent).toBe(drawnSecret);
  const on = within(shown).getByRole('button', { name: 'It is kept, go on' });
  expect(on.getAttribute('aria-disabled')).toBe('true');
  fill(within(shown).getByRole('textbox', { name: 'Its last four characters' }), drawnSecret.slice(-4));
  await press('It is kept, go on', shown);
  expect(document.body.textContent).not.toContain(drawnSecret);

  const role = await panelOf('What payroll-worker may do');
  expect(within(role).getByRole<HTMLSelectElement>('combobox', { name: 'Where' }).selectedOptions[0]?.textContent).toMatch(/payroll/);
  fill(within(role).getByRole('textbox', { name: 'Reason' }), 'it pays people');
  await press('Give the role', role);
  const connect = await panelOf('Connect payroll-worker');
  expect(scene.access.assignments).toMatchObject([{ reason: 'it pays people' }]);
  await press('Done', connect);
  expect(await screen.findByRole('heading', { level: 2, name: /payroll-worker/ })).toBeTruthy();
  expect(await screen.findByText('production server')).toBeTruthy();
});

it('each step after the first can be left out, and come back to', async () => {
  const scene = applicationScene(now, noApplications());
  const { press } = await adding(scene, 'report-mailer');
  await press('Skip for now', await panelOf('Credential for report-mailer'));
  await press('Skip for now', await panelOf('What report-mailer may do'));
  await press('Done', await panelOf('Connect report-mailer'));
  const detail = await screen.findByRole('region', { name: 'report-mailer' });
  expect(within(detail).getByText('no credential')).toBeTruthy();
  await press('Add credential', detail);
  expect(await panelOf('Credential for report-mailer')).toBeTruthy();
});

it('a name that is taken is told at its field', async () => {
  await adding(applicationScene(now), 'payroll-worker');
  const panel = await panelOf('Add application');
  expect((await within(panel).findByRole('alert')).textContent).toMatch(/the name payroll-worker is in use/);
});

it('who closes a secret without having kept it is asked once, and of it nothing stays', async () => {
  const scene = applicationScene(now);
  const { press, person, detail, client } = await atApplication(scene, 'archive-job');
  await press('Add credential', detail);
  const form = await panelOf('Credential for archive-job');
  fill(within(form).getByRole('textbox', { name: 'Label' }), 'laptop');
  await press('Add credential', form);
  const shown = await panelOf('Secret of archive-job');
  await person.keyboard('{Escape}');
  expect(await within(shown).findByText(/Nobody can show it again/)).toBeTruthy();
  expect(within(shown).getByRole('region', { name: 'Credential of archive-job' }).textContent).toBe(drawnSecret);
  await press('Close without it', shown);
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(document.body.textContent).not.toContain(drawnSecret);
  expect(await within(detail).findByText('laptop')).toBeTruthy();
  expect(client.asked.filter((name) => name === 'CredentialCreate')).toHaveLength(1);
});

it('a credential of who can do more than one can oneself is refused, with what is missing', async () => {
  const scene = applicationScene(now);
  scene.failures['CredentialCreate'] = new VaultError('TooPowerful', { role: 'Key Vault Secrets User' });
  const { press, detail } = await atApplication(scene, 'payroll-worker');
  await press('Add credential', detail);
  const form = await panelOf('Credential for payroll-worker');
  fill(within(form).getByRole('textbox', { name: 'Label' }), 'laptop');
  await press('Add credential', form);
  expect((await within(form).findByRole('alert')).textContent).toMatch(/further than your own roles.*Key Vault Secrets User/);
  expect(within(form).getByRole('textbox', { name: 'Label' })).toHaveProperty('value', 'laptop');
});
