import { cleanup, configure, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { aSecret } from '../../../support/a-house.ts';
import { withLayout } from '../../support/layout.ts';
import { fill } from '../../support/open-house.tsx';
import { atSecret } from './at-secret.tsx';

vi.setConfig({ testTimeout: 60_000 });
configure({ asyncUtilTimeout: 10_000 });
withLayout();
afterEach(cleanup);

const value = (panel: HTMLElement) => within(panel).getByRole<HTMLTextAreaElement>('textbox', { name: 'Value' });

/** At the form for a new version, opened by its key. */
async function atNewVersion(...given: Parameters<typeof atSecret>) {
  const at = await atSecret(...given);
  await at.person.keyboard('r');
  return { ...at, panel: await at.dialog('New version of db-password') };
}

/** At the form for a new secret, in `payroll`. */
async function atNewSecret() {
  const at = await atSecret(['s3cret']);
  await at.press('Add secret');
  return { ...at, panel: await at.dialog(/^Add a secret/) };
}

describe('a new version', () => {
  it('that is edited from the current value shows what changes before it is saved', async () => {
    const { panel, press, asked, read, versions } = await atNewVersion(['one\ntwo\n']);
    expect(asked('SecretGet')).toHaveLength(0);
    await press('Edit the current value', panel);
    await waitFor(() => expect(value(panel).value).toBe('one\ntwo\n'));
    expect(asked('SecretGet')).toHaveLength(1);
    fill(value(panel), 'one\n two\u202E\n');
    await press('Review changes', panel);
    const diff = within(panel).getByRole('region', { name: 'Changes of the value' });
    expect([...diff.children].map((line) => line.textContent)).toEqual(['11 one', '2−removed: two', '2+added: ·twoU+202E']);
    expect(await versions()).toHaveLength(1);
    await press('Save new version', panel);
    await waitFor(async () => expect(await read()).toBe('one\n two\u202E\n'));
    expect(document.documentElement.outerHTML).not.toContain('U+202E');
  });

  it('of lines that all end as CRLF keeps its line ends and its byte order mark, and shows no other change', async () => {
    const { panel, press, read } = await atNewVersion(['\uFEFFone\r\ntwo\r\n']);
    await press('Edit the current value', panel);
    await waitFor(() => expect(value(panel).value).toBe('\uFEFFone\ntwo\n'));
    expect(within(panel).getByText(/lines end as CRLF, as in the current value\./)).toBeTruthy();
    fill(value(panel), '\uFEFFone\nthree\n');
    await press('Review changes', panel);
    const diff = within(panel).getByRole('region', { name: 'Changes of the value' });
    expect([...diff.children].map((line) => line.textContent)).toEqual(['11 U+FEFFoneCR', '2−removed: twoCR', '2+added: threeCR']);
    await press('Save new version', panel);
    await waitFor(async () => expect(await read()).toBe('\uFEFFone\r\nthree\r\n'));
  });

  it('of lines that end in different ways says that all will end as LF, and shows which ones change', async () => {
    const { panel, press } = await atNewVersion(['one\r\ntwo\n']);
    await press('Edit the current value', panel);
    expect(await within(panel).findByText(/saved from here, all of them end as LF\./)).toBeTruthy();
    await press('Review changes', panel);
    const diff = within(panel).getByRole('region', { name: 'Changes of the value' });
    expect([...diff.children].map((line) => line.textContent)).toEqual(['1−removed: oneCR', '1+added: one', '22 two']);
  });

  it('of another form than its type says is told where, and can be saved all the same', async () => {
    const { panel, press, read } = await atNewVersion(['{}'], { contentType: 'application/json' });
    fill(value(panel), '{\n  "a": tru\n}');
    expect(within(panel).getByText(/Not the form of JSON: line 2, column 8\./)).toBeTruthy();
    await press('Save new version', panel);
    expect(await read()).toBe('{}');
    await waitFor(() => expect(document.activeElement).toBe(value(panel)));
    await press('Save all the same', panel);
    await waitFor(async () => expect(await read()).toBe('{\n  "a": tru\n}'));
  });

  it('of JSON is laid out without changing what it says', async () => {
    const { panel, press } = await atNewVersion(['x'], { contentType: 'application/json' });
    fill(value(panel), '{"a":12345678901234567890}');
    await press('One line per part', panel);
    expect(value(panel).value).toBe('{\n  "a": 12345678901234567890\n}');
    await press('All on one line', panel);
    expect(value(panel).value).toBe('{"a":12345678901234567890}');
  });

  it('can be drawn by the engine, so that no window holds it', async () => {
    const { panel, press, asked, read } = await atNewVersion(['s3cret']);
    await press('Generate it', panel);
    fill(within(panel).getByRole('spinbutton', { name: 'Characters' }), '40');
    expect(within(panel).getByText(/^\d+ bits strong/)).toBeTruthy();
    await press('Save new version', panel);
    await waitFor(async () => expect(await read()).toHaveLength(40));
    expect(asked('SecretSet').map(({ input }) => Object.keys(Object(input)))).toEqual([expect.not.arrayContaining(['value'])]);
  });

  it('is not written over one that came meanwhile, unseen', async () => {
    const { panel, press, window, read, versions } = await atNewVersion(['s3cret']);
    fill(value(panel), 'mine');
    await window.call('SecretSet', aSecret({ value: new TextEncoder().encode('theirs'), tags: { owner: 'shop' } }));
    await press('Save new version', panel);
    await waitFor(() => expect(panel.textContent).toMatch(/Not saved: Ada Lovelace changed db-password/));
    expect(await read()).toBe('theirs');
    await press('Look at the change', panel);
    expect(await within(panel).findByRole('row', { name: 'tag owner — shop added' })).toBeTruthy();
    await press('Save mine over it', panel);
    await waitFor(async () => expect(await versions()).toHaveLength(3));
    expect(await read()).toBe('mine');
  });

  it('is asked about before what was typed is lost', async () => {
    const { panel, person, press } = await atNewVersion(['s3cret']);
    const area = value(panel);
    fill(area, 'half written');
    await person.keyboard('{Escape}');
    expect(await within(panel).findByText(/isn’t saved yet and would be lost/)).toBeTruthy();
    await press('Discard', panel);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(area.value).toBe('');
  });
});

describe('the name of a new secret', () => {
  it('that exists is told to make a new version, and whose', async () => {
    const { panel, press, versions } = await atNewSecret();
    fill(within(panel).getByRole('textbox', { name: 'Name' }), 'DB-password');
    await waitFor(() => expect(panel.textContent).toMatch(/makes a new version of db-password, changed by Ada Lovelace/));
    fill(value(panel), 'next');
    await press('Save new version', panel);
    await waitFor(async () => expect(await versions()).toHaveLength(2));
  });

  it('that lies in the recycle bin is told while it is typed, with the ways out', async () => {
    const { panel, press, window } = await atNewSecret();
    await window.call('SecretSet', aSecret({ name: 'motto' }));
    await window.call('SecretDelete', { vault: 'payroll', name: 'motto' });
    fill(within(panel).getByRole('textbox', { name: 'Name' }), 'motto');
    expect(await within(panel).findByText(/^This name lies in the recycle bin until/)).toBeTruthy();
    expect(within(panel).getByRole('button', { name: 'Purge…' })).toBeTruthy();
    await press('Recover', panel);
    await waitFor(() => expect(panel.textContent).toMatch(/makes a new version of motto/));
  });
});

it('a new version is made by keys alone, from the list and back to it', async () => {
  const { person, dialog, read } = await atSecret(['s3cret']);
  await person.keyboard('{Escape}');
  const grid = screen.getByRole('grid', { name: 'Secrets' });
  await waitFor(() => expect(grid.contains(document.activeElement)).toBe(true));
  await person.keyboard('{Enter}');
  const title = await screen.findByRole('heading', { level: 2, name: 'db-password' });
  await waitFor(() => expect(document.activeElement).toBe(title));
  await person.keyboard('r');
  const panel = await dialog('New version of db-password');
  await waitFor(() => expect(document.activeElement).toBe(value(panel)));
  await person.keyboard('by hand');
  const save = within(panel).getByRole('button', { name: 'Save new version' });
  for (let stops = 0; stops < 20 && document.activeElement !== save; stops += 1) await person.tab();
  await person.keyboard('{Enter}');
  await waitFor(async () => expect(await read()).toBe('by hand'));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});
