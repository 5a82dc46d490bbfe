import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { VaultError } from '../../../../app/contract/vault-error.ts';
import { withLayout } from '../../support/layout.ts';
import { openConsole } from '../../support/open-console.tsx';
import { fill } from '../../support/open-house.tsx';
import { fullScene, type Scene } from '../../support/scene.ts';
import { aDeletedKey, noKeys } from '../../support/scripted-key.ts';

vi.setConfig({ testTimeout: 60_000 });
withLayout();
afterEach(cleanup);

const aHouse = (change: (scene: Scene) => void = () => undefined): Scene => {
  const scene = fullScene(Date.now());
  change(scene);
  return scene;
};

const withBin = () => aHouse((scene) => (scene.key.bin = [aDeletedKey('payroll', 'old-signing', Date.now())]));

const atKeys = (scene = aHouse()) => openConsole(scene, '/keys');

async function atKey(name = 'invoice-signing', scene = aHouse(), vault = 'payroll') {
  const house = openConsole(scene, `/keys/${vault}/${name}`);
  await screen.findByRole('heading', { level: 2, name });
  await screen.findByRole('heading', { level: 2, name: 'Versions' });
  const current = () => scene.key.keys[`${vault}/${name}`]?.find((it) => it.current);
  const press = async (button: string | RegExp, inside: HTMLElement = document.body) =>
    house.person.click(await within(inside).findByRole('button', { name: button }));
  return { ...house, current, press };
}

const section = (name: string) => screen.findByRole('region', { name });
const dialog = (name: string | RegExp) => screen.findByRole('dialog', { name });
const names = () =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map((row) => within(row).getAllByRole('gridcell')[1]?.textContent);

it('a house without keys says what they are for, and leads to the first', async () => {
  const { person } = atKeys(aHouse((scene) => (scene.key = noKeys())));
  expect(await screen.findByRole('heading', { name: 'No keys yet' })).toBeTruthy();
  await person.click(screen.getByRole('button', { name: 'Create the first key' }));
  expect(await dialog('Create a key')).toBeTruthy();
});

it('every key stands in the list, with what it is and what protects it', async () => {
  atKeys();
  const row = await screen.findByRole('row', { name: /disk-wrapping/ });
  expect(row.textContent).toMatch(/shop-prod.*RSA 3072.*Office HSM.*enabled/);
  expect(screen.getByRole('row', { name: /legacy-token/ }).textContent).toMatch(/EC P-256.*Software.*disabled/);
});

it('text, vault, type, state and rotation narrow the list', async () => {
  const { person } = atKeys();
  await screen.findByRole('row', { name: /disk-wrapping/ });
  const choose = (label: string, option: string) => person.selectOptions(screen.getByRole('combobox', { name: label }), option);
  await choose('Vault', 'platform');
  await waitFor(() => expect(names()).toEqual(['legacy-token', 'session-seal']));
  await choose('State', 'Disabled');
  await waitFor(() => expect(names()).toEqual(['legacy-token']));
  await person.click(screen.getByRole('button', { name: 'Clear' }));
  await choose('Type', 'RSA, HSM');
  await waitFor(() => expect(names()).toEqual(['disk-wrapping']));
  await person.click(screen.getByRole('button', { name: 'Clear' }));
  await choose('Rotation', 'Rotates by itself');
  await waitFor(() => expect(names()).toEqual(['invoice-signing']));
  await person.click(screen.getByRole('button', { name: 'Clear' }));
  fill(screen.getByRole('textbox', { name: 'Search keys' }), 'jwt');
  await waitFor(() => expect(names()).toEqual(['checkout-jwt']));
  fill(screen.getByRole('textbox', { name: 'Search keys' }), 'nothing like it');
  expect(await screen.findByRole('heading', { name: 'No key fits' })).toBeTruthy();
});

