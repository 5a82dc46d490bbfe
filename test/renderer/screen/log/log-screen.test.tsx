import { act, cleanup, configure, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { VaultError } from '../../../../app/contract/vault-error.ts';
import type { DoorScene } from '../../support/door-client.ts';
import { busyHouse, deniedLog, manyRows } from '../../support/door-scene.ts';
import { openDoor } from '../../support/open-door.tsx';
import { aLogRow } from '../../support/sample.ts';

vi.setConfig({ testTimeout: 60_000 });
// Looking up styles of every ancestor of every row is what makes queries by role slow.
configure({ defaultHidden: true });

/** happy-dom lays nothing out: the list believes in a window of this height. */
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(800);
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1200);
  // Wide enough for list and detail side by side.
  vi.stubGlobal('innerWidth', 1440);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

async function open(scene: DoorScene) {
  const door = await openDoor(scene, 'Overview');
  await door.user.click(screen.getByRole('link', { name: 'Log' }));
  await screen.findByRole('heading', { name: 'Log', level: 1 });
  return door;
}
const rows = () => within(screen.getByRole('grid')).getAllByRole('row').slice(1);
const at = (index: number) => rows()[index]?.textContent ?? '';
const settled = () => waitFor(() => expect(rows().length).toBeGreaterThan(3));
const next = (scene: DoorScene, change = {}) => aLogRow((scene.rows[0]?.sequence ?? 0) + 1, Date.now(), { code: 'OK', ...change });

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
    await open(scene);
    await settled();
    expect(at(0)).toMatch(/Refused.*SecretGet.*payroll \/ ledger.*refund-worker/);
    expect(screen.getByText('1,204 records')).toBeTruthy();
  });

  test('goes on by itself: a new record is on top, once, and counted', async () => {
    const scene = busyHouse(Date.now());
    const { client } = await open(scene);
    await settled();
    const record = next(scene, { operation: 'VaultPut', object: 'brand-new' });
    act(() => client.append(record));
    await waitFor(() => expect(at(0)).toContain('brand-new'));
    act(() => client.append(record));
    await waitFor(() => expect(screen.getByText('1,205 records')).toBeTruthy());
    expect(rows().filter((row) => row.textContent?.includes('brand-new'))).toHaveLength(1);
  });

  test('switched off it stands still, and switched on again it has missed nothing', async () => {
    const scene = busyHouse(Date.now());
    const { client, user } = await open(scene);
    await settled();
    const toggle = screen.getByRole('button', { name: 'Live' });
    await user.click(toggle);
    expect(toggle.getAttribute('aria-pressed')).toBe('false');
    await waitFor(() => expect(client.followers()).toBe(0));
    act(() => client.append(next(scene, { object: 'while away' })));
    expect(screen.queryByText('while away')).toBeNull();
    await user.click(toggle);
    await waitFor(() => expect(at(0)).toContain('while away'));
  });

  test('while older records are read, new ones wait behind a pill', async () => {
    const scene = busyHouse(Date.now());
    const { client, user } = await open(scene);
    await settled();
    const before = at(0);
    const grid = screen.getByRole('grid');
    act(() => {
      grid.scrollTop = 500;
      grid.dispatchEvent(new Event('scroll'));
    });
    act(() => client.append(...manyRows(Date.now(), 1240).slice(0, 37).toReversed()));
    const pill = await screen.findByRole('button', { name: '37 new' });
    await user.click(pill);
    await waitFor(() => expect(screen.queryByRole('button', { name: /new$/ })).toBeNull());
    expect(at(0)).not.toBe(before);
  });

  test('is narrowed by result, operation and text, and asks once per pause in typing', async () => {
    const { client, user } = await open(busyHouse(Date.now()));
    await settled();
    await user.click(screen.getByRole('button', { name: 'Refused' }));
    await waitFor(() => expect(rows().every((row) => row.textContent?.includes('Refused'))).toBe(true));
    await user.selectOptions(screen.getByLabelText('Operation'), 'SessionCreate');
    await waitFor(() => expect(rows().every((row) => row.textContent?.includes('SessionCreate'))).toBe(true));
    await user.type(screen.getByLabelText('Part of an object or identity'), 'nobody');
    await user.paste(' has this name');
    expect(await screen.findByText('No record fits')).toBeTruthy();
    const asked = client.asked.filter(({ name }) => name === 'LogList').map(({ input }) => input);
    expect(asked.at(-1)).toMatchObject({ filter: { result: ['refused'], operation: ['SessionCreate'], text: 'nobody has this name' } });
    expect(asked.length).toBeLessThan(6);
    await user.click(screen.getByRole('button', { name: 'Clear the filter' }));
    await settled();
  });

  test('a record opens with why, what, and its proof; Esc goes back to the list', async () => {
    const { user } = await open(busyHouse(Date.now()));
    await settled();
    const refused = rows().findIndex((row) => row.textContent?.includes('refund-worker'));
    await user.click(rows()[refused] ?? document.body);
    expect(
      await screen.findByText(/refund-worker holds no role that allows Microsoft.KeyVault\/vaults\/secrets\/getSecret\/action on payroll/),
    ).toBeTruthy();
    expect(screen.getByText('Smallest role that would: Key Vault Secrets User on payroll.')).toBeTruthy();
    expect(screen.getByRole('button', { name: /copy correlation id/ })).toBeTruthy();
    expect(screen.getByRole('button', { name: /copy leaf hash/ })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Show the record as it was hashed' }));
    expect(screen.getByText(/"salt":"x7Qq"/)).toBeTruthy();
    screen.getByRole('button', { name: 'Show the record as it was hashed'.replace('Show', 'Hide') }).focus();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('grid')));
    expect(screen.queryByText(/Smallest role/)).toBeNull();
  });

  test('an allowed record names the grant', async () => {
    const { user } = await open(busyHouse(Date.now()));
    await settled();
    const allowed = rows().findIndex((row) => row.textContent?.includes('Succeeded'));
    await user.click(rows()[allowed] ?? document.body);
    expect(await screen.findByText('Allowed by the role Key Vault Administrator on everything.')).toBeTruthy();
  });

  test('the keyboard alone moves, opens and closes', async () => {
    const { user } = await open(busyHouse(Date.now()));
    await settled();
    screen.getByRole('grid').focus();
    await user.keyboard('jj{Enter}');
    expect(await screen.findByText('Why')).toBeTruthy();
    expect(rows().findIndex((row) => row.getAttribute('aria-selected') === 'true')).toBe(2);
  });

  test('says so when following stops, keeps its rows, and can go on', async () => {
    const scene = busyHouse(Date.now());
    const { client, user } = await open(scene);
    await settled();
    await waitFor(() => expect(client.followers()).toBe(1));
    act(() => client.breakStreams(new VaultError('StoreUnavailable', { reason: 'busy' })));
    expect(await screen.findByText(/New records no longer arrive by themselves/)).toBeTruthy();
    expect(rows().length).toBeGreaterThan(3);
    act(() => client.append(next(scene, { object: 'in between' })));
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(at(0)).toContain('in between'));
  });

  test('an empty log says what will stand here', async () => {
    await open({ ...busyHouse(Date.now()), rows: [] });
    expect(await screen.findByText('Nothing recorded yet')).toBeTruthy();
  });

  test('who may not read it learns which role would', async () => {
    await open(deniedLog(Date.now()));
    expect(await screen.findByText(/Ask an administrator for the role Monitoring Reader/)).toBeTruthy();
  });
});
