import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { VaultError } from '../../../../app/contract/vault-error.ts';
import { aToken } from '../../../support/sample-key.ts';
import { hsmChoice } from '../../../../renderer/screen/key/use-hsm-choice.ts';
import { withLayout } from '../../support/layout.ts';
import { openConsole } from '../../support/open-console.tsx';
import { fill } from '../../support/open-house.tsx';
import { fullScene } from '../../support/scene.ts';

vi.setConfig({ testTimeout: 60_000 });
withLayout();
afterEach(cleanup);

async function adding(way: 'create' | 'import', vault = 'payroll') {
  const scene = fullScene(Date.now());
  const house = openConsole(scene, `/keys?vault=${vault}&${way}=true`);
  const panel = within(await screen.findByRole('dialog', { name: way === 'create' ? `Create a key in ${vault}` : 'Import a key' }));
  const press = async (name: string | RegExp) => house.person.click(await panel.findByRole('button', { name }));
  return { ...house, scene, panel, press };
}

const key = 'a private key that is pasted';

it('a key is made of the kind and size that were chosen, and opened', async () => {
  const { panel, press, person, scene } = await adding('create');
  fill(panel.getByRole('textbox', { name: 'Name' }), 'wrapping');
  await person.click(panel.getByRole('radio', { name: 'AES, symmetric' }));
  await person.selectOptions(panel.getByRole('combobox', { name: 'Size' }), 'AES 192');
  await person.click(panel.getByRole('checkbox', { name: 'Decrypt' }));
  await press('Create key');
  expect(await screen.findByRole('heading', { level: 2, name: 'wrapping' })).toBeTruthy();
  expect(scene.key.keys['payroll/wrapping']).toMatchObject([
    { type: 'oct', spec: { family: 'oct', bits: 192 }, operations: ['encrypt', 'wrapKey', 'unwrapKey'] },
  ]);
});

it('another kind begins with what it can do', async () => {
  const { panel, person } = await adding('create');
  const permitted = () => panel.getAllByRole('checkbox', { checked: true }).map((box) => box.closest('div')?.textContent ?? '');
  const before = permitted().length;
  await person.click(panel.getByRole('radio', { name: 'EC, elliptic curve' }));
  expect(permitted().length).toBeLessThan(before);
  expect(panel.queryByRole('checkbox', { name: 'Encrypt' })).toBeNull();
  await person.selectOptions(panel.getByRole('combobox', { name: 'Curve' }), 'EC P-256K');
});

it('a name that can’t be is refused in its field, and nothing is made', async () => {
  const { panel, press, client } = await adding('create');
  fill(panel.getByRole('textbox', { name: 'Name' }), 'no spaces');
  await press('Create key');
  expect(await panel.findByText('Letters, digits and hyphens only.')).toBeTruthy();
  expect(client.asked).not.toContain('KeyCreate');
});

it('a name that is there gets a new version of it, and says so before', async () => {
  const { panel, press, scene } = await adding('create');
  fill(panel.getByRole('textbox', { name: 'Name' }), 'invoice-signing');
  await press('Make a new version');
  await waitFor(() => expect(scene.key.keys['payroll/invoice-signing']).toHaveLength(3));
});

it('hardware is offered only where the vault has it, else with the reason', async () => {
  const { panel } = await adding('create');
  expect(panel.getByRole('radio', { name: 'HSM' })).toHaveProperty('disabled', true);
  expect(panel.getByText('The vault is of the standard tier. Make it premium on its page first.')).toBeTruthy();
  cleanup();
  const premium = await adding('create', 'shop-prod');
  const hsm = await premium.panel.findByRole('radio', { name: 'HSM, token Office HSM' });
  fill(premium.panel.getByRole('textbox', { name: 'Name' }), 'kept');
  await premium.person.click(hsm);
  await premium.press('Create key');
  await waitFor(() => expect(premium.scene.key.keys['shop-prod/kept']).toMatchObject([{ type: 'RSA-HSM' }]));
});

it('a token that can’t be used now says why', () => {
  expect(hsmChoice('premium', undefined).refused).toMatch(/bound to no token/);
  expect(hsmChoice('premium', { ...aToken, state: 'locked' }).refused).toMatch(/Office HSM is locked/);
  expect(hsmChoice('premium', { ...aToken, state: 'absent' }).refused).toMatch(/isn’t plugged in/);
  expect(hsmChoice('premium', aToken).refused).toBeUndefined();
  expect(hsmChoice('premium', 'unknown').refused).toBeUndefined();
});

it('a key that is brought in is looked at first: type, size and fingerprint, and nothing private', async () => {
  const { panel, press, person, scene, client } = await adding('import');
  fill(panel.getByLabelText('Or paste it'), key);
  fill(panel.getByLabelText('Password of the file'), 'open sesame');
  await press('Look at it');
  const found = within(await screen.findByRole('dialog', { name: 'Import a key' }));
  expect(await found.findByText('EC P-256 private key')).toBeTruthy();
  expect(await found.findByText(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/)).toBeTruthy();
  fill(found.getByRole('textbox', { name: 'Name' }), 'brought');
  await person.click(found.getByRole('button', { name: 'Import key' }));
  expect(await screen.findByRole('heading', { level: 2, name: 'brought' })).toBeTruthy();
  expect(scene.key.imported).toMatchObject([{ vault: 'payroll', name: 'brought', hsm: false, operations: ['sign', 'verify'] }]);
  expect(new TextDecoder().decode(scene.key.imported[0]?.file?.password)).toBe('open sesame');
  expect(client.asked.filter((name) => name === 'UploadSend')).toHaveLength(2);
  expect(document.documentElement.outerHTML).not.toContain(key);
});

it('a file that can’t be read says why, and another can be tried', async () => {
  const { panel, press, scene } = await adding('import');
  scene.key.file = new VaultError('FileUnreadable', { reason: 'no-key', line: 0 });
  fill(panel.getByLabelText('Or paste it'), key);
  await press('Look at it');
  expect(await panel.findByText(/there is no private key in it/)).toBeTruthy();
  expect(panel.getByRole('button', { name: 'Look at it' })).toBeTruthy();
});

it('nothing is looked at before something is given', async () => {
  const { panel, press, client } = await adding('import');
  await press('Look at it');
  expect(panel.getByRole('button', { name: 'Look at it' }).getAttribute('aria-disabled')).toBe('true');
  expect(client.asked).not.toContain('KeyFilePreview');
});
