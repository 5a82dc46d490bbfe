import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { anEndpoint } from '../../../support/sample-application.ts';
import { fill } from '../../support/open-house.tsx';
import { openConsole } from '../../support/open-console.tsx';
import { withLayout } from '../../support/layout.ts';
import { fullScene, type Scene } from '../../support/scene.ts';
import { anApplication, noApplications } from '../../support/scripted-application.ts';
import { anEndpointScene } from '../../support/scripted-endpoint.ts';

const now = Date.now();
vi.setConfig({ testTimeout: 60_000 });
withLayout();
afterEach(cleanup);

const on = anEndpointScene({ endpoint: anEndpoint });

async function atConnect(change: Partial<Scene> = {}, at = '/endpoint?connect=true') {
  const page = openConsole({ ...fullScene(now), endpoint: on, ...change }, at);
  const panel = await screen.findByRole('dialog', { name: 'Use in an application' });
  await within(panel).findByLabelText('Vault');
  const text = (name: string) => within(panel).getByRole('group', { name }).textContent ?? '';
  return { ...page, panel, text };
}

it('from a secret the code has its address, and the settings are for any language', async () => {
  const { person } = openConsole({ ...fullScene(now), endpoint: on }, '/secrets/payroll/db-password');
  await person.click(await screen.findByRole('button', { name: 'More' }));
  await person.click(await screen.findByRole('menuitem', { name: 'Use in an application…' }));
  const panel = await screen.findByRole('dialog', { name: 'Use in an application' });
  expect(within(panel).getByRole('group', { name: 'Code in JavaScript' }).textContent).toContain(
    "new SecretClient('https://payroll.vault.localhost:8443'",
  );
  await person.selectOptions(within(panel).getByLabelText('It is written in'), 'Python');
  expect(within(panel).getByRole('group', { name: 'Code in Python' }).textContent).toContain('get_secret("db-password")');
  await person.click(within(panel).getByRole('button', { name: 'PowerShell' }));
  expect(within(panel).getByRole('group', { name: 'Settings' }).textContent).toContain("$env:AZURE_TENANT_ID = 'adfs'");
});

it('an application is found by its name, and only its client id is filled in', async () => {
  const application = anApplication('payroll-worker', now);
  const { panel, person, text } = await atConnect({ application: { ...noApplications(), applications: [application] } });
  await person.click(within(panel).getByRole('combobox', { name: 'Application' }));
  await person.click(await screen.findByRole('option', { name: 'payroll-worker' }));
  await waitFor(() => expect(text('Settings')).toContain(`AZURE_CLIENT_ID='${application.clientId}'`));
  expect(text('Settings')).toContain("AZURE_CLIENT_SECRET='the secret that was shown when it was added'");
});

it('who has the header asks for no client id at all', async () => {
  const { panel, person, text } = await atConnect();
  await person.click(within(panel).getByRole('radio', { name: 'Managed identity' }));
  expect(text('Settings')).toContain("IDENTITY_ENDPOINT='https://login.localhost:8443/msi/token'");
  expect(text('Settings')).not.toContain('AZURE_CLIENT');
});

it('curl with a certificate is told to choose something else', async () => {
  const { panel, person } = await atConnect();
  await person.selectOptions(within(panel).getByLabelText('Vault'), 'payroll');
  fill(within(panel).getByRole('combobox', { name: 'Secret' }), 'db-password');
  await person.selectOptions(within(panel).getByLabelText('It is written in'), 'curl');
  await person.click(within(panel).getByRole('radio', { name: 'Certificate' }));
  expect(within(panel).getByText(/curl can’t sign with a certificate/)).toBeTruthy();
});

it('a vault without names is reached by its port, where the language allows', async () => {
  const byPort = [{ vault: 'payroll', port: 8444 }];
  const { panel, person, text } = await atConnect({ endpoint: anEndpointScene({ endpoint: { ...anEndpoint, byPort } }) });
  await person.selectOptions(within(panel).getByLabelText('Vault'), 'payroll');
  fill(within(panel).getByRole('combobox', { name: 'Secret' }), 'db-password');
  await person.selectOptions(within(panel).getByLabelText('It finds the vault by'), 'address');
  expect(text('Code in JavaScript')).toContain('https://127.0.0.1:8444');
  await person.selectOptions(within(panel).getByLabelText('It is written in'), 'Java');
  expect(text('Code in Java')).toContain('https://payroll.vault.localhost:8443');
  expect(within(panel).getByText('Programs in Java need the name.')).toBeTruthy();
});

it('says so while nothing is served', async () => {
  const { panel } = await atConnect({ endpoint: anEndpointScene() });
  expect(within(panel).getByText(/the endpoint is off/)).toBeTruthy();
});
