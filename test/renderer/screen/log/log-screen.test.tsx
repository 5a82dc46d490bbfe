import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { VaultError } from '../../../../app/contract/vault-error.ts';
import type { DoorScene } from '../../support/door-client.ts';
import { busyHouse, deniedLog, manyRows } from '../../support/door-scene.ts';
import { withLayout } from '../../support/layout.ts';
import { aLogRow } from '../../support/sample.ts';
import { fill, openLog, rows, settled, textAt } from './at-log.tsx';

vi.setConfig({ testTimeout: 60_000 });

withLayout(1440, 300);
afterEach(cleanup);

const next = (scene: DoorScene, change = {}) => aLogRow((scene.rows[0]?.sequence ?? 0) + 1, Date.now(), { time: Date.now(), ...change });
const field = () => screen.getByRole('combobox', { name: 'Filter by field or text' });

describe('the log', () => {
  test('shows newest first who did what with what result', async () => {
    const scene = busyHouse(Date.now());
    scene.rows[0] = aLogRow(1203, Date.now(), {
      result: 'refused',
      code: 'Forbidden',
      status: 403,
      object: 'payroll / ledger',
      identity: 'refund-worker',
    });
    await openLog(scene);
    await settled();
    expect(textAt(0)).toMatch(/Refused.*SecretGet.*payroll \/ ledger.*refund-worker/);
    expect(screen.getByText('1,204 records')).toBeTruthy();
  });

  test('says so where counting was given up', async () => {
    const scene = busyHouse(Date.now());
    const { client } = await openLog({ ...scene, log: { ...scene.log, counted: 1000 } });
    await settled();
    expect(await screen.findByText('at least 1,000 records')).toBeTruthy();
    expect(client.asked.some(({ name }) => name === 'LogList')).toBe(true);
  });

  test('says how many fit only once that is known, never the number of the question before', async () => {
    const { client, person } = await openLog(busyHouse(Date.now()));
    await settled();
    expect(screen.getByText('1,204 records')).toBeTruthy();
    const answered = client.call.bind(client);
    const answer = Promise.withResolvers<void>();
    client.call = async (name, ...rest) => {
      if (name === 'LogList') await answer.promise;
      return answered(name, ...rest);
    };
    await person.click(field());
    await person.paste('nobody has this name');
    await person.keyboard('{Enter}');
    expect(screen.queryByText(/records? fits?$/)).toBeNull();
    answer.resolve();
    expect(await screen.findByText('0 records fit')).toBeTruthy();
  });

  test('goes on by itself: a new record is on top, once, and counted', async () => {
    const scene = busyHouse(Date.now());
    const { client } = await openLog(scene);
    await settled();
    const record = next(scene, { operation: 'VaultPut', object: 'brand-new' });
    act(() => client.append(record));
    await waitFor(() => expect(textAt(0)).toContain('brand-new'));
    act(() => client.append(record));
    await waitFor(() => expect(screen.getByText('1,205 records')).toBeTruthy());
    expect(rows().filter((row) => row.textContent?.includes('brand-new'))).toHaveLength(1);
  });

  test('counts a new record into histogram and facets without asking again', async () => {
    const scene = busyHouse(Date.now());
    const { client } = await openLog(scene);
    await settled();
    await screen.findByRole('checkbox', { name: /^Refused, / });
    const countOf = (name: string) => client.asked.filter((ask) => ask.name === name).length;
    act(() => client.append(next(scene, { operation: 'VaultPurge', result: 'failed', code: 'VaultLocked', time: Date.now() + 1000 })));
    expect(await screen.findByRole('checkbox', { name: 'VaultPurge, 1' })).toBeTruthy();
    expect(screen.getByRole('slider').getAttribute('aria-valuetext')).toMatch(/1 failed/);
    expect([countOf('LogHistogram'), countOf('LogFacetList')]).toEqual([1, 1]);
  });

  test('switched off it stands still, and switched on again it has missed nothing', async () => {
    const scene = busyHouse(Date.now());
    const { client, person } = await openLog(scene);
    await settled();
    const toggle = screen.getByRole('button', { name: 'Live' });
    await person.click(toggle);
    expect(toggle.getAttribute('aria-pressed')).toBe('false');
    await waitFor(() => expect(client.followers()).toBe(0));
    act(() => client.append(next(scene, { object: 'while away' })));
    expect(screen.queryByText('while away')).toBeNull();
    await person.click(toggle);
    await waitFor(() => expect(textAt(0)).toContain('while away'));
  });

  test('while older records are read, new ones wait, and it says how many', async () => {
    const scene = busyHouse(Date.now());
    const { client, person } = await openLog(scene);
    await settled();
    const before = textAt(0);
    const grid = screen.getByRole('grid');
    act(() => {
      grid.scrollTop = 500;
      grid.dispatchEvent(new Event('scroll'));
    });
    act(() => client.append(...manyRows(Date.now(), 1240).slice(0, 37).toReversed()));
    await person.click(await screen.findByRole('button', { name: 'Paused: 37 new. Resume' }));
    await waitFor(() => expect(screen.queryByRole('button', { name: /^Paused/ })).toBeNull());
    expect(textAt(0)).not.toBe(before);
  });

  test('says so when following stops, keeps its rows, and can go on', async () => {
    const scene = busyHouse(Date.now());
    const { client, person } = await openLog(scene);
    await settled();
    await waitFor(() => expect(client.followers()).toBe(1));
    act(() => client.breakStreams(new VaultError('StoreUnavailable', { reason: 'busy' })));
    expect(await screen.findByText(/New records no longer arrive by themselves/)).toBeTruthy();
    expect(rows().length).toBeGreaterThan(3);
    act(() => client.append(next(scene, { object: 'in between' })));
    await person.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(textAt(0)).toContain('in between'));
  });

  test('shows the columns that one chooses, and remembers them', async () => {
    const { person, shell } = await openLog(busyHouse(Date.now()));
    await settled();
    expect(screen.queryByRole('columnheader', { name: 'Status' })).toBeNull();
    await person.click(screen.getByRole('button', { name: 'Columns' }));
    await person.click(await screen.findByRole('menuitemcheckbox', { name: 'Status' }));
    expect(await screen.findByRole('columnheader', { name: 'Status' })).toBeTruthy();
    expect(shell.state().preference.logColumns).toContain('status');
  });

  test('an empty log says what will stand here', async () => {
    await openLog({ ...busyHouse(Date.now()), rows: [] });
    expect(await screen.findByText('Nothing recorded yet')).toBeTruthy();
  });

  test('who may not read it learns which role would', async () => {
    await openLog(deniedLog(Date.now()));
    expect((await screen.findAllByText(/Monitoring Reader/)).length).toBeGreaterThan(0);
  });
});