it('the list is walked, opened and closed by keys alone', async () => {
  const { person } = atKeys();
  const grid = await screen.findByRole('grid', { name: 'Keys' });
  grid.focus();
  await person.keyboard('jj{Enter}');
  const title = await screen.findByRole('heading', { level: 2, name: 'invoice-signing' });
  await waitFor(() => expect(document.activeElement).toBe(title));
  await person.keyboard('{Escape}');
  await waitFor(() => expect(document.activeElement).toBe(grid));
});

it('what protects a key is said plainly, a certification only where one was given', async () => {
  await atKey();
  expect(screen.getByText('Software: kept in this house’s own key hierarchy')).toBeTruthy();
  cleanup();
  await atKey('disk-wrapping', aHouse(), 'shop-prod');
  expect(screen.getByText('In token Office HSM: never left it, as the token says')).toBeTruthy();
  expect(screen.getByText(/FIPS 140-2 level 3/)).toBeTruthy();
});

it('the life line says in words what it draws', async () => {
  await atKey();
  const life = within(await section('Life')).getByRole('img');
  await waitFor(() =>
    expect(life.getAttribute('aria-label')).toMatch(
      /^Version a1b2c3…7e8f90, current: made .*, rotates .*, expires .*\. Version 7c419a…7d1b58: /,
    ),
  );
});

it('an operation is switched off at once, and on again by Undo', async () => {
  const { press, person, current } = await atKey();
  const sign = within(await section('Permitted operations')).getByRole('switch', { name: 'Sign' });
  expect(sign.getAttribute('aria-checked')).toBe('true');
  await person.click(sign);
  expect(await screen.findByText('Sign is no longer permitted for invoice-signing.')).toBeTruthy();
  expect(current()?.operations).toEqual(['verify']);
  await press('Undo');
  await waitFor(() => expect(current()?.operations).toEqual(['sign', 'verify']));
});

it('an operation that another changed meanwhile is not overwritten', async () => {
  const scene = aHouse();
  const { person, current } = await atKey('invoice-signing', scene);
  const before = current();
  if (before) scene.key.keys['payroll/invoice-signing'] = [{ ...before, revision: 2, operations: ['sign'] }];
  await person.click(within(await section('Permitted operations')).getByRole('switch', { name: 'Sign' }));
  expect(await screen.findByText(/L\. Brandt/)).toBeTruthy();
  expect(current()?.operations).toEqual(['sign']);
});

it('dates and tags are edited, and dates that contradict each other are refused in place', async () => {
  const { person, press, current } = await atKey();
  await person.keyboard('e');
  const panel = await dialog('Edit invoice-signing');
  fill(within(panel).getByLabelText(/^Active from/), '2031-01-01T00:00');
  fill(within(panel).getByLabelText(/^Expires/), '2030-01-01T00:00');
  await press('Save', panel);
  expect(await within(panel).findByText('Expiry comes before activation: the key would never be valid.')).toBeTruthy();
  fill(within(panel).getByLabelText(/^Expires/), '2032-01-01T00:00');
  fill(within(panel).getByRole('textbox', { name: 'Value of tag 1' }), 'shop');
  await press('Save', panel);
  expect(await screen.findByText('invoice-signing saved.')).toBeTruthy();
  expect(current()).toMatchObject({ tags: { owner: 'shop' }, expires: new Date('2032-01-01T00:00').getTime(), revision: 2 });
});

it('attributes that another changed meanwhile are looked at before they are saved over', async () => {
  const scene = aHouse();
  const { person, press, current } = await atKey('invoice-signing', scene);
  await person.keyboard('e');
  const panel = await dialog('Edit invoice-signing');
  const before = current();
  if (before) scene.key.keys['payroll/invoice-signing'] = [{ ...before, revision: 2, operations: ['sign'] }];
  fill(within(panel).getByRole('textbox', { name: 'Value of tag 1' }), 'mine');
  await press('Save', panel);
  await press('Look at the change', panel);
  expect(await within(panel).findByRole('row', { name: 'Operations Sign, Verify Sign changed' })).toBeTruthy();
  await press('Save mine over it', panel);
  await waitFor(() => expect(current()).toMatchObject({ tags: { owner: 'mine' }, operations: ['sign'], revision: 3 }));
});

