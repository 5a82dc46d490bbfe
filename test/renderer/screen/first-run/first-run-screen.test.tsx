import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Input } from '../../../../app/contract/operation.ts';
import { VaultError } from '../../../../app/contract/vault-error.ts';
import { right, someShares, type DoorScene } from '../../support/door-client.ts';
import { emptyHouse } from '../../support/door-scene.ts';
import { openDoor } from '../../support/open-door.tsx';

vi.setConfig({ testTimeout: 30_000 });

beforeEach(() => {
  vi.stubGlobal('print', vi.fn());
  window.print = vi.fn();
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

type User = Awaited<ReturnType<typeof openDoor>>['user'];
const open = (scene: DoorScene) => openDoor(scene, 'Set up Strongroom');
const field = (name: string) => screen.getByLabelText<HTMLInputElement>(name, { selector: 'input, textarea' });
const put = async (user: User, name: string, text: string) => {
  await user.clear(field(name));
  await user.click(field(name));
  await user.paste(text);
};
const press = (user: User, name: string | RegExp) => user.click(screen.getByRole('button', { name }));

async function toSlots(user: User) {
  await put(user, 'Name', 'Northwind');
  await put(user, 'Your name', 'Zoë Müller');
  await put(user, 'Your password', right.password);
  await put(user, 'Your password again', right.password);
  await press(user, 'Continue');
  await screen.findByRole('heading', { name: 'How the house unlocks' });
}

async function toShares(user: User) {
  await toSlots(user);
  await put(user, 'Passphrase', right.passphrase);
  await put(user, 'Passphrase again', right.passphrase);
  await press(user, 'Continue');
  await screen.findByRole('heading', { name: 'Save the recovery shares' });
}

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe('the first run', () => {
  test('makes a house with a passphrase and shares, one of which is entered again, and leads to signing in', async () => {
    const { user, client } = await open(emptyHouse(Date.now()));
    await toShares(user);
    await put(user, 'Enter one of them again', (someShares()[3] ?? '').toLowerCase().replaceAll('-', '\n'));
    await press(user, 'Create the house');
    expect(await screen.findByRole('heading', { name: 'Done' })).toBeTruthy();
    const made = client.asked.find(({ name }) => name === 'InstanceCreate')?.input as Input<'InstanceCreate'>;
    expect(made).toMatchObject({
      organisation: 'Northwind',
      subscription: 'Main',
      resourceGroup: 'main',
      keychain: false,
      person: { name: 'zoe.muller', displayName: 'Zoë Müller' },
    });
    expect(text(made.passphrase)).toBe(right.passphrase);
    expect(text(made.person.password)).toBe(right.password);
    await press(user, 'Sign in');
    expect(await screen.findByRole('heading', { name: 'Sign in to Northwind' })).toBeTruthy();
  });

  test('tells each field that is not right yet, and goes to the first', async () => {
    const { user } = await open(emptyHouse(Date.now()));
    await put(user, 'First resource group', 'no spaces');
    await put(user, 'Your password', 'short');
    await press(user, 'Continue');
    expect(screen.getByText('Give the organisation a name.')).toBeTruthy();
    expect(screen.getByText(/Use letters, digits, _ - \. and brackets/)).toBeTruthy();
    expect(screen.getByText('Use at least 12 characters.')).toBeTruthy();
    expect(screen.getByText('The two are not the same.')).toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(field('Name')));
  });

  test('going back and forward keeps what was typed', async () => {
    const { user, client } = await open(emptyHouse(Date.now()));
    await toShares(user);
    await press(user, 'Back');
    expect(field('Passphrase').value).toBe(right.passphrase);
    await press(user, 'Back');
    expect(field('Name').value).toBe('Northwind');
    expect(field('Your password').value).toBe(right.password);
    await press(user, 'Continue');
    await press(user, 'Continue');
    await screen.findByRole('heading', { name: 'Save the recovery shares' });
    expect(client.asked.filter(({ name }) => name === 'InstancePrepare')).toHaveLength(1);
  });

  test('another split is prepared anew', async () => {
    const { user, client } = await open(emptyHouse(Date.now()));
    await toShares(user);
    await press(user, 'Back');
    await user.selectOptions(screen.getByLabelText('Shares'), '7');
    await press(user, 'Continue');
    await screen.findByText('Share 7');
    expect(client.asked.filter(({ name }) => name === 'InstancePrepare').map(({ input }) => input)).toEqual([
      { split: { count: 5, threshold: 3 } },
      { split: { count: 7, threshold: 3 } },
    ]);
  });

  test('a passphrase alone is not enough, and neither is one that is guessed at once', async () => {
    const { user, client } = await open(emptyHouse(Date.now()));
    await toSlots(user);
    await put(user, 'Passphrase', 'password1234');
    await put(user, 'Passphrase again', 'password1234');
    await user.click(screen.getByRole('checkbox', { name: 'Use recovery shares' }));
    await press(user, 'Continue');
    expect(screen.getByText(/guessed at once/)).toBeTruthy();
    expect(screen.getByText(/A passphrase alone can be forgotten/)).toBeTruthy();
    expect(client.asked.some(({ name }) => name === 'InstancePrepare')).toBe(false);
  });

  test.each([
    ['absent', /No keychain answers on this computer/],
    ['insecure', /would store the key in clear/],
  ] as const)('a keychain that is %s is refused with the reason', async (trust, reason) => {
    const { user } = await open(emptyHouse(Date.now(), trust));
    await toSlots(user);
    expect(screen.getByText(reason)).toBeTruthy();
    expect(screen.queryByRole('checkbox', { name: 'Use the keychain' })).toBeNull();
  });

  test('the keychain instead of shares needs no share', async () => {
    const { user, client } = await open(emptyHouse(Date.now(), 'trusted'));
    await toSlots(user);
    await put(user, 'Passphrase', right.passphrase);
    await put(user, 'Passphrase again', right.passphrase);
    await user.click(screen.getByRole('checkbox', { name: 'Use recovery shares' }));
    await user.click(screen.getByRole('checkbox', { name: 'Use the keychain' }));
    await press(user, 'Continue');
    expect(await screen.findByText(/No recovery shares were chosen/)).toBeTruthy();
    await press(user, 'Create the house');
    await screen.findByRole('heading', { name: 'Done' });
    expect(client.asked.find(({ name }) => name === 'InstanceCreate')?.input).toMatchObject({ keychain: true });
  });

  test('a share that was mistyped, or is of another set, is told from a right one', async () => {
    const { user } = await open(emptyHouse(Date.now()));
    await toShares(user);
    await press(user, 'Create the house');
    expect(screen.getByText(/Enter one of the shares/)).toBeTruthy();
    await put(user, 'Enter one of them again', 'AAAA');
    await press(user, 'Create the house');
    expect(await screen.findByText(/not as printed/)).toBeTruthy();
    await put(user, 'Enter one of them again', someShares('AAAA-0000')[0] ?? '');
    await press(user, 'Create the house');
    expect(await screen.findByText(/belongs to another set/)).toBeTruthy();
  });

  test.each([
    [new VaultError('InstanceExists', {}), /already holds an organisation/],
    [new VaultError('StoreUnavailable', { reason: 'full' }), /the disk is full/],
    [new VaultError('KeychainUnavailable', { reason: 'refused' }), /it refused the request/],
  ])('%s when creating is told, and nothing typed is lost', async (failure, sentence) => {
    const { user } = await open({ ...emptyHouse(Date.now()), failures: { InstanceCreate: failure } });
    await toShares(user);
    await put(user, 'Enter one of them again', someShares()[0] ?? '');
    await press(user, 'Create the house');
    expect(await screen.findByText(sentence)).toBeTruthy();
    expect(field('Enter one of them again').value).toBe(someShares()[0]);
  });

  test('shares stay hidden until shown, and go to paper one to a page', async () => {
    const { user } = await open(emptyHouse(Date.now()));
    await toShares(user);
    const [first = ''] = someShares();
    expect(document.body.textContent).not.toContain(first);
    await press(user, /Show share 1/);
    expect(document.body.textContent).toContain(first);
    await press(user, 'Print all, one to a page');
    expect(window.print).toHaveBeenCalledOnce();
    expect(document.querySelectorAll('#paper article')).toHaveLength(5);
    expect(document.querySelector('#paper')?.textContent).toContain('Recovery share 5 of 5');
    window.dispatchEvent(new Event('afterprint'));
    await waitFor(() => expect(document.querySelector('#paper')).toBeNull());
    expect(within(screen.getByRole('list', { name: 'Recovery shares' })).getAllByText('printed')).toHaveLength(5);
  });

  test('each share can be saved as a file of its own', async () => {
    const { user } = await open(emptyHouse(Date.now()));
    await toShares(user);
    const saved: string[] = [];
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function save(this: HTMLAnchorElement) {
      saved.push(this.download);
    });
    await press(user, 'Save share 2 as a file');
    expect(saved).toEqual(['strongroom-share-2-of-5.txt']);
    expect(screen.getByText('saved')).toBeTruthy();
  });

  test('nothing that was typed or shown stays in the page once it is gone', async () => {
    const { user, page } = await open(emptyHouse(Date.now()));
    await toShares(user);
    await press(user, /Show share 1/);
    await put(user, 'Enter one of them again', 'SENTINEL');
    const typed = field('Enter one of them again');
    page.unmount();
    expect(typed.value).toBe('');
    expect(document.documentElement.outerHTML).not.toMatch(/SENTINEL|7K3M/);
  });
});