describe('the filter of the log', () => {
  test('takes a field and a value as they are typed, completed with how many have it', async () => {
    const { person, place } = await openLog(busyHouse(Date.now()));
    await settled();
    await person.click(field());
    await person.paste('operation:session');
    await screen.findByRole('option', { name: /Operation\s*SessionCreate\s*\d+/ });
    await person.keyboard('{ArrowDown}{Enter}');
    await waitFor(() => expect(rows().every((row) => row.textContent?.includes('SessionCreate'))).toBe(true));
    expect(place()).toEqual({ operation: ['SessionCreate'] });
    expect(screen.getByRole('button', { name: 'Remove operation SessionCreate' })).toBeTruthy();
  });

  test('finds a person by name and keeps the id', async () => {
    const { person, place } = await openLog(busyHouse(Date.now()));
    await settled();
    await person.click(field());
    await person.paste('refund');
    await person.click(await screen.findByRole('option', { name: /Identity\s*refund-worker/ }));
    await screen.findByRole('button', { name: 'Remove identity refund-worker' });
    expect(place().identity).toHaveLength(1);
    expect(place().identity?.[0]).toMatch(/^[\da-f-]{36}$/);
  });

  test('takes words as they stand, asks nothing while they are typed, and is empty again with Backspace', async () => {
    const { client, person, place } = await openLog(busyHouse(Date.now()));
    await settled();
    const countOf = () => client.asked.filter(({ name }) => name === 'LogList').length;
    const before = countOf();
    await person.click(field());
    await person.paste('nobody has this name');
    expect(countOf()).toBe(before);
    await person.keyboard('{Enter}');
    expect(await screen.findByText('No record fits')).toBeTruthy();
    expect(place()).toEqual({ text: 'nobody has this name' });
    await person.keyboard('{Backspace}');
    await settled();
    expect(place()).toEqual({});
  });

  test('a facet adds its values one to another, and its name shows only that', async () => {
    const { person, place } = await openLog(busyHouse(Date.now()));
    await settled();
    const refused = await screen.findByRole('checkbox', { name: /^Refused, / });
    await person.click(refused);
    await waitFor(() => expect(rows().every((row) => row.textContent?.includes('Refused'))).toBe(true));
    await person.click(screen.getByRole('checkbox', { name: /^Failed, / }));
    expect(place()).toEqual({ result: ['refused', 'failed'] });
    await person.click(within(screen.getByRole('checkbox', { name: /^Failed, / })).getByText('Failed'));
    expect(place()).toEqual({ result: ['failed'] });
  });

  test('a stretch of the histogram is chosen by keyboard, with its ends and counts said', async () => {
    const scene = busyHouse(Date.now());
    const { person, place } = await openLog(scene);
    await settled();
    const chart = await screen.findByRole('slider');
    chart.focus();
    await person.keyboard('{Home}{Shift>}{ArrowRight}{ArrowRight}{/Shift}');
    expect(chart.getAttribute('aria-valuetext')).toMatch(/ to .*: \d+ records/);
    const first = Math.min(...scene.rows.map((row) => row.time));
    await person.keyboard('{Enter}');
    await waitFor(() => expect(place().from).toBe(first));
    expect(place().until).toBeGreaterThan(first);
    expect(screen.getByRole('button', { name: 'Live' }).getAttribute('aria-disabled')).toBe('true');
  });

  test('a stretch that ends now is asked for from its beginning, and given up again', async () => {
    const { client, person, place } = await openLog(busyHouse(Date.now()));
    await settled();
    await person.click(screen.getByRole('button', { name: /^time/ }));
    await person.click(await screen.findByRole('button', { name: 'last hour' }));
    await waitFor(() => expect(place()).toEqual({ last: '1h' }));
    const asked = client.asked.findLast(({ name }) => name === 'LogList')?.input;
    expect(asked).toMatchObject({ filter: { from: expect.any(Number) } });
    await person.click(screen.getByRole('button', { name: 'Clear' }));
    await waitFor(() => expect(place()).toEqual({}));
  });

  test('is saved under a name with its columns, applied again, and deleted', async () => {
    const scene = busyHouse(Date.now());
    const { person, place } = await openLog(scene, '/log?result=["refused"]');
    await settled();
    await person.click(screen.getByRole('button', { name: 'Saved' }));
    await person.click(await screen.findByRole('menuitem', { name: 'Save this filter' }));
    fill(await screen.findByRole('textbox', { name: 'Name' }), 'Look at daily');
    await person.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(scene.log.views).toMatchObject([{ name: 'Look at daily', filter: { result: ['refused'] } }]));
    await person.click(screen.getByRole('button', { name: 'Clear' }));
    await person.click(screen.getByRole('button', { name: 'Saved' }));
    await person.click(await screen.findByRole('menuitem', { name: /Look at daily/ }));
    await waitFor(() => expect(place()).toEqual({ result: ['refused'] }));
    await person.click(screen.getByRole('button', { name: 'Saved' }));
    await person.click(await screen.findByRole('button', { name: 'Delete Look at daily' }));
    await waitFor(() => expect(scene.log.views).toEqual([]));
  });

  test('comes with questions to begin with', async () => {
    const { person, place } = await openLog(busyHouse(Date.now()));
    await settled();
    await person.click(screen.getByRole('button', { name: 'Saved' }));
    await person.click(await screen.findByRole('menuitem', { name: 'Sign-ins that failed' }));
    await waitFor(() => expect(place().operation).toContain('SessionCreate'));
    expect(place().result).toEqual(['failed', 'refused']);
  });
});

