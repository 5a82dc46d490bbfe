import { cleanup, configure, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { withLayout } from '../../support/layout.ts';
import { fill } from '../../support/open-house.tsx';
import { atSecret } from './at-secret.tsx';

vi.setConfig({ testTimeout: 60_000 });
configure({ asyncUtilTimeout: 10_000 });
withLayout();
afterEach(cleanup);

const page = () => document.documentElement.outerHTML;
const cached = (queries: { getQueryCache(): { getAll(): { state: unknown }[] }; getMutationCache(): { getAll(): { state: unknown }[] } }) =>
  JSON.stringify([...queries.getQueryCache().getAll(), ...queries.getMutationCache().getAll()].map(({ state }) => state));

describe('copying', () => {
  it('puts the value on the clipboard without showing it, and marks it for the shell', async () => {
    const { press, shell, person, queries } = await atSecret(['s3cret-xyzzy']);
    const copied = vi.spyOn(shell, 'copied');
    await press('Copy');
    expect(await screen.findByText(/^Value of db-password copied/)).toBeTruthy();
    expect(await navigator.clipboard.readText()).toBe('s3cret-xyzzy');
    expect(copied).toHaveBeenCalledWith(30_000, { key: expect.stringMatching(/^[\w-]{43}$/), mac: expect.stringMatching(/^[\w-]{43}$/) });
    await person.click(screen.getByRole('button', { name: '30 s more' }));
    expect(copied.mock.calls[1]).toEqual(copied.mock.calls[0]);
    await person.click(screen.getByRole('button', { name: 'Clear now' }));
    expect(copied).toHaveBeenLastCalledWith(0, copied.mock.calls[0]?.[1]);
    expect(page()).not.toContain('s3cret-xyzzy');
    expect(cached(queries)).not.toContain('s3cret-xyzzy');
  });

  it('tells the shell before the value lies on the clipboard, byte order mark and all', async () => {
    const { press, shell } = await atSecret(['\uFEFFs3cret']);
    const copied = vi.spyOn(shell, 'copied');
    const write = vi.spyOn(navigator.clipboard, 'writeText');
    onTestFinished(() => write.mockRestore());
    await press('Copy');
    await waitFor(() => expect(write).toHaveBeenCalledExactlyOnceWith('\uFEFFs3cret'));
    expect(copied.mock.invocationCallOrder[0]).toBeLessThan(write.mock.invocationCallOrder[0] ?? 0);
  });

  it('that the clipboard refuses leaves the watch over the value that lay there before', async () => {
    const { press, shell } = await atSecret(['s3cret']);
    const copied = vi.spyOn(shell, 'copied');
    await press('Copy');
    await screen.findByText(/^Value of db-password copied/);
    const write = vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new DOMException('no', 'NotAllowedError'));
    onTestFinished(() => write.mockRestore());
    await press('Copy');
    expect(await screen.findByText(/^Nothing was copied/)).toBeTruthy();
    const marks = copied.mock.calls.map(([, mark]) => mark);
    expect(marks).toHaveLength(3);
    expect(marks[1]).not.toEqual(marks[0]);
    expect(marks[2]).toEqual(marks[0]);
  });

  it('works by Ctrl+C in the list, and Ctrl+Shift+C takes the URI and says that nothing answers at it while the endpoint is off', async () => {
    const { person, versions } = await atSecret(['s3cret-xyzzy']);
    screen.getByRole('grid', { name: 'Secrets' }).focus();
    await person.keyboard('{Control>}c{/Control}');
    await waitFor(async () => expect(await navigator.clipboard.readText()).toBe('s3cret-xyzzy'));
    await person.keyboard('{Control>}{Shift>}C{/Shift}{/Control}');
    const [current] = await versions();
    await waitFor(async () => expect(await navigator.clipboard.readText()).toBe(`https://payroll.vault.localhost:8443${current?.id}`));
    expect(await screen.findByText('URI copied. It is not served now: the endpoint is off.')).toBeTruthy();
  });

  it('of code names the vault and the secret, in the language that is chosen', async () => {
    const { press, person } = await atSecret(['x']);
    await press('Copy for code');
    await person.click(await screen.findByRole('menuitem', { name: 'Python' }));
    expect(await navigator.clipboard.readText()).toContain('vault_url="https://payroll.vault.localhost:8443"');
    expect(await navigator.clipboard.readText()).toContain('get_secret("db-password")');
    expect(await screen.findByText('Python code copied. It is not served now: the endpoint is off.')).toBeTruthy();
  });
});

