import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import type { HsmModule, HsmToken } from '../../../../app/contract/hsm.ts';
import { VaultError } from '../../../../app/contract/vault-error.ts';
import { aModule, aToken } from '../../../support/sample-key.ts';
import { withLayout } from '../../support/layout.ts';
import { openConsole } from '../../support/open-console.tsx';
import { fill } from '../../support/open-house.tsx';
import { fullScene } from '../../support/scene.ts';
import { aLockedToken, aModuleWith, rightPin, softHsm } from '../../support/scripted-hsm.ts';

vi.setConfig({ testTimeout: 60_000 });
withLayout();
afterEach(cleanup);

async function atHsm(modules: HsmModule[], at = '/hsm') {
  const scene = fullScene(Date.now());
  scene.key.modules = modules;
  const house = openConsole(scene, at);
  await screen.findByRole('heading', { level: 1, name: 'HSM' });
  const press = async (name: string | RegExp, inside: HTMLElement = document.body) =>
    house.person.click(await within(inside).findByRole('button', { name }));
  return { ...house, scene, press };
}

const dialog = (name: string | RegExp) => screen.findByRole('dialog', { name });
const field = (panel: HTMLElement, name: string) => within(panel).getByLabelText(name);
const tokenOf = (scene: { key: { modules: HsmModule[] } }): HsmToken | undefined => scene.key.modules[0]?.tokens[0];

