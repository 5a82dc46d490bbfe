import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { withLayout } from '../../support/layout.ts';
import { fill } from '../../support/open-house.tsx';
import { aCredential, anApplication, anOffer } from '../../support/scripted-application.ts';
import { applicationScene, atApplication, atApplications, panelOf } from './at-application.tsx';

const now = Date.now();
vi.setConfig({ testTimeout: 60_000 });
withLayout(1600);
afterEach(cleanup);

const title = 'Take up an application of another organisation';

async function looking(offer: string, scene = applicationScene(now)) {
  const page = await atApplications(scene);
  await page.press(/Take up one of another organisation/);
  const panel = await panelOf(title);
  fill(within(panel).getByRole('textbox', { name: 'Offer' }), offer);
  await page.press('Look at it', panel);
  return { ...page, panel, scene };
}

it('an offer says who made it, by which key, and that it will be able to do nothing, before anything changes', async () => {
  const { panel, press, person, scene } = await looking('eyJ.offer.one');
  expect(await within(panel).findByText('invoice-reader')).toBeTruthy();
  expect(panel.textContent).toMatch(/Contoso/);
  expect(panel.textContent).toContain('43:2F:21:4F:');
  expect(panel.textContent).toMatch(/able to do nothing until somebody here gives it a role/);
  expect(scene.application.applications.some(({ name }) => name === 'invoice-reader')).toBe(false);
  const take = within(panel).getByRole('button', { name: 'Take it up' });
  fill(within(panel).getByRole('textbox', { name: 'Reason' }), 'it reads our invoices');
  expect(take.getAttribute('aria-disabled')).toBe('true');
  await person.click(within(panel).getByRole('checkbox', { name: /The fingerprint is what Contoso says it is/ }));
  await press('Take it up', panel);
  expect(await screen.findByRole('heading', { level: 2, name: /invoice-reader.*of Contoso/ })).toBeTruthy();
});

it('an offer that somebody changed is refused with the reason, and stays to be looked at', async () => {
  const { panel } = await looking('eyJ.offer.changed');
  expect((await within(panel).findByRole('alert')).textContent).toMatch(/its signature doesn’t fit/);
  expect(within(panel).getByRole('textbox', { name: 'Offer' })).toHaveProperty('value', 'eyJ.offer.changed');
});

it('a newer offer of the same key renews without comparing again; one of another key warns', async () => {
  const scene = applicationScene(now);
  const standing = scene.application.applications.find(({ home }) => home);
  scene.application.offers = {
    same: anOffer(now, { standing, sameKey: true }),
    other: anOffer(now, { standing, sameKey: false }),
  };
  const { panel, press } = await looking('same', scene);
  expect(await within(panel).findByText(/the same key signed this offer/)).toBeTruthy();
  expect(within(panel).queryByRole('checkbox')).toBeNull();
  expect(within(panel).getByRole('button', { name: 'Renew its certificates' })).toBeTruthy();
  await press('Back', panel);
  fill(within(panel).getByRole('textbox', { name: 'Offer' }), 'other');
  await press('Look at it', panel);
  expect((await within(panel).findByRole('alert')).textContent).toMatch(/another key signed this offer/);
  expect(within(panel).getByRole('checkbox')).toBeTruthy();
});

it('an application of another organisation says so, gets no credential here, and its consent is revoked', async () => {
  const scene = applicationScene(now);
  const { detail, press } = await atApplication(scene, 'backup-as-a-service');
  expect(detail.textContent).toMatch(/Made byContoso/);
  expect(within(detail).getByRole('button', { name: 'Add credential' }).getAttribute('aria-disabled')).toBe('true');
  await press('Revoke consent…', detail);
  const decision = await panelOf('Revoke consent to backup-as-a-service');
  fill(within(decision).getByRole('textbox', { name: 'Reason' }), 'we left them');
  fill(within(decision).getByRole('textbox', { name: /^Type/ }), 'backup-as-a-service');
  await press('Revoke consent', decision);
  await waitFor(() => expect(screen.queryByRole('row', { name: /backup-as-a-service/ })).toBeNull());
});

it('an offer is made of an application with a certificate, and its fingerprint said', async () => {
  const credentials = [aCredential(now, { kind: 'certificate', hint: 'c'.repeat(43) })];
  const scene = applicationScene(now, { applications: [anApplication('payroll-worker', now, { credentials })] });
  const { detail, press } = await atApplication(scene, 'payroll-worker');
  await press('Offer…', detail);
  const panel = await panelOf('Offer payroll-worker to another organisation');
  await press('Make the offer', panel);
  expect((await within(panel).findByRole('region', { name: 'Offer' })).textContent).toBe('eyJ.offer.own');
  expect(panel.textContent).toMatch(/82(:08:20:82)+/);
  expect(within(panel).getByRole('button', { name: 'Save as a file' })).toBeTruthy();
});

it('one that has only a secret can’t be offered, and why is said', async () => {
  const { detail, press } = await atApplication(applicationScene(now), 'payroll-worker');
  await press('Offer…', detail);
  const panel = await panelOf('Offer payroll-worker to another organisation');
  await press('Make the offer', panel);
  expect((await within(panel).findByRole('alert')).textContent).toMatch(/no certificate in it that holds/);
});