describe('attributes', () => {
  it('are changed without touching the value', async () => {
    const { person, press, dialog, versions, read } = await atSecret(['s3cret']);
    await person.keyboard('e');
    const panel = await dialog('Edit db-password');
    fill(within(panel).getByRole('combobox', { name: 'Content type' }), 'application/jwt');
    await person.click(within(panel).getByRole('button', { name: 'Add tag' }));
    fill(within(panel).getByRole('textbox', { name: 'Name of tag 1' }), 'owner');
    fill(within(panel).getByRole('textbox', { name: 'Value of tag 1' }), 'shop');
    await press('Save', panel);
    expect(await screen.findByText('db-password saved.')).toBeTruthy();
    expect(await versions()).toMatchObject([{ contentType: 'application/jwt', tags: { owner: 'shop' }, revision: 2 }]);
    expect(await read()).toBe('s3cret');
  });

  it('that another changed meanwhile are told and looked at, before they are saved over', async () => {
    const { person, press, dialog, window, versions } = await atSecret(['s3cret']);
    const [seen] = await versions();
    await person.keyboard('e');
    const panel = await dialog('Edit db-password');
    fill(within(panel).getByRole('combobox', { name: 'Content type' }), 'mine');
    await window.call('SecretUpdate', { vault: 'payroll', name: 'db-password', version: seen?.version, contentType: 'theirs' });
    await press('Save', panel);
    await waitFor(() => expect(panel.textContent).toMatch(/Not saved: Ada Lovelace changed db-password .*, after you opened it/));
    expect(await versions()).toMatchObject([{ contentType: 'theirs' }]);
    await press('Look at the change', panel);
    expect(await within(panel).findByRole('row', { name: 'Content type — theirs added' })).toBeTruthy();
    await press('Save mine over it', panel);
    await waitFor(async () => expect(await versions()).toMatchObject([{ contentType: 'mine' }]));
  });

  it('disable and enable at once, with a way back', async () => {
    const { press, person, versions } = await atSecret(['s3cret']);
    await press('More');
    await person.click(await screen.findByRole('menuitem', { name: 'Disable' }));
    await press('Undo');
    expect(await screen.findByText('db-password is enabled.')).toBeTruthy();
    expect(await versions()).toMatchObject([{ enabled: true, revision: 3 }]);
  });

  it('written by others are shown as text, with what can’t be seen made visible', async () => {
    const tags = { '<img src=x onerror=alert(1)>': 'a\u202Egpj.exe' };
    await atSecret(['x'], { tags, contentType: 'text/\u2066plain' });
    expect(document.querySelector('img')).toBeNull();
    expect(screen.getAllByText('U+202E').length).toBeGreaterThan(0);
    expect(screen.getAllByText('U+2066').length).toBeGreaterThan(0);
  });
});

describe('versions', () => {
  const chooseTwo = async ({ person, press, dialog }: Awaited<ReturnType<typeof atSecret>>) => {
    for (const box of screen.getAllByRole('checkbox', { name: /^Compare version/ })) await person.click(box);
    await press('Compare selected');
    return dialog('Two versions of db-password');
  };

  it('that are compared show what changed, and no value', async () => {
    const at = await atSecret(['old-xyzzy']);
    await at.window.call('SecretSet', {
      vault: 'payroll',
      name: 'db-password',
      value: new TextEncoder().encode('new-xyzzy'),
      enabled: true,
      tags: { owner: 'shop' },
    });
    await at.queries.invalidateQueries();
    await waitFor(() => expect(screen.getAllByRole('checkbox', { name: /^Compare version/ })).toHaveLength(2));
    const panel = await chooseTwo(at);
    expect(within(panel).getByRole('row', { name: 'tag owner — shop added' })).toBeTruthy();
    expect(within(panel).getByRole('row', { name: 'State enabled enabled same' })).toBeTruthy();
    expect(at.asked('SecretCompare')).toHaveLength(0);
    await at.press('Same value?', panel);
    expect(await within(panel).findByText('They hold different values.')).toBeTruthy();
    expect(at.asked('SecretGet')).toHaveLength(0);
    expect(page()).not.toContain('xyzzy');
  });

  it('show their values side by side only by an explicit act, and hide them when the window is left', async () => {
    const at = await atSecret(['same line\nold line\u0007\n', 'same line\nnew line\n']);
    const panel = await chooseTwo(at);
    await at.press('Reveal both values', panel);
    const diff = await within(panel).findByRole('region', { name: /line by line$/ });
    expect(at.asked('SecretGet')).toHaveLength(2);
    expect([...diff.children].map((line) => line.textContent)).toEqual(['11 same line', '2−removed: old·lineBEL', '2+added: new·line']);
    fireEvent(globalThis.window, new Event('blur'));
    await waitFor(() => expect(within(panel).queryByRole('region', { name: /line by line$/ })).toBeNull());
    expect(page()).not.toContain('old·line');
  });

  it('that are older become current again as a new version, after one is told', async () => {
    const at = await atSecret(['first', 'second']);
    const [, line] = within(screen.getByRole('region', { name: 'Versions' })).getAllByRole('listitem');
    await at.person.click(within(line ?? document.body).getByRole('button', { name: 'Value' }));
    await at.press('Make current again…');
    const decision = await at.dialog('Make this version current again');
    expect(decision.textContent).toContain('No version is lost');
    await at.press('Make current', decision);
    await waitFor(async () => expect(await at.versions()).toHaveLength(3));
    expect(await at.read()).toBe('first');
    expect(at.asked('SecretGet')).toHaveLength(0);
  });
});

it('deleting tells until when it can come back, and Undo brings it back', async () => {
  const { person, dialog, press, versions } = await atSecret(['s3cret']);
  await person.keyboard('{Delete}');
  const decision = await dialog('Delete db-password');
  expect(decision.textContent).toMatch(/It can be recovered until \d+ \w+ \d{4}; then it is destroyed/);
  await press('Delete', decision);
  expect(await screen.findByText(/^db-password lies in the recycle bin until/)).toBeTruthy();
  await expect(versions()).rejects.toMatchObject({ code: 'SecretNotFound' });
  await press('Undo');
  expect(await screen.findByText('db-password is back, with its versions.')).toBeTruthy();
  expect(await versions()).toHaveLength(1);
});

it('who read it lately is told from the log', async () => {
  const { read, queries } = await atSecret(['s3cret']);
  await read();
  await read();
  await queries.invalidateQueries();
  const use = screen.getByRole('region', { name: 'Used by' });
  expect(await within(use).findByText('Ada Lovelace')).toBeTruthy();
  expect(use.textContent).toMatch(/2 reads, last/);
  expect(within(use).getByRole('link', { name: 'Show in the log' }).getAttribute('href')).toContain('SecretGet');
});