it('who still uses an older version after the rotation is named, and what nobody can know is said', async () => {
  await atKey();
  const used = await section('Where it is used');
  await waitFor(() => expect(used.textContent).toContain('signed 4,120 times'));
  expect(used.textContent).toContain('Unknown: who encrypts, wraps and verifies with the public key.');
  const still = within(used).getByRole('region', { name: 'Still on an older version' });
  await waitFor(() => expect(still.textContent).toMatch(/7c419a…7d1b58.*archive-job/));
  expect(still.textContent).not.toContain('invoice-printer');
});

it('where it is used is nothing for who may not read the log', async () => {
  const scene = aHouse();
  scene.access.refuse = ({ operation }) =>
    operation === 'KeyUseList' ? { missing: 'Microsoft.Insights/logs/read', grantors: [] } : undefined;
  const { client } = await atKey('invoice-signing', scene);
  await section('Rotation');
  expect(screen.queryByRole('region', { name: 'Where it is used' })).toBeNull();
  expect(client.asked).not.toContain('KeyUseList');
});

it('the public key is copied as PEM and as JWK', async () => {
  const { press } = await atKey();
  const part = await section('Public key');
  await press('Copy as PEM', part);
  expect(await navigator.clipboard.readText()).toMatch(/^-----BEGIN PUBLIC KEY-----\n/);
  await press('Copy as JWK', part);
  await waitFor(async () => expect(await navigator.clipboard.readText()).toMatch(/"kid": "https:\/\/payroll\..*"crv": "P-256"/s));
});

it('rotating says what it does not do, and makes a version', async () => {
  const { press, person, scene } = await atKey();
  await person.keyboard('r');
  const decision = await dialog('Rotate invoice-signing');
  expect(decision.textContent).toContain('Nothing is encrypted anew');
  await press('Rotate now', decision);
  expect(await screen.findByText(/invoice-signing has a new version/)).toBeTruthy();
  expect(scene.key.keys['payroll/invoice-signing']).toHaveLength(3);
});

it('a policy shows the coming dates before it is saved, and what Key Vault would refuse in its field', async () => {
  const { press, scene } = await atKey();
  await press('Edit policy');
  const panel = await dialog('Rotation of invoice-signing');
  const coming = () => within(panel).queryByRole('list', { name: 'Coming dates' });
  expect(coming()?.textContent).toContain('The next version is made');
  fill(within(panel).getByRole('textbox', { name: 'Days after it was made' }), '3');
  expect(await within(panel).findByText('A whole number of days, from 7 to 36,500.')).toBeTruthy();
  expect(coming()).toBeNull();
  fill(within(panel).getByRole('textbox', { name: 'Days after it was made' }), '30');
  expect(coming()?.children.length).toBeGreaterThan(2);
  await press('Save', panel);
  expect(await screen.findByText('The rotation policy of invoice-signing is saved.')).toBeTruthy();
  expect(scene.key.policies['payroll/invoice-signing']).toEqual({
    rotate: { from: 'creation', days: 30 },
    expiryDays: 120,
    notifyDays: 14,
  });
});

it('a key is disabled at once, and enabled by Undo', async () => {
  const { press, person, current } = await atKey();
  await press('More');
  await person.click(await screen.findByRole('menuitem', { name: 'Disable' }));
  expect(await screen.findByText('invoice-signing is disabled: nothing can be done with it.')).toBeTruthy();
  expect(current()?.enabled).toBe(false);
  await press('Undo');
  await waitFor(() => expect(current()?.enabled).toBe(true));
});

it('an older version is disabled without the current one', async () => {
  const { press, current, scene } = await atKey();
  await press('Disable version 7c419a…7d1b58');
  await waitFor(() => expect(scene.key.keys['payroll/invoice-signing']?.[1]?.enabled).toBe(false));
  expect(current()?.enabled).toBe(true);
});

it('a deleted key goes to the bin, comes back by Undo, and is recovered and purged there', async () => {
  const { press, person, scene, router } = await atKey('invoice-signing', withBin());
  await person.keyboard('{Delete}');
  await press('Delete', await dialog('Delete invoice-signing'));
  await press('Undo');
  expect(await screen.findByText('invoice-signing is back, with its versions.')).toBeTruthy();
  expect(scene.key.keys).toHaveProperty('payroll/invoice-signing');
  await router.navigate({ to: '/recycle-bin' });
  await person.click(await screen.findByRole('row', { name: /key old-signing/ }));
  await press('Purge…');
  const decision = await dialog('Purge the key old-signing');
  expect(decision.textContent).toContain('can never be opened again');
  fill(within(decision).getByRole('textbox'), 'old-signing');
  await press('Purge for good', decision);
  await waitFor(() => expect(scene.key.bin).toEqual([]));
});

it('a key comes back from the bin with one press', async () => {
  const scene = withBin();
  const { person } = openConsole(scene, '/recycle-bin');
  await person.click(await screen.findByRole('row', { name: /key old-signing/ }));
  await person.click(await screen.findByRole('button', { name: 'Recover' }));
  expect(await screen.findByText('old-signing was recovered to payroll.')).toBeTruthy();
  expect(scene.key.keys).toHaveProperty('payroll/old-signing');
});

it('who may not change a key is told so by every control, and nothing is asked of the engine', async () => {
  const scene = aHouse();
  scene.access.refuse = ({ operation }) =>
    /^Key(Update|Rotate|Delete|RotationPolicySet)$/.test(operation)
      ? { missing: 'Microsoft.KeyVault/vaults/keys/write', grantors: [] }
      : undefined;
  const { client, person } = await atKey('invoice-signing', scene);
  const sign = within(await section('Permitted operations')).getByRole('switch', { name: 'Sign' });
  await waitFor(() => expect(sign.getAttribute('aria-disabled')).toBe('true'));
  expect(screen.getByRole('button', { name: 'Rotate now…' }).getAttribute('aria-disabled')).toBe('true');
  await person.click(sign);
  expect(client.asked).not.toContain('KeyUpdate');
});

it('a key that isn’t there says so, with a way to try again', async () => {
  openConsole(
    aHouse((scene) => (scene.failures = { KeyListVersions: new VaultError('KeyNotFound', { name: 'gone' }) })),
    '/keys/payroll/gone',
  );
  expect(await screen.findByText(/There is no key called “gone” here/)).toBeTruthy();
});

it('a vault shows its keys and leads to all of them', async () => {
  const { person } = openConsole(aHouse(), '/vaults/payroll');
  const keys = await section('1 key');
  expect(await within(keys).findByRole('link', { name: 'invoice-signing' })).toBeTruthy();
  await person.click(within(keys).getByRole('link', { name: 'Open all' }));
  await screen.findByRole('heading', { level: 1, name: 'Keys' });
  await waitFor(() => expect(names()).toEqual(['invoice-signing']));
});

it('a name that lies in the bin can’t be taken, and is said so while it is typed', async () => {
  const scene = aHouse((it) => (it.key.bin = [aDeletedKey('payroll', 'taken', Date.now())]));
  const { person, client } = openConsole(scene, '/keys?vault=payroll&create=true');
  const panel = await dialog('Create a key in payroll');
  fill(within(panel).getByRole('textbox', { name: 'Name' }), 'taken');
  expect(await within(panel).findByText(/lies in the recycle bin until/)).toBeTruthy();
  await person.click(within(panel).getByRole('button', { name: 'Create key' }));
  expect(client.asked).not.toContain('KeyCreate');
});
