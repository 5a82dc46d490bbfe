import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { createHash } from 'node:crypto';
import { afterEach, expect, it, vi } from 'vitest';
import { VaultError } from '../../../../app/contract/vault-error.ts';
import { withLayout } from '../../support/layout.ts';
import { fill } from '../../support/open-house.tsx';
import { aCredential, anApplication } from '../../support/scripted-application.ts';
import { applicationScene, atApplication, panelOf } from './at-application.tsx';

const now = Date.now();
const dayMs = 86_400_000;
vi.setConfig({ testTimeout: 60_000 });
withLayout(1600);
afterEach(cleanup);

const der = Buffer.from('not a real certificate, but bytes enough to be hashed');
const pem = `-----BEGIN CERTIFICATE-----\n${der.toString('base64')}\n-----END CERTIFICATE-----\n`;
const thumbprint = createHash('sha256').update(der).digest('hex').toUpperCase();

async function addingCertificate() {
  const scene = applicationScene(now);
  const page = await atApplication(scene, 'archive-job');
  await page.press('Add credential', page.detail);
  const panel = await panelOf('Credential for archive-job');
  await page.person.click(within(panel).getByRole('radio', { name: 'Certificate' }));
  return { ...page, scene, panel, field: within(panel).getByRole('textbox', { name: 'Certificate' }) };
}

it('a certificate is given by its text, shows its thumbprint before it is sent, and when it ends once it is', async () => {
  const { panel, field, press, scene } = await addingCertificate();
  fill(field, `Bag Attributes\n  friendlyName: worker\n${pem}`);
  await waitFor(() => expect(panel.textContent?.replaceAll(':', '')).toContain(thumbprint));
  fill(within(panel).getByRole('textbox', { name: 'Label' }), 'worker 2026');
  await press('Add credential', panel);
  const shown = await panelOf('Certificate of archive-job');
  expect(shown.textContent).toMatch(/Ends/);
  await press('Go on', shown);
  const made = scene.application.applications.find(({ name }) => name === 'archive-job');
  expect(made?.credentials).toMatchObject([
    { kind: 'certificate', label: 'worker 2026', hint: createHash('sha256').update(pem).digest('base64url') },
  ]);
});

it('a certificate is chosen as a file, unless the file is far too long to be one', async () => {
  const { field, panel, person } = await addingCertificate();
  const input = panel.querySelector<HTMLInputElement>('input[aria-label="Certificate file"]');
  if (!input) throw new Error('no file can be chosen');
  await person.upload(input, new File(['x'.repeat(20_000)], 'long.pem'));
  expect((await within(panel).findByRole('alert')).textContent).toBe('The file is too long to be this.');
  await person.upload(input, new File([pem], 'worker.pem'));
  await waitFor(() => expect(field).toHaveProperty('value', pem));
});

it('a private key that comes with a certificate is not taken in', async () => {
  const { panel, field, press } = await addingCertificate();
  fill(field, `${pem}-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\n`);
  expect((await within(panel).findByRole('alert')).textContent).toMatch(/private key.*wasn’t taken/);
  expect(field).toHaveProperty('value', '');
  fill(field, 'hello');
  await press('Add credential', panel);
  expect(
    within(panel)
      .getAllByRole('alert')
      .map(({ textContent }) => textContent),
  ).toContain('This is no certificate in PEM: it begins with -----BEGIN CERTIFICATE-----.');
});

it('a certificate that nothing can be proved by is refused with the reason', async () => {
  const { panel, field, press, scene } = await addingCertificate();
  scene.failures['CredentialCreate'] = new VaultError('CertificateUnfit', { reason: 'weak' });
  fill(field, pem);
  fill(within(panel).getByRole('textbox', { name: 'Label' }), 'old');
  await press('Add credential', panel);
  expect((await within(panel).findByRole('alert')).textContent).toMatch(/weaker than RSA 2048/);
});

it('a secret ends on the day that was chosen, and never later than in two years', async () => {
  const { panel, person, press, scene } = await addingCertificate();
  await person.click(within(panel).getByRole('radio', { name: 'Secret' }));
  fill(within(panel).getByRole('textbox', { name: 'Label' }), 'pipeline');
  await person.selectOptions(within(panel).getByRole('combobox', { name: 'Ends' }), 'own');
  fill(within(panel).getByLabelText('Ends on'), '2099-01-31T12:00');
  await press('Add credential', panel);
  expect((await within(panel).findByRole('alert')).textContent).toBe('A credential holds two years at most.');
  await person.selectOptions(within(panel).getByRole('combobox', { name: 'Ends' }), '30');
  await press('Add credential', panel);
  await panelOf('Secret of archive-job');
  const until = scene.application.applications.find(({ name }) => name === 'archive-job')?.credentialUntil ?? 0;
  expect(Math.round((until - Date.now()) / dayMs)).toBe(30);
});

it('each credential says whether it holds, and until when', async () => {
  const credentials = [
    aCredential(now, { label: 'fine' }),
    aCredential(now, { label: 'near', until: now + 2 * dayMs + 60_000 }),
    aCredential(now, { label: 'ended', until: now - 1000 }),
    aCredential(now, { label: 'later', from: now + 3 * dayMs }),
  ];
  const scene = applicationScene(now, { applications: [anApplication('payroll-worker', now, { credentials })] });
  const { detail } = await atApplication(scene, 'payroll-worker');
  const lines = within(within(detail).getByRole('list', { name: 'Credentials' })).getAllByRole('listitem');
  expect(lines.map(({ textContent }) => textContent)).toEqual([
    expect.stringMatching(/^fine.*holdsEnd…$/),
    expect.stringMatching(/^near.*ends in 2 daysEnd…$/),
    expect.stringMatching(/^ended.*endedEnd…$/),
    expect.stringMatching(/^later.*from \d+ \w+ \d+End…$/),
  ]);
});

it('one of several credentials ends with a reason; the last one with the name typed too', async () => {
  const credentials = [aCredential(now, { label: 'first' }), aCredential(now, { label: 'second', lastUsedOn: now - 7_200_000 })];
  const scene = applicationScene(now, { applications: [anApplication('payroll-worker', now, { credentials })] });
  const { press, detail } = await atApplication(scene, 'payroll-worker');
  await press('End first…', detail);
  const one = await panelOf('End first of payroll-worker');
  expect(one.textContent).toMatch(/refused from the next request on/);
  fill(within(one).getByRole('textbox', { name: 'Reason' }), 'it stood in a ticket');
  await press('End it', one);
  await waitFor(() => expect(within(detail).queryByRole('button', { name: 'End first…' })).toBeNull());
  await press('End second…', detail);
  const last = await panelOf('End second of payroll-worker');
  expect(last.textContent).toMatch(/It was last used 2 h ago/);
  expect(last.textContent).toMatch(/can’t sign in at all/);
  fill(within(last).getByRole('textbox', { name: 'Reason' }), 'it stood in a ticket');
  expect(within(last).getByRole('button', { name: 'End it' }).getAttribute('aria-disabled')).toBe('true');
  fill(within(last).getByRole('textbox', { name: 'Type payroll-worker to confirm' }), 'payroll-worker');
  await press('End it', last);
  expect(await within(detail).findByText('None yet: it can’t sign in.')).toBeTruthy();
  expect(screen.queryByRole('dialog')).toBeNull();
});