it('an empty page says what a module is, and adds a library that was found by one press', async () => {
  const { press, scene } = await atHsm([]);
  expect(await screen.findByText(/a PKCS #11 module, that speaks to it/)).toBeTruthy();
  await press('Add SoftHSM');
  await waitFor(() => expect(scene.key.modules).toMatchObject([{ path: softHsm }]));
  expect(await screen.findByRole('region', { name: 'SoftHSM' })).toBeTruthy();
});

it('a path that is none is refused in its field, and nothing is added', async () => {
  const { press, client } = await atHsm([]);
  await press('Add by path…');
  const panel = await dialog('Add a module');
  fill(field(panel, 'Name'), 'Office');
  fill(field(panel, 'Path of the library'), 'not absolute');
  await press('Add module', panel);
  expect(await within(panel).findByRole('alert')).toBeTruthy();
  expect(client.asked).not.toContain('HsmModuleAdd');
});

it('a module that failed says why and what to do, and how often it ended by itself', async () => {
  await atHsm([{ ...aModule, state: 'failed', problem: 'crashed', crashes: 4 }]);
  expect(await screen.findByText('failed')).toBeTruthy();
  expect(screen.getByText(/crashed too often/)).toBeTruthy();
  expect(screen.getByText(/4 times/)).toBeTruthy();
});

it('a module whose token gave wrong answers says how many, and what to do', async () => {
  await atHsm([{ ...aModule, wrongAnswers: 2 }]);
  expect((await screen.findByText(/It gave 2 wrong answers/)).textContent).toMatch(/looked at before anybody relies on it/);
});

it('a token with a PIN pad is asked for no PIN, and says why', async () => {
  const { person } = await atHsm([aModuleWith({ ...aLockedToken, hasPinPad: true })]);
  for (const name of ['Change user PIN…', 'Change officer PIN…', 'Reset user PIN…']) {
    expect((await screen.findByRole('button', { name })).getAttribute('aria-disabled')).toBe('true');
  }
  await person.hover(screen.getByRole('button', { name: 'Open…' }));
  expect((await screen.findByRole('tooltip')).textContent).toMatch(/typed on its own pad.*enable_pinpad/);
});

it('a wrong PIN is told beside its field, the right one opens the token, and what it can do is tried at once', async () => {
  const { press, client, scene } = await atHsm([aModuleWith(aLockedToken)]);
  await press('Open…');
  const panel = await dialog('Open Office HSM');
  fill(field(panel, 'User PIN'), '000000');
  await press('Open token', panel);
  expect((await within(panel).findByRole('alert')).textContent).toMatch(/it is another one/);
  expect(client.asked).not.toContain('HsmTokenProbe');
  fill(field(panel, 'User PIN'), rightPin);
  await press('Open token', panel);
  await waitFor(() => expect(tokenOf(scene)).toMatchObject({ state: 'open', ability: { native: ['RS256'] } }));
  await press('What it can do…');
  const table = within(await dialog('What Office HSM can do'));
  expect(table.getByRole('row', { name: 'RS256 by the token' })).toBeTruthy();
  expect(table.getByRole('row', { name: 'RSA-OAEP-256 built on top' })).toBeTruthy();
  expect(table.getByRole('row', { name: 'ES256 not able' })).toBeTruthy();
});

it('the bytes of a PIN are zeroed as soon as they are on their way', async () => {
  const { press, queries } = await atHsm([aModuleWith(aLockedToken)]);
  const pins = new Set<Uint8Array>();
  queries.getMutationCache().subscribe(({ mutation }) => {
    for (const it of Object.values(mutation?.state.variables ?? {})) if (it instanceof Uint8Array) pins.add(it);
  });
  await press('Open…');
  const panel = await dialog('Open Office HSM');
  fill(field(panel, 'User PIN'), rightPin);
  await press('Open token', panel);
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect([...pins].map((pin) => pin.every((byte) => byte === 0))).toEqual([true]);
});

it('before a PIN is locked for good, it says so', async () => {
  const { press } = await atHsm([aModuleWith({ ...aLockedToken, userPin: 'last' })]);
  await press('Open…');
  expect(within(await dialog('Open Office HSM')).getByRole('alert').textContent).toMatch(/One more wrong one/);
});

it('a blank token is initialised only with both PINs twice and the word typed', async () => {
  const { press, scene, client } = await atHsm([{ ...aModule, tokens: [] }]);
  await press('Initialise…');
  const panel = await dialog('Initialise a token');
  fill(field(panel, 'Label'), 'Vault room');
  fill(field(panel, 'Officer PIN'), '87654321');
  fill(field(panel, 'Officer PIN again'), '87654321');
  fill(field(panel, 'User PIN'), rightPin);
  fill(field(panel, 'User PIN again'), '654321');
  await press('Initialise', panel);
  expect(await within(panel).findByText('The two are not the same.')).toBeTruthy();
  expect(within(panel).getByText('Type “initialise” first.')).toBeTruthy();
  expect(client.asked).not.toContain('HsmTokenInit');
  fill(field(panel, 'User PIN again'), rightPin);
  fill(field(panel, 'Type initialise to confirm'), 'initialise');
  await press('Initialise', panel);
  await waitFor(() => expect(tokenOf(scene)).toMatchObject({ label: 'Vault room' }));
});

it('a token with keys of vaults is not erased', async () => {
  await atHsm([aModuleWith({ ...aToken, slot: 1 })]);
  expect((await screen.findByRole('button', { name: 'Erase…' })).getAttribute('aria-disabled')).toBe('true');
});

it('the security officer resets a PIN, and a person writes a certification down', async () => {
  const { press, client, scene } = await atHsm([aModuleWith({ ...aLockedToken, userPin: 'locked' })]);
  expect((await screen.findByRole('button', { name: 'Open…' })).getAttribute('aria-disabled')).toBe('true');
  await press('Reset user PIN…');
  const reset = await dialog('Reset the user PIN of Office HSM');
  fill(field(reset, 'Officer PIN'), '87654321');
  fill(field(reset, 'New user PIN'), rightPin);
  fill(field(reset, 'New user PIN again'), rightPin);
  await press('Reset PIN', reset);
  await waitFor(() => expect(client.asked).toContain('HsmPinReset'));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await press('Certification…');
  const certify = await dialog('Certification of Office HSM');
  fill(field(certify, 'Certification'), 'FIPS 140-3 level 3, #4703');
  await press('Save', certify);
  await waitFor(() => expect(tokenOf(scene)?.certification).toBe('FIPS 140-3 level 3, #4703'));
});

it('an absent token is forgotten', async () => {
  const { press, scene } = await atHsm([aModuleWith({ ...aLockedToken, state: 'absent' })]);
  await press('Forget…');
  await press('Forget token', await dialog('Forget Office HSM'));
  await waitFor(() => expect(scene.key.modules[0]?.tokens).toEqual([]));
});

it('removing a module whose tokens hold keys takes its name typed', async () => {
  const { press, scene } = await atHsm([aModule]);
  await press('Remove SoftHSM');
  const decision = await dialog('Remove SoftHSM');
  expect(within(decision).getByRole('button', { name: 'Remove module' }).getAttribute('aria-disabled')).toBe('true');
  fill(field(decision, 'Type SoftHSM to confirm'), 'SoftHSM');
  await press('Remove module', decision);
  await waitFor(() => expect(scene.key.modules).toEqual([]));
});

it('who may look and not change reads which role is missing', async () => {
  const scene = fullScene(Date.now());
  scene.key.modules = [aModule];
  const refusal = { missing: 'Strongroom.Instance/hsm/write', smallestRole: 'Contributor', grantors: [] };
  scene.access.refuse = ({ operation }) => (operation === 'HsmModuleAdd' ? refusal : undefined);
  openConsole(scene, '/hsm');
  const button = await screen.findByRole('button', { name: 'Restart SoftHSM' });
  await waitFor(() => expect(button.getAttribute('aria-disabled')).toBe('true'));
});

it('a premium vault chooses its token, and a standard one says why it can’t', async () => {
  const scene = fullScene(Date.now());
  scene.key.modules = [aModuleWith({ ...aToken, vaults: [] })];
  const { person } = openConsole(scene, '/vaults/shop-prod');
  await person.click(await screen.findByRole('button', { name: 'Choose token…' }));
  const decision = await dialog('Token for HSM keys of shop-prod');
  await person.click(within(decision).getByRole('radio', { name: 'Office HSM' }));
  await person.click(within(decision).getByRole('button', { name: 'Choose' }));
  await waitFor(() => expect(tokenOf(scene)?.vaults).toEqual(['shop-prod']));
  cleanup();
  openConsole(fullScene(Date.now()), '/vaults/payroll');
  const stopped = await screen.findByRole('button', { name: 'Choose token…' });
  expect(stopped.getAttribute('aria-disabled')).toBe('true');
});

it('a stream that fails is told, and what was known stays', async () => {
  const scene = fullScene(Date.now());
  scene.failures['HsmFollow'] = new VaultError('InternalError', { correlationId: '5e1f9c02-7d3b-4b8e-9a70-2f0c8a35a07c' });
  openConsole(scene, '/hsm');
  expect(await screen.findByRole('alert')).toBeTruthy();
  expect(await screen.findByRole('region', { name: 'SoftHSM' })).toBeTruthy();
});