describe('an auditor of one vault', () => {
  const vaultScope = (vault: string) => `/subscriptions/0/resourceGroups/production/providers/Microsoft.KeyVault/vaults/${vault}`;
  const limited = (...vaults: readonly string[]): DoorScene => {
    const scene = busyHouse(Date.now());
    if (scene.session) scene.session = { ...scene.session, logScopes: vaults.map(vaultScope) };
    return scene;
  };

  test('reads that vault’s records alone, and nothing is asked about the whole', async () => {
    const { client } = await openLog(limited('payroll'));
    await settled();
    expect(screen.getByText('of payroll only')).toBeTruthy();
    const asked = client.asked.filter(({ name }) => name.startsWith('Log') && !name.startsWith('LogView'));
    expect(asked.map(({ name }) => name)).not.toContain('LogCheckpointList');
    for (const { input } of asked) expect(input).toMatchObject({ scope: vaultScope('payroll') });
  });

  test('changes between vaults where there are several', async () => {
    const { client, person } = await openLog(limited('payroll', 'shop-prod'));
    await settled();
    await person.selectOptions(screen.getByLabelText('Whose log'), vaultScope('shop-prod'));
    await waitFor(() =>
      expect(client.asked.findLast(({ name }) => name === 'LogList')?.input).toMatchObject({ scope: vaultScope('shop-prod') }),
    );
  });

  test('is told that verifying covers the whole house', async () => {
    const { person } = await openLog(limited('payroll'));
    await settled();
    await person.click(screen.getByRole('button', { name: 'verified by others' }));
    expect(await screen.findByText('Verifying needs the whole log')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Verify now' })).toBeNull();
  });
});
