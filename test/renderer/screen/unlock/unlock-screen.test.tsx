import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { VaultError } from '../../../../app/contract/vault-error.ts';
import { right, someShares, type DoorScene } from '../../support/door-client.ts';
import { closedHouse, tokenHouse } from '../../support/door-scene.ts';
import { openDoor } from '../../support/open-door.tsx';

vi.setConfig({ testTimeout: 30_000 });

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const open = (scene: DoorScene) => openDoor(scene, 'The house is closed');

const passphrase = () => screen.getByLabelText<HTMLInputElement>('Passphrase', { selector: 'input:not([type=radio])' });
const shareField = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: /^Share \d/ });

describe('unlocking', () => {
  test('the right passphrase opens the house, and people sign in', async () => {
    const { user, client } = await open(closedHouse(Date.now()));
    await user.type(passphrase(), `${right.passphrase}{Enter}`);
    expect(await screen.findByRole('heading', { name: 'Sign in to Northwind' })).toBeTruthy();
    expect(client.asked.filter(({ name }) => name === 'InstanceUnlock')).toHaveLength(1);
  });

  test('a wrong passphrase says so, keeps the field focused, and counts down to the next attempt', async () => {
    const { user, client } = await open({ ...closedHouse(Date.now()), waitSeconds: 3 });
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'], now: Date.now() });
    await user.type(passphrase(), 'not the right one{Enter}');
    expect(await screen.findByText(/not the passphrase of this slot/)).toBeTruthy();
    expect(document.activeElement).toBe(passphrase());
    expect(screen.getByText('Next attempt in 3 s')).toBeTruthy();
    expect(screen.getByText('The next attempt is possible in 3 s.')).toBeTruthy();
    await user.keyboard('{Enter}');
    expect(client.asked.filter(({ name }) => name === 'InstanceUnlock')).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1000);
    expect(await screen.findByText('Next attempt in 2 s')).toBeTruthy();
    await vi.advanceTimersByTimeAsync(2000);
    expect(await screen.findByText('You can try again now.')).toBeTruthy();
    expect(screen.queryByText(/Next attempt in/)).toBeNull();
  });

  test('a wait that began before this page is counted down as well', async () => {
    const scene = closedHouse(Date.now());
    await open({ ...scene, instance: { ...scene.instance, retryOn: Date.now() + 59_500 } });
    expect(screen.getByText(/Next attempt in (59|60) s|Next attempt in 1 min 00 s/)).toBeTruthy();
  });

  test('shares are entered one by one, each told right or wrong, until the house opens', async () => {
    const { user } = await open(closedHouse(Date.now()));
    await user.click(screen.getByRole('radio', { name: /Recovery shares/ }));
    const [first = '', second = '', third = ''] = someShares();
    await user.type(shareField(), 'AAAA-BBBB');
    await user.click(screen.getByRole('button', { name: 'Check and go on' }));
    expect(await screen.findByText(/This share is not as printed/)).toBeTruthy();

    await user.clear(shareField());
    await user.click(shareField());
    await user.paste(someShares('AAAA-0000')[0]);
    await user.click(screen.getByRole('button', { name: 'Check and go on' }));
    expect(await screen.findByText(/belongs to another set/)).toBeTruthy();

    await user.clear(shareField());
    await user.paste(first.toLowerCase().replaceAll('-', ' '));
    await user.click(screen.getByRole('button', { name: 'Check and go on' }));
    expect(await screen.findByText('Share 1 fits')).toBeTruthy();
    expect(shareField().value).toBe('');
    expect(screen.getByText(/1 of 3 shares fit; 2 to go/)).toBeTruthy();

    await user.paste(first);
    await user.click(screen.getByRole('button', { name: 'Check and go on' }));
    expect(await screen.findByText(/entered already/)).toBeTruthy();

    await user.clear(shareField());
    await user.paste(second);
    await user.click(screen.getByRole('button', { name: 'Check and go on' }));
    expect(await screen.findByText('Share 2 fits')).toBeTruthy();
    await user.paste(third);
    await user.click(screen.getByRole('button', { name: 'Unlock' }));
    expect(await screen.findByRole('heading', { name: 'Opened by recovery shares' })).toBeTruthy();
  });

  test('the keychain opens with one button, or says why not', async () => {
    const scene = closedHouse(Date.now());
    const { user } = await open({ ...scene, failures: { InstanceUnlock: new VaultError('KeychainUnavailable', { reason: 'refused' }) } });
    await user.click(screen.getByRole('radio', { name: /keychain/i }));
    await user.click(screen.getByRole('button', { name: 'Unlock with the keychain' }));
    expect(await screen.findByText(/it refused the request/)).toBeTruthy();
  });

  test.each([
    [new VaultError('StoreInUse', {}), /another Strongroom has this data open/],
    [new VaultError('SlotFileDamaged', {}), /slots is damaged/],
    [new VaultError('StoreNewer', { found: 3, known: 2 }), /newer Strongroom/],
    [new VaultError('Throttled', { retryOn: Date.now() + 5000 }), /too many requests/],
    [new VaultError('InternalError', { correlationId: 'c0ffee' }), /something failed inside/],
  ])('%s is told in a sentence', async (failure, sentence) => {
    const { user } = await open({ ...closedHouse(Date.now()), failures: { InstanceUnlock: failure } });
    await user.type(passphrase(), 'whatever it may be{Enter}');
    expect(await screen.findByText(sentence)).toBeTruthy();
  });

  test('who has forgotten the passphrase is led to the shares', async () => {
    const { user } = await open(closedHouse(Date.now()));
    await user.click(screen.getByRole('button', { name: 'Forgotten passphrase' }));
    expect(screen.getByText(/bring together 3 of the 5 sheets/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Enter recovery shares' }));
    await waitFor(() => expect(document.activeElement).toBe(shareField()));
  });

  test('a passphrase is hidden until shown, and hidden again when the window loses focus', async () => {
    const { user } = await open(closedHouse(Date.now()));
    expect(passphrase().type).toBe('password');
    await user.click(screen.getByRole('button', { name: 'Show passphrase' }));
    expect(passphrase().type).toBe('text');
    window.dispatchEvent(new Event('blur'));
    await waitFor(() => expect(passphrase().type).toBe('password'));
  });

  test('nothing that was typed stays in the page once it is gone', async () => {
    const { user, page } = await open(closedHouse(Date.now()));
    const field = passphrase();
    await user.type(field, 'sentinel-passphrase');
    page.unmount();
    expect(field.value).toBe('');
    expect(document.documentElement.outerHTML).not.toContain('sentinel-passphrase');
  });

  test('every slot of the house is a choice', async () => {
    await open(closedHouse(Date.now()));
    const group = screen.getByRole('group', { name: 'How to unlock' });
    expect(within(group).getAllByRole('radio')).toHaveLength(3);
  });
});

describe('unlocking by a token', () => {
  const pin = () => screen.getByLabelText<HTMLInputElement>('PIN', { selector: 'input' });
  const button = () => screen.getByRole('button', { name: 'Unlock with the token' });

  async function chosen(look: Partial<DoorScene['look']> = {}) {
    const scene = tokenHouse(Date.now());
    scene.look = { ...scene.look, ...look };
    const opened = await open(scene);
    await opened.user.click(screen.getByRole('radio', { name: /Vault room/ }));
    return { ...opened, scene, tries: () => opened.client.asked.filter(({ name }) => name === 'InstanceUnlock') };
  }

  test('the PIN opens the house while the token is plugged in', async () => {
    const { user } = await chosen();
    expect(await screen.findByText('Office HSM is plugged in.')).toBeTruthy();
    await user.type(pin(), `${right.pin}{Enter}`);
    expect(await screen.findByRole('heading', { name: 'Sign in to Northwind' })).toBeTruthy();
  });

  test('a token that is away is waited for, and then the PIN is taken', async () => {
    const { user, scene, tries } = await chosen({ state: 'absent' });
    expect(await screen.findByText('Waiting for Office HSM to be plugged in…')).toBeTruthy();
    expect(button().getAttribute('aria-disabled')).toBe('true');
    await user.type(pin(), `${right.pin}{Enter}`);
    expect(tries()).toHaveLength(0);
    scene.look = { ...scene.look, state: 'there' };
    expect(await screen.findByText('Office HSM is plugged in.', undefined, { timeout: 5_000 })).toBeTruthy();
    await user.type(pin(), '{Enter}');
    expect(await screen.findByRole('heading', { name: 'Sign in to Northwind' })).toBeTruthy();
  });

  test('a wrong PIN is sent once, said with the tries that remain, and typed anew', async () => {
    const { user, tries } = await chosen();
    await user.type(pin(), '000000{Enter}');
    expect(await screen.findByText(/The PIN wasn’t taken: it is another one/)).toBeTruthy();
    expect(screen.getByText(/one more wrong one, and the token locks it/)).toBeTruthy();
    expect(pin().value).toBe('');
    await user.keyboard('{Enter}');
    expect(tries()).toHaveLength(1);
    expect(screen.getByText('Enter the PIN.')).toBeTruthy();
  });

  test('a locked PIN is said before one is typed', async () => {
    await chosen({ userPin: 'locked' });
    expect(await screen.findByText(/The token has locked the user’s PIN/)).toBeTruthy();
    expect(button().getAttribute('aria-disabled')).toBe('true');
  });

  test('a library that this computer does not know is loaded only when somebody says so', async () => {
    const { user, tries } = await chosen({ state: 'unconfirmed', reason: 'new' });
    expect(await screen.findByText(/hasn’t unlocked with this slot before/)).toBeTruthy();
    expect(screen.getByText('/opt/token.so')).toBeTruthy();
    await user.type(pin(), `${right.pin}{Enter}`);
    expect(tries()).toHaveLength(0);
    await user.click(screen.getByRole('checkbox', { name: /Load this library/ }));
    await user.type(pin(), '{Enter}');
    expect(await screen.findByRole('heading', { name: 'Sign in to Northwind' })).toBeTruthy();
    expect(tries()).toHaveLength(1);
  });

  test('a library that ends is told in a sentence, and other slots stay', async () => {
    const { user } = await chosen({ state: 'failed', problem: 'crashed' });
    expect(await screen.findByText(/Its process crashed too often/)).toBeTruthy();
    await user.click(screen.getByRole('radio', { name: 'Passphrase typed' }));
    await user.type(passphrase(), `${right.passphrase}{Enter}`);
    expect(await screen.findByRole('heading', { name: 'Sign in to Northwind' })).toBeTruthy();
  });
});
