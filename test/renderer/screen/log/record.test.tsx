import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { busyHouse } from '../../support/door-scene.ts';
import { withLayout } from '../../support/layout.ts';
import { openLog, rows, settled } from './at-log.tsx';

vi.setConfig({ testTimeout: 60_000 });
withLayout(1440, 300);
afterEach(cleanup);

const rowOf = async (text: string) => {
  await settled();
  return rows().find((row) => row.textContent?.includes(text)) ?? document.body;
};
const openRow = () => rows().findIndex((row) => row.hasAttribute('data-open'));

describe('a record of the log', () => {
  test('opens with why, what, and its proof, and is the place that the window is at; Esc goes back to the list', async () => {
    const { person, place } = await openLog(busyHouse(Date.now()), '/log?result=["refused"]');
    await person.click(await rowOf('refund-worker'));
    expect(
      await screen.findByText(/refund-worker holds no role that allows Microsoft.KeyVault\/vaults\/secrets\/getSecret\/action on payroll/),
    ).toBeTruthy();
    expect(screen.getByText('Smallest role that would: Key Vault Secrets User on payroll.')).toBeTruthy();
    expect(screen.getByRole('button', { name: /copy correlation id/ })).toBeTruthy();
    expect(screen.getByRole('button', { name: /copy leaf hash/ })).toBeTruthy();
    expect(place()).toEqual({ result: ['refused'], record: expect.any(Number) });
    await person.click(screen.getByRole('button', { name: 'Show the record as it was hashed' }));
    expect(screen.getByText(/"salt":"x7Qq"/)).toBeTruthy();
    screen.getByRole('button', { name: 'Hide the record as it was hashed' }).focus();
    await person.keyboard('{Escape}');
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('grid')));
    expect(screen.queryByText(/Smallest role/)).toBeNull();
    expect(place()).toEqual({ result: ['refused'] });
  });

  test('names the grant that allowed it', async () => {
    const { person } = await openLog(busyHouse(Date.now()));
    await person.click(await rowOf('Succeeded'));
    expect(await screen.findByText('Allowed by the role Key Vault Administrator on everything.')).toBeTruthy();
    expect(screen.getByText('the whole tenant')).toBeTruthy();
  });

  test('by keyboard alone: J and K move through the list, and in the detail from record to record', async () => {
    const { person, place } = await openLog(busyHouse(Date.now()));
    await settled();
    screen.getByRole('grid').focus();
    await person.keyboard('jj{Enter}');
    await screen.findByText('Why');
    expect(openRow()).toBe(2);
    const second = place().record;
    const title = await screen.findByRole('heading', { level: 2, name: /Succeeded|Refused|Failed|Attempted/ });
    await waitFor(() => expect(document.activeElement).toBe(title));
    await person.keyboard('j');
    await waitFor(() => expect(place().record).toBe((second ?? 0) - 1));
    await waitFor(() => expect(openRow()).toBe(3));
    await person.keyboard('kk');
    await waitFor(() => expect(openRow()).toBe(1));
  });

  test('shows what belongs to it: the same request, object, and identity about then', async () => {
    const scene = busyHouse(Date.now());
    const { client, person, place } = await openLog(scene, '/log?record=1000');
    const related = await screen.findByRole('region', { name: 'Related' });
    expect(await within(related).findAllByRole('listitem')).toHaveLength(2);
    await person.click(within(related).getByRole('button', { name: 'Same identity ±5 min' }));
    const { time, identityId } = scene.rows.find((row) => row.sequence === 1000) ?? { time: 0, identityId: '' };
    await waitFor(() =>
      expect(client.asked.findLast(({ name }) => name === 'LogList')?.input).toMatchObject({
        filter: { identity: [identityId], from: time - 300_000, until: time + 300_000 },
      }),
    );
    await person.click(await within(related).findByRole('button', { name: /in the list$/ }));
    await waitFor(() => expect(place()).toMatchObject({ identity: [identityId], record: 1000 }));
  });

  test('has a link that a colleague opens', async () => {
    const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    const { person } = await openLog(busyHouse(Date.now()), '/log?record=1000&last="1h"');
    await person.click(await screen.findByRole('button', { name: 'Copy link' }));
    expect(write).toHaveBeenCalledWith('strongroom:/log?record=1000');
  });

  test('that was deleted says by whom, when and why, and leads to the record that says so', async () => {
    const scene = busyHouse(Date.now());
    const removed = {
      first: 0,
      last: 399,
      deletion: 1100,
      by: 'Lena Brandt',
      on: Date.UTC(2026, 10, 20, 9, 30),
      reason: 'Older than the policy',
    };
    scene.rows = scene.rows.filter((row) => row.sequence > 399);
    const { person, place } = await openLog({ ...scene, log: { ...scene.log, removed: [removed] } }, '/log?record=17');
    expect(await screen.findByText(/This record was deleted/)).toBeTruthy();
    const detail = within(screen.getByRole('region', { name: 'Record 17' }));
    expect(detail.getByText('Lena Brandt')).toBeTruthy();
    expect(detail.getByText('Older than the policy')).toBeTruthy();
    await person.click(screen.getByRole('button', { name: /Open record 1,100/ }));
    await waitFor(() => expect(place().record).toBe(1100));
  });

  test('stands in the list as deleted, with how many, by whom and why', async () => {
    const scene = busyHouse(Date.now());
    const newest = scene.rows[0]?.sequence ?? 0;
    const removed = { first: newest - 4, last: newest - 2, deletion: newest, by: 'Lena Brandt', on: Date.now(), reason: 'By mistake' };
    scene.rows = scene.rows.filter((row) => row.sequence < removed.first || row.sequence > removed.last);
    const { person, place } = await openLog({ ...scene, log: { ...scene.log, removed: [removed] } });
    await settled();
    expect(rows()[2]?.textContent).toMatch(/Deleted.*3 records.*By mistake.*Lena Brandt/);
    await person.click(rows()[2] ?? document.body);
    await waitFor(() => expect(place().record).toBe(newest));
  });
});
