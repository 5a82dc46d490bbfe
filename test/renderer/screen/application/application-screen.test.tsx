import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { withLayout } from '../../support/layout.ts';
import { fill } from '../../support/open-house.tsx';
import { noApplications } from '../../support/scripted-application.ts';
import { applicationScene, atApplication, atApplications, panelOf } from './at-application.tsx';

const now = Date.now();
vi.setConfig({ testTimeout: 60_000 });
withLayout(1600);
afterEach(cleanup);

it('a house without applications says what they are, and both ways in', async () => {
  await atApplications(applicationScene(now, noApplications()));
  expect(await screen.findByRole('heading', { name: 'No applications yet' })).toBeTruthy();
  expect(screen.getByText(/asks for secrets as itself/)).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Add application' })).toBeTruthy();
  expect(screen.getByRole('button', { name: /Take up one of another organisation/ })).toBeTruthy();
});

it('the list says of each whether it is let in, when its credential ends, whose it is, and when it was here', async () => {
  await atApplications(applicationScene(now));
  expect((await screen.findByRole('row', { name: /payroll-worker/ })).textContent).toMatch(/enabled.*in 4 days.*2 h ago/);
  expect(screen.getByRole('row', { name: /archive-job/ }).textContent).toMatch(/no credential.*never/);
  expect(screen.getByRole('row', { name: /backup-as-a-service/ }).textContent).toMatch(/of Contoso/);
  expect(screen.getByRole('row', { name: /report-mailer/ }).textContent).toMatch(/disabled/);
});

it('the list is narrowed by part of a name', async () => {
  await atApplications(applicationScene(now));
  fill(await screen.findByRole('textbox', { name: 'Part of a name' }), 'pay');
  await waitFor(() => expect(screen.queryByRole('row', { name: /archive-job/ })).toBeNull());
  expect(screen.getByRole('row', { name: /payroll-worker/ })).toBeTruthy();
  fill(screen.getByRole('textbox', { name: 'Part of a name' }), 'nothing of this name');
  expect(await screen.findByRole('heading', { name: 'No application fits' })).toBeTruthy();
});

it('the list is walked, and an application opened and closed, by keyboard alone', async () => {
  const { person } = await atApplications(applicationScene(now));
  await screen.findByRole('row', { name: /payroll-worker/ });
  const grid = screen.getByRole('grid', { name: 'Applications' });
  grid.focus();
  await person.keyboard('jj{Enter}');
  const title = await screen.findByRole('heading', { level: 2, name: /payroll-worker/ });
  await waitFor(() => expect(document.activeElement).toBe(title));
  await person.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('heading', { level: 2, name: /payroll-worker/ })).toBeNull());
  expect(document.activeElement).toBe(grid);
});

it('an application is disabled at once, and let in again by Undo', async () => {
  const scene = applicationScene(now);
  const { press, detail } = await atApplication(scene, 'payroll-worker');
  await press('Disable', detail);
  expect(await within(detail).findByText(/whatever it asks is refused/)).toBeTruthy();
  await press('Undo');
  await waitFor(() => expect(within(detail).getByRole('button', { name: 'Disable' })).toBeTruthy());
  expect(scene.application.applications.find(({ name }) => name === 'payroll-worker')).toMatchObject({ enabled: true });
});

it('a change that somebody else made first is told, and what is shown is read again', async () => {
  const scene = applicationScene(now);
  const { press, detail } = await atApplication(scene, 'payroll-worker');
  scene.application.applications = scene.application.applications.map((it) => ({ ...it, revision: 7, description: 'Changed by Lena' }));
  await press('Disable', detail);
  expect((await within(detail).findByRole('alert')).textContent).toMatch(/L\. Brandt changed it/);
  expect(await within(detail).findByText('Changed by Lena')).toBeTruthy();
});

it('name and purpose are rewritten', async () => {
  const scene = applicationScene(now);
  const { press, detail } = await atApplication(scene, 'payroll-worker');
  await press('Edit', detail);
  const panel = await panelOf('Edit payroll-worker');
  fill(within(panel).getByRole('textbox', { name: 'What it is for' }), 'Pays, and reports that it paid');
  await press('Save', panel);
  expect(await within(detail).findByText('Pays, and reports that it paid')).toBeTruthy();
});

it('deleting says what is lost, and needs a reason and the name typed', async () => {
  const scene = applicationScene(now);
  const { press, detail } = await atApplication(scene, 'payroll-worker');
  await press('Delete…', detail);
  const decision = await panelOf('Delete the application payroll-worker');
  expect(decision.textContent).toMatch(/1 credential ends, and every token with it/);
  expect(decision.textContent).toMatch(/It last signed in 2 h ago/);
  fill(within(decision).getByRole('textbox', { name: 'Reason' }), 'replaced by another');
  expect(within(decision).getByRole('button', { name: 'Delete for good' }).getAttribute('aria-disabled')).toBe('true');
  fill(within(decision).getByRole('textbox', { name: 'Type payroll-worker to confirm' }), 'payroll-worker');
  await press('Delete for good', decision);
  await waitFor(() => expect(screen.queryByRole('row', { name: /payroll-worker/ })).toBeNull());
});

it('what one may not do can’t be pressed, and says why', async () => {
  const scene = applicationScene(now);
  const refusal = {
    missing: 'microsoft.directory/applications/create',
    smallestRole: 'Application Administrator',
    grantors: ['M. Okafor'],
  };
  scene.access.refuse = ({ operation }) => (operation === 'ApplicationCreate' ? refusal : undefined);
  const { person } = await atApplications(scene);
  const add = await screen.findByRole('button', { name: 'Add application' });
  await waitFor(() => expect(add.getAttribute('aria-disabled')).toBe('true'));
  await person.click(add);
  expect((await panelOf('Your roles don’t include this')).textContent).toMatch(/Application Administrator/);
});

it('an application without roles may do nothing, and is given one on a single secret', async () => {
  const scene = applicationScene(now);
  const { press, person, detail } = await atApplication(scene, 'payroll-worker');
  expect(await within(detail).findByText(/No role: it may do nothing here/)).toBeTruthy();
  await press('Give a role', detail);
  const panel = await panelOf('Give payroll-worker a role');
  await waitFor(() =>
    expect(within(panel).getByRole<HTMLSelectElement>('combobox', { name: 'Role' }).selectedOptions[0]?.textContent).toBe(
      'Key Vault Secrets User',
    ),
  );
  const where = within(panel).getByRole('combobox', { name: 'Where' });
  await person.selectOptions(where, await within(where).findByRole('option', { name: /payroll/ }));
  await person.type(within(panel).getByRole('combobox', { name: 'Only one secret' }), 'db password!-x');
  fill(within(panel).getByRole('textbox', { name: 'Reason' }), 'reads it to pay');
  await press('Grant', panel);
  await waitFor(() => expect(scene.access.assignments[0]?.scope).toMatch(/\/vaults\/payroll\/secrets\/dbpassword-x$/));
});
